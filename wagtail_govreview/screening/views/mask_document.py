"""Masking a document: what is found in it, what stays hidden in it, and the button that puts a masked copy in its place."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy

from wagtail_govreview.content.attachments import ReferencedFile
from wagtail_govreview.refusal import Refusal
from wagtail_govreview.screening.extraction.extracting import extract_of
from wagtail_govreview.screening.extraction.extracts import Extract
from wagtail_govreview.screening.extraction.notices import BY_CODE
from wagtail_govreview.screening.masking import rules
from wagtail_govreview.screening.masking.documents import (
    document_of,
    file_of,
    may_add_beside,
)
from wagtail_govreview.screening.masking.files import clearing
from wagtail_govreview.screening.masking.files.copying import KINDS, Group, groups_of
from wagtail_govreview.screening.services import mask_document
from wagtail_govreview.screening.views.masking import MaskingView

OUT_OF_SIGHT = tuple(
    f"attachment.{name}"
    for name in (
        "hidden_columns hidden_rows hidden_sheets comments tracked_changes hidden_text author embedded"
    ).split()
)


class MaskDocumentView(MaskingView):
    """One document of the newest draft; what is masked is chosen by kinds, since a list may hold thousands."""

    page_title = gettext_lazy("Masked copy of a document")
    template_name = "wagtail_govreview/screening/mask_document.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.source: str = kwargs["source"]
        found = file_of(self.draft, self.source)
        if found is None:
            raise Http404
        self.file: ReferencedFile = found

    @cached_property
    def extract(self) -> Extract:
        return extract_of(self.file)

    @cached_property
    def refusals(self) -> list[Refusal]:
        refusals = rules.for_person(self.facts)
        if refusals:
            return refusals
        document = document_of(self.file)
        if document is None or self.file.missing:
            return [rules.no_document()]
        if self.extract.kind not in KINDS:
            return [rules.not_copied("attachment.no_reader", "")]
        return rules.for_copying(may_add=may_add_beside(self.request.user, document))

    @cached_property
    def groups(self) -> list[Group]:
        return [] if self.refusals else groups_of(self.extract, self.context)

    @property
    def chosen(self) -> set[str]:
        """What is ticked: at first everything but hints."""
        if self.request.method == "POST":
            return set(self.request.POST.getlist("code"))
        return {group.code for group in self.groups if not group.is_hint}

    @property
    def clear_hidden(self) -> bool:
        return bool(self.request.POST.get("clear_hidden"))

    @cached_property
    def out_of_sight(self) -> list[tuple[Any, str]]:
        """What readers of the file do not see: kind and names."""
        names: dict[str, dict[str, None]] = {}
        for notice in self.extract.notices:
            if notice.code in OUT_OF_SIGHT:
                names.setdefault(notice.code, {})[notice.note] = None
        return [
            (BY_CODE[code].label, ", ".join(note for note in notes if note))
            for code, notes in names.items()
        ]

    def act(self) -> Any:
        return mask_document(
            self.page,
            source=self.source,
            user=self.request.user,
            seen=self.seen,
            codes=self.chosen,
            clear_hidden=self.clear_hidden,
        )

    def done(self) -> str:
        sentence = gettext(
            "A masked copy of “%(document)s” takes its place in a new draft. The old document stays among the documents: "
            "have it deleted if no other page uses it."
        )
        said = sentence % {"document": self.name}
        if self.clear_hidden or not self.out_of_sight:
            return said
        hidden = "; ".join(f"{label} {names}".strip() for label, names in self.out_of_sight)
        return f"{said} {gettext('Still in the copy, masked: %(hidden)s.') % {'hidden': hidden}}"

    @property
    def name(self) -> str:
        return self.file.title or self.file.filename

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = self.chosen
        return super().get_context_data(
            file=self.file,
            name=self.name,
            groups=[(group, group.code in chosen) for group in self.groups],
            out_of_sight=[] if self.refusals else self.out_of_sight,
            can_clear=not self.refusals and self.extract.kind in clearing.KINDS,
            is_book=not self.refusals and self.extract.kind == "xlsx",
            clear_hidden=self.clear_hidden,
            **kwargs,
        )
