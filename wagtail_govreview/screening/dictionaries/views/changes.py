"""Two versions beside each other, taking a file over, putting a draft in force, discarding one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy, ngettext
from wagtail.admin import messages

from wagtail_govreview.keys import number_of
from wagtail_govreview.refusal import Refused
from wagtail_govreview.screening.dictionaries.comparing import Differences, differences
from wagtail_govreview.screening.dictionaries.forms import ImportForm, NoteForm
from wagtail_govreview.screening.dictionaries.models import DictionaryImport, DictionaryVersion
from wagtail_govreview.screening.dictionaries.rows import rows_of
from wagtail_govreview.screening.dictionaries.services import activate, discard
from wagtail_govreview.screening.dictionaries.services.enter import what_would_change
from wagtail_govreview.screening.dictionaries.services.imports import (
    keep_import,
    rows_of_import,
    take_over,
)
from wagtail_govreview.screening.dictionaries.views.base import OfVersion, address
from wagtail_govreview.screening.dictionaries.views.dictionaries import TEMPLATES

SHOWN = 200  # differences of each kind on one page


def shown(found: Differences) -> dict[str, Any]:
    """The first of each kind, with how many there are."""
    return {
        "found": found,
        "added": found.added[:SHOWN],
        "removed": found.removed[:SHOWN],
        "changed": found.changed[:SHOWN],
        "shown": SHOWN,
    }


class CompareView(OfVersion):
    """From another version (``?with=``; else the one before, or the one in force) to this one."""

    page_title = gettext_lazy("Compare versions")
    template_name = f"{TEMPLATES}/compare.html"

    @cached_property
    def other(self) -> DictionaryVersion | None:
        others = self.dictionary.versions.exclude(pk=self.version.pk)
        if asked := number_of(self.request.GET.get("with", "")):
            return get_object_or_404(others, pk=asked)
        if self.version.is_draft and self.active is not None:
            return self.active
        return others.filter(number__lt=self.version.number).order_by("-number").first()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = differences(rows_of(self.other), rows_of(self.version))
        others = self.dictionary.versions.exclude(pk=self.version.pk).order_by("-number")
        return super().get_context_data(
            other=self.other, others=list(others), **shown(found), **kwargs
        )


class ImportView(OfVersion):
    """Reads a file or pasted lines; nothing changes yet."""

    page_title = gettext_lazy("Import")
    template_name = f"{TEMPLATES}/import.html"
    changes = True

    @cached_property
    def form(self) -> ImportForm:
        if self.request.method == "POST":
            return ImportForm(self.request.POST, self.request.FILES)
        return ImportForm()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.again()
        try:
            kept = keep_import(
                self.version, self.form.table, title=self.form.title, user=request.user
            )
        except Refused as refused:
            self.refused(refused)
            return redirect(self.back)
        return redirect(address("dictionary_preview", self.version.pk, kept.pk))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(form=self.form, media=self.form.media, **kwargs)


class PreviewView(OfVersion):
    """What an import would change; posting takes it over."""

    page_title = gettext_lazy("What the import changes")
    template_name = f"{TEMPLATES}/preview.html"
    changes = True

    @cached_property
    def kept(self) -> DictionaryImport:
        imports = DictionaryImport.objects.select_related("version__dictionary")
        return get_object_or_404(imports, pk=self.kwargs["import_pk"], version=self.version)

    @property
    def replace(self) -> bool:
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        return asked.get("how") == "replace"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            found = take_over(self.kept, replace=self.replace)
        except Refused as refused:
            self.refused(refused)
            return redirect(self.back)
        sentence = ngettext("%(count)d term changed.", "%(count)d terms changed.", found.count)
        messages.success(request, sentence % {"count": found.count})
        return redirect(self.back)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = rows_of_import(self.kept)
        return super().get_context_data(
            kept=self.kept,
            rows=len(rows),
            errors=self.kept.errors["rows"],
            left_out=self.kept.errors["count"],
            replace=self.replace,
            **shown(what_would_change(self.version, rows, replace=self.replace)),
            **kwargs,
        )


class ActivateView(OfVersion):
    """Asks first, with what changes; posting puts the draft in force."""

    page_title = gettext_lazy("Put in force")
    template_name = f"{TEMPLATES}/activate.html"
    changes = True

    @cached_property
    def form(self) -> NoteForm:
        data = self.request.POST if self.request.method == "POST" else None
        return NoteForm(data, instance=self.version)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.again()
        try:
            active = activate(self.version, user=request.user, note=self.form.cleaned_data["note"])
        except Refused as refused:
            self.refused(refused)
            return redirect(self.back)
        sentence = gettext("Version %(number)d of “%(name)s” is in force.")
        messages.success(
            request, sentence % {"number": active.number, "name": active.dictionary.name}
        )
        return redirect(address("dictionary", self.dictionary.pk))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = differences(rows_of(self.active), rows_of(self.version))
        trial = self.version.trials.first()
        return super().get_context_data(
            form=self.form, active=self.active, trial=trial, **shown(found), **kwargs
        )


class DiscardView(OfVersion):
    """Asks first; posting deletes the draft."""

    page_title = gettext_lazy("Discard the draft")
    template_name = f"{TEMPLATES}/discard.html"
    changes = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            discard(self.version)
        except Refused as refused:
            self.refused(refused)
            return redirect(self.back)
        messages.success(request, gettext("The draft was discarded."))
        return redirect(address("dictionary", self.dictionary.pk))
