"""What proves the sheets and signatures of a piece: read for all of them together, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, WorkflowState

from wagtail_govreview.content.models import SignedAttachment, SignedContent
from wagtail_govreview.ledger.links import existing
from wagtail_govreview.ledger.subjects import subject_key
from wagtail_govreview.ledger.told import Told, told_of
from wagtail_govreview.pages import base_page_model
from wagtail_govreview.review.sheets import ReviewSheet, Signature

LONG = ("answers", "tiers", "findings", "contributors")


class SheetProofs:
    """Of some sheets: the ledger's lines, the signatures, the kept contents, and what still exists."""

    def __init__(self, sheets: Sequence[ReviewSheet]) -> None:
        keys = [sheet.pk for sheet in sheets]
        self._signatures: dict[int, list[Signature]] = defaultdict(list)
        for signature in Signature.objects.filter(sheet_id__in=keys).order_by("signed_at", "pk"):
            self._signatures[signature.sheet_id].append(signature)
        signed = [each for rows in self._signatures.values() for each in rows]
        self._told = told_of([subject_key(each) for each in (*sheets, *signed)])
        self._told_of_sheets(sheets)
        contents = {sheet.content_id for sheet in sheets}
        kept = SignedContent.objects.filter(pk__in=contents)
        self._contents = {
            key: (fingerprint, since)
            for key, fingerprint, since in kept.values_list("pk", "fingerprint", "created_at")
        }
        self._filenames(contents)
        self.pages = existing(base_page_model(), (sheet.page_key for sheet in sheets))
        self.users = existing(get_user_model(), (undertaker_key(sheet) for sheet in sheets))
        self.revisions = existing(Revision, (self.said(each, "revision") for each in sheets))
        self.workflow_states = existing(
            WorkflowState, (self.said(each, "workflow_state") for each in sheets)
        )

    def _told_of_sheets(self, sheets: Sequence[ReviewSheet]) -> None:
        self._lines: dict[int, list[Told]] = {}
        for sheet in sheets:
            subjects = (subject_key(each) for each in (sheet, *self.signatures(sheet)))
            lines = [line for subject in subjects for line in self._told.get(subject, ())]
            own = [line for line in lines if line.chain == sheet.unit.code]
            self._lines[sheet.pk] = sorted(own, key=lambda line: line.number)

    def _filenames(self, contents: Iterable[Any]) -> None:
        self.filenames: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
        uses = SignedAttachment.objects.filter(content_id__in=contents)
        for content, *use in uses.values_list("content_id", "file__digest", "title", "filename"):
            self.filenames[content].append((use[0], use[1], use[2]))

    def signatures(self, sheet: ReviewSheet) -> list[Signature]:
        """All of the sheet, in their order."""
        return self._signatures.get(sheet.pk, [])

    def lines(self, sheet: ReviewSheet) -> list[Told]:
        """The lines of the unit's chain about the sheet and its signatures, in their order."""
        return self._lines[sheet.pk]

    def content_of(self, sheet: ReviewSheet) -> str:
        """The fingerprint of the content that the sheet points to; ``""`` where it is gone."""
        return self._contents.get(sheet.content_id, ("", None))[0]

    def kept_for(self, sheet: ReviewSheet) -> bool:
        """Was the content kept with this submission, and not for an earlier one?"""
        since = self._contents.get(sheet.content_id, ("", None))[1]
        return since is not None and since >= sheet.submitted_at

    def said(self, sheet: ReviewSheet, name: str) -> str | None:
        """What the newest line that speaks of ``name`` says; ``None`` where none does (earlier releases)."""
        told = (line.data[name] for line in reversed(self.lines(sheet)) if name in line.data)
        return next((str(value) for value in told), None)


def undertaker_key(sheet: ReviewSheet) -> str:
    return str(sheet.answers.get("undertaker_key", ""))


def labels(model: Any, names: Iterable[str]) -> str:
    """The fields of these names as screens call them, one after the other."""
    return str(_(", ")).join(str(model._meta.get_field(name).verbose_name) for name in names)


class SignatureProofs:
    """Of some signatures, read with their sheets and units: the ledger's lines, and the accounts that still exist."""

    def __init__(self, signatures: Sequence[Signature]) -> None:
        self._told = told_of([subject_key(each) for each in signatures])
        self.users = existing(get_user_model(), (each.user_key for each in signatures))

    def is_told(self, signature: Signature) -> bool:
        """Is there a line of this decision with this digest in the chain of the sheet's unit?"""
        return any(
            line.chain == signature.sheet.unit.code
            and line.act == f"review.{signature.decision}"
            and line.data.get("signature_digest") == signature.digest
            for line in self._told.get(subject_key(signature), ())
        )
