"""Begin a draft of a dictionary as a copy of what is in force; discard one."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from wagtail_govreview.ledger.people import display_name
from wagtail_govreview.refusal import refuse_if
from wagtail_govreview.screening.dictionaries import rules
from wagtail_govreview.screening.dictionaries.models import (
    Dictionary,
    DictionaryTerm,
    DictionaryVersion,
)
from wagtail_govreview.screening.dictionaries.rows import FIELDS, PIECE

State = DictionaryVersion.State


@transaction.atomic
def new_draft(
    dictionary: Dictionary, *, user: Any = None, copy_of: DictionaryVersion | None = None
) -> DictionaryVersion:
    """A new draft with the terms of ``copy_of``, else of the version in force. Raises ``Refused``."""
    Dictionary.objects.select_for_update().get(pk=dictionary.pk)  # one draft at a time
    versions = dictionary.versions.all()
    refuse_if(rules.for_draft(has_draft=versions.filter(state=State.DRAFT).exists()))
    origin = copy_of or versions.filter(state=State.ACTIVE).first()
    draft = DictionaryVersion.objects.create(
        dictionary=dictionary,
        number=(versions.aggregate(last=Max("number"))["last"] or 0) + 1,
        made_at=timezone.now(),
        made_by=display_name(user)[:255],
    )
    if origin is not None:
        copy_terms(origin, draft)
    return draft


def copy_terms(origin: DictionaryVersion, target: DictionaryVersion) -> None:
    """Give ``target`` all terms of ``origin``, in pieces."""
    values = list(origin.terms.values_list("key", *FIELDS))
    copies = (
        DictionaryTerm(version=target, key=key, **dict(zip(FIELDS, rest, strict=True)))
        for key, *rest in values
    )
    DictionaryTerm.objects.bulk_create(copies, batch_size=PIECE)
    count_terms(target)


def count_terms(version: DictionaryVersion) -> None:
    version.count = version.terms.count()
    version.save(update_fields=["count"])


def locked_draft(version: DictionaryVersion) -> DictionaryVersion:
    """The version as it is now, locked, if it is a draft. Raises ``Refused``."""
    found = DictionaryVersion.objects.select_for_update().get(pk=version.pk)
    refuse_if(rules.for_change(is_draft=found.is_draft))
    return found


@transaction.atomic
def discard(version: DictionaryVersion) -> None:
    """Delete a draft with its terms. Raises ``Refused`` if it is none."""
    draft = locked_draft(version)
    DictionaryTerm.objects.filter(version=draft)._raw_delete(DictionaryTerm.objects.db)
    draft.delete()
