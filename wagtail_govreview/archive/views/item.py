"""The package of one item, made and handed out at once."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from wagtail_govreview.archive import access
from wagtail_govreview.archive.naming import safe
from wagtail_govreview.archive.selection import Selection
from wagtail_govreview.archive.services import take_item
from wagtail_govreview.archive.views.addresses import index_url
from wagtail_govreview.archive.views.package import zip_response
from wagtail_govreview.pace import paced


class ItemView(WagtailAdminTemplateMixin, TemplateView):
    """What the package will hold; posting makes it, and the ledger notes for whom."""

    page_title = gettext_lazy("Filing package of one item")
    header_icon = "folder-inverse"
    template_name = "wagtail_govreview/archive/item.html"
    _show_breadcrumbs = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        units = access.units_read_by(request.user)
        unit = get_object_or_404(units, pk=kwargs["unit_id"])
        self.selection = Selection(unit, page_key=kwargs["page_key"])
        self.entries = list(self.selection.entries().defer("snapshot"))
        self.unpublished = list(self.selection.unpublished().defer("answers"))
        if not self.entries and not self.unpublished:
            raise Http404

    @property
    def title(self) -> str:
        """As it was called last."""
        newest: Any = [*self.unpublished, *self.entries][-1]
        return str(newest.title)

    def get_page_subtitle(self) -> str:
        return self.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": index_url(), "label": gettext("Filing")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.title},
        ]

    @method_decorator(paced)
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        file, packed = take_item(self.selection, user=request.user)
        if packed.damaged:
            messages.warning(
                request, gettext("Some kept files are missing or changed; filing.json names them.")
            )
        number = (self.entries or self.unpublished)[0].number
        return zip_response(file, f"{safe(number, 64)} {safe(self.title)}.zip")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            unit=self.selection.unit,
            title=self.title,
            entries=self.entries,
            unpublished=self.unpublished,
            action_url=reverse(
                "wagtail_govreview:filing_item",
                args=[self.selection.unit.pk, self.selection.page_key],
            ),
            **kwargs,
        )
