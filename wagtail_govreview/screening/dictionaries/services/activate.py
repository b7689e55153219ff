"""Put a draft in force; the version before it is retired."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from wagtail_govreview.ledger.people import display_name
from wagtail_govreview.ledger.services import append
from wagtail_govreview.refusal import refuse_if
from wagtail_govreview.screening.dictionaries import rules
from wagtail_govreview.screening.dictionaries.acts import ACTIVATED
from wagtail_govreview.screening.dictionaries.comparing import differences
from wagtail_govreview.screening.dictionaries.models import Dictionary, DictionaryVersion
from wagtail_govreview.screening.dictionaries.rows import digest_of, rows_of
from wagtail_govreview.screening.dictionaries.services.draft import locked_draft
from wagtail_govreview.screening.signals import dictionary_activated
from wagtail_govreview.units.models import Unit

State = DictionaryVersion.State


@transaction.atomic
def activate(version: DictionaryVersion, *, user: Any = None, note: str = "") -> DictionaryVersion:
    """Put the draft in force. ``note``: what is new in it. Raises ``Refused``.

    One line in the ledger of the unit whose dictionary it is; a shared one concerns every unit, and each has a line
    in its own chain.
    """
    Dictionary.objects.select_for_update().get(pk=version.dictionary_id)
    draft = locked_draft(version)
    before = draft.dictionary.versions.filter(state=State.ACTIVE).first()
    rows = rows_of(draft)
    changes = differences(rows_of(before), rows)
    refuse_if(rules.for_activation(is_draft=True, changes=before is None or bool(changes)))
    now = timezone.now()
    if before is not None:
        DictionaryVersion.objects.filter(pk=before.pk).update(state=State.RETIRED, retired_at=now)
    draft.state, draft.activated_at = State.ACTIVE, now
    draft.activated_by, draft.note = display_name(user)[:255], note
    draft.count, draft.digest = len(rows), digest_of(rows.values())
    draft.save()
    draft.imports.all().delete()
    what = {
        "dictionary": draft.dictionary.name,
        "kind": draft.dictionary.kind,
        "shared": draft.dictionary.unit_id is None,
        "number": draft.number,
        "before": before.number if before else None,
        "terms": draft.count,
        "added": len(changes.added),
        "removed": len(changes.removed),
        "changed": len(changes.changed),
        "note": note,
        "digest": draft.digest,
    }
    for chain in _chains(draft.dictionary):
        append(chain, ACTIVATED, actor=user, subject=draft, summary=str(draft), data=what)
    dictionary_activated.send(sender=DictionaryVersion, version=draft, user=user)
    return draft


def _chains(dictionary: Dictionary) -> list[str]:
    """Of the unit, or of all units, always in the same order."""
    if dictionary.unit is not None:
        return [dictionary.unit.code]
    return list(Unit.objects.order_by("code").values_list("code", flat=True))
