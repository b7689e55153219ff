"""The list of dictionaries, one dictionary with its versions, and what it is."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton

from wagtail_govreview.refusal import Refused
from wagtail_govreview.screening.dictionaries import access
from wagtail_govreview.screening.dictionaries.forms import DictionaryForm
from wagtail_govreview.screening.dictionaries.models import Dictionary, DictionaryVersion
from wagtail_govreview.screening.dictionaries.services import new_draft
from wagtail_govreview.screening.dictionaries.views.base import OfDictionary, Screen, address

TEMPLATES = "wagtail_govreview/dictionaries"
State = DictionaryVersion.State


class DictionariesView(Screen):
    page_title = gettext_lazy("Dictionaries")
    template_name = f"{TEMPLATES}/list.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not access.may_create(self.request.user):
            return []
        url = address("dictionary_new")
        return [HeaderButton(gettext("New dictionary"), url=url, icon_name="plus")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = with_versions(access.dictionaries_read_by(self.request.user))
        return super().get_context_data(
            dictionaries=found.select_related("unit").order_by("unit__code", "name"),
            may_create=access.may_create(self.request.user),
            **kwargs,
        )


def with_versions(dictionaries: QuerySet[Dictionary]) -> QuerySet[Dictionary]:
    """With what is in force of each, and its draft, in the same query."""
    versions = DictionaryVersion.objects.filter(dictionary=OuterRef("pk"))
    active, draft = versions.filter(state=State.ACTIVE), versions.filter(state=State.DRAFT)
    return dictionaries.annotate(
        active_number=Subquery(active.values("number")[:1]),
        active_count=Subquery(active.values("count")[:1]),
        active_since=Subquery(active.values("activated_at")[:1]),
        draft_id=Subquery(draft.values("pk")[:1]),
        draft_number=Subquery(draft.values("number")[:1]),
        newest=Max("versions__number"),
    )


class DictionaryView(OfDictionary):
    """One dictionary; posting begins a draft."""

    template_name = f"{TEMPLATES}/dictionary.html"

    def get_page_title(self) -> str:
        return self.dictionary.name

    def trail(self) -> list[dict[str, Any]]:
        return []

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.may_change:
            return []
        url = address("dictionary_edit", self.dictionary.pk)
        return [HeaderButton(gettext("Edit"), url=url, icon_name="edit")]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_change:
            raise PermissionDenied
        try:
            draft = new_draft(self.dictionary, user=request.user)
        except Refused as refused:
            self.refused(refused)
            return redirect(address("dictionary", self.dictionary.pk))
        return redirect(address("dictionary_terms", draft.pk))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = list(self.dictionary.versions.order_by("-number"))
        return super().get_context_data(
            versions=versions,
            has_draft=any(version.is_draft for version in versions),
            **kwargs,
        )


class _Form(Screen):
    template_name = f"{TEMPLATES}/form.html"

    instance: Any = None

    @cached_property
    def form(self) -> DictionaryForm:
        data = self.request.POST if self.request.method == "POST" else None
        return DictionaryForm(data, instance=self.instance, user=self.request.user)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.again()
        dictionary = self.form.save()
        messages.success(request, gettext("“%(name)s” was saved.") % {"name": dictionary.name})
        return redirect(address("dictionary", dictionary.pk))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(form=self.form, media=self.form.media, **kwargs)


class NewDictionaryView(_Form):
    page_title = gettext_lazy("New dictionary")

    def is_allowed(self) -> bool:
        return access.may_create(self.request.user)


class EditDictionaryView(_Form, OfDictionary):
    page_title = gettext_lazy("Edit")
    changes = True

    @property
    def instance(self) -> Dictionary:
        return self.dictionary
