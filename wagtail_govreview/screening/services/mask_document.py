"""Mask a document: a masked copy as a new document, in the old one's place in a new draft of the page."""

from __future__ import annotations

import io
from collections.abc import Collection
from typing import Any

from django.db import transaction

from wagtail_govreview.content.attachments import ReferencedFile
from wagtail_govreview.refusal import Refused, refuse_if
from wagtail_govreview.screening.context import context_for
from wagtail_govreview.screening.extraction.extracts import Unreadable
from wagtail_govreview.screening.masking import rules
from wagtail_govreview.screening.masking.documents import (
    document_of,
    file_of,
    may_add_beside,
    new_document,
    put_in_place,
)
from wagtail_govreview.screening.masking.drafts import facts_of, newest_draft
from wagtail_govreview.screening.masking.files.copying import masked_copy
from wagtail_govreview.screening.registry import Context
from wagtail_govreview.screening.services.mask_page import held, note_masked
from wagtail_govreview.units.governance import is_governed, unit_of


def mask_document(
    page: Any,
    *,
    source: str,
    user: Any,
    seen: int | None,
    codes: Collection[str],
    clear_hidden: bool = False,
) -> Any:
    """Save a draft of ``page`` with a masked copy in place of one of its documents (rule, chapter 三(二): 隐私信息要遮掩).

    ``source``: key of the document, as findings name it; ``codes``: of the types of findings that are masked;
    ``clear_hidden``: also empty what readers of the file do not see, and take out who wrote it. The old document stays
    where it is, since other pages may use it. Returns the new revision. Raises
    :class:`~wagtail_govreview.refusal.Refused`; then nothing was kept.
    """
    kept: list[Any] = []
    try:
        with transaction.atomic():
            return _mask(page, source, user, seen, codes, clear_hidden, kept)
    except BaseException:
        for document in kept:
            document.file.storage.delete(document.file.name)
        raise


def _mask(
    page: Any,
    source: str,
    user: Any,
    seen: int | None,
    codes: Collection[str],
    clear_hidden: bool,
    kept: list[Any],
) -> Any:
    page = held(page)
    refuse_if(rules.for_masking(facts_of(page, user, seen)))
    draft = newest_draft(page)
    unit = unit_of(page)
    context = context_for(draft, unit)
    file = file_of(draft, source)
    document = document_of(file) if file else None
    if file is None or document is None or file.missing:
        raise Refused([rules.no_document()])
    refuse_if(rules.for_copying(may_add=may_add_beside(user, document)))
    if not codes and not clear_hidden:
        raise Refused([rules.nothing_chosen()])
    new = new_document(document, _copied(file, context, codes, clear_hidden), user, context)
    kept.append(new)
    put_in_place(draft, document, new)
    if file_of(draft, source) is not None:
        raise Refused([rules.still_used()])
    revision = draft.save_revision(user=user, log_action=True, clean=False)
    if unit is not None and is_governed(page):
        note_masked(
            unit,
            page,
            user,
            revision=revision.pk,
            previous=seen,
            document=source,
            copy=str(new.pk),
            types=sorted(codes),
            cleared=clear_hidden,
        )
    return revision


def _copied(
    file: ReferencedFile, context: Context, codes: Collection[str], clear_hidden: bool
) -> bytes:
    with file.open() as stored:
        stream = io.BytesIO(stored.read())
    try:
        return masked_copy(stream, file.filename, context, codes, clear_hidden=clear_hidden)
    except Unreadable as why:
        raise Refused([rules.not_copied(why.code, why.note)]) from why
