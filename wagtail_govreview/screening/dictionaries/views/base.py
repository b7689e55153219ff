"""What the screens of dictionaries have in common."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from wagtail_govreview.queries import TamedQuery
from wagtail_govreview.refusal import Refused
from wagtail_govreview.screening.dictionaries import access
from wagtail_govreview.screening.dictionaries.models import Dictionary, DictionaryVersion

SPACE = "wagtail_govreview"


def address(name: str, *args: Any) -> str:
    return reverse(f"{SPACE}:{name}", args=args)


class Screen(TamedQuery, WagtailAdminTemplateMixin, TemplateView):
    """A page of this part of the admin. 403 for those who may not read dictionaries."""

    header_icon = "openquote"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.is_allowed():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def is_allowed(self) -> bool:
        return access.may_list(self.request.user)

    def trail(self) -> list[dict[str, Any]]:
        """The breadcrumbs between the list and this page."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": address("dictionaries"), "label": gettext("Dictionaries")},
            *self.trail(),
            {"url": "", "label": self.get_page_title()},
        ]

    def refused(self, refused: Refused) -> None:
        for refusal in refused.refusals:
            messages.error(self.request, str(refusal))

    def again(self, **kwargs: Any) -> HttpResponse:
        """The same page, with what is wrong in it."""
        return self.render_to_response(self.get_context_data(**kwargs), status=422)


class OfDictionary(Screen):
    """A page about one dictionary; 404 for those who may not read it. ``changes``: 403 for those who may not change it."""

    changes = False

    @cached_property
    def dictionary(self) -> Dictionary:
        found = access.dictionaries_read_by(self.request.user).select_related("unit")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def is_allowed(self) -> bool:
        return super().is_allowed() and (
            self.may_change if self.changes else bool(self.dictionary.pk)
        )

    @cached_property
    def may_change(self) -> bool:
        return access.may_change(self.request.user, self.dictionary)

    def trail(self) -> list[dict[str, Any]]:
        url = address("dictionary", self.dictionary.pk)
        return [{"url": url, "label": self.dictionary.name}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            dictionary=self.dictionary, may_change=self.may_change, **kwargs
        )


class OfVersion(OfDictionary):
    """A page about one version."""

    @cached_property
    def version(self) -> DictionaryVersion:
        readable = access.dictionaries_read_by(self.request.user).values("pk")
        versions = DictionaryVersion.objects.select_related("dictionary__unit")
        return get_object_or_404(versions, pk=self.kwargs["pk"], dictionary__in=readable)

    @cached_property
    def dictionary(self) -> Dictionary:
        return self.version.dictionary

    @cached_property
    def active(self) -> DictionaryVersion | None:
        """The version in force."""
        found = self.dictionary.versions.filter(state=DictionaryVersion.State.ACTIVE)
        return found.select_related("dictionary").first()

    def get_page_subtitle(self) -> str:
        return f"{self.dictionary.name} · {self.words}"

    @property
    def words(self) -> str:
        return gettext("version %(number)d") % {"number": self.version.number}

    def trail(self) -> list[dict[str, Any]]:
        return [*super().trail(), {"url": self.back, "label": self.words}]

    @property
    def back(self) -> str:
        return address("dictionary_terms", self.version.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(version=self.version, **kwargs)
