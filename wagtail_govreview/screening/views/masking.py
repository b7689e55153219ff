"""What the screens of masking have in common: a page, its newest draft, a comparison, and what is chosen of it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from wagtail_govreview.pages import page_now
from wagtail_govreview.refusal import Refusal, Refused
from wagtail_govreview.rulebook import get_masks
from wagtail_govreview.screening.context import context_for
from wagtail_govreview.screening.masking import rules
from wagtail_govreview.screening.masking.drafts import facts_of, newest_draft
from wagtail_govreview.screening.registry import Context
from wagtail_govreview.units.governance import unit_of

TAB = "#tab-govreview"


def edit_url(page: Any) -> str:
    """The editor of ``page`` at the tab of the review."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk]) + TAB


class MaskingView(WagtailAdminTemplateMixin, TemplateView):
    """For whoever may edit the page. What keeps it from being masked stands in place of the form."""

    header_icon = "no-view"
    _show_breadcrumbs = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        page = page_now(kwargs["page_id"])
        if page is None:
            raise Http404
        self.page = page
        self.facts = facts_of(page, request.user)
        if not self.facts.may_edit:
            raise PermissionDenied

    @cached_property
    def draft(self) -> Any:
        return newest_draft(self.page)

    @cached_property
    def context(self) -> Context:
        return context_for(self.draft, unit_of(self.page))

    @cached_property
    def refusals(self) -> list[Refusal]:
        return rules.for_person(self.facts)

    @property
    def seen(self) -> int | None:
        """The draft whose comparison the person saw."""
        number = self.request.POST.get("seen", "")
        return int(number) if number.isascii() and number.isdigit() else None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            revision = self.act()
        except Refused as refused:
            self.refused = refused.refusals
            return self.render_to_response(self.get_context_data(), status=422)
        self.say_done(revision)
        return redirect("wagtailadmin_pages:edit", self.page.pk)  # at its head, where it is said

    def act(self) -> Any:
        """Do it. Returns the new revision; raises :class:`~wagtail_govreview.refusal.Refused`."""
        raise NotImplementedError

    def done(self) -> str:
        """What is said when it is done."""
        raise NotImplementedError

    def say_done(self, revision: Any) -> None:
        buttons = []
        before = self.facts.latest
        if before is not None:
            compare = reverse(
                "wagtailadmin_pages:revisions_compare", args=[self.page.pk, before, revision.pk]
            )
            back = reverse("wagtailadmin_pages:revisions_revert", args=[self.page.pk, before])
            buttons = [
                messages.button(compare, gettext("Compare")),
                messages.button(back, gettext("Go back to the draft before")),
            ]
        messages.success(self.request, self.done(), buttons=buttons)

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": edit_url(self.page), "label": self.get_page_subtitle()},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            page=self.page,
            edit_url=edit_url(self.page),
            seen=self.facts.latest if self.facts.latest is not None else "",
            masks=get_masks(),
            refusals=self.refusals,
            refused=getattr(self, "refused", []),
            **kwargs,
        )
