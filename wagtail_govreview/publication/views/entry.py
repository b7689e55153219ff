"""One entry of the register: its story, its snapshot, its proof."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.widgets.button import Button, HeaderButton

from wagtail_govreview.publication.access import may_offer_withdrawal, may_read_entry
from wagtail_govreview.publication.emergency.debts import Debt, with_sheets
from wagtail_govreview.publication.emergency.models import EmergencyPublication
from wagtail_govreview.publication.labels import attribute_label, class_label
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.publication.proof import proof_of
from wagtail_govreview.publication.timeline.events import Event
from wagtail_govreview.publication.timeline.page import Timeline, openable
from wagtail_govreview.publication.views.timeline import timeline_url
from wagtail_govreview.review.access import may_read_sheet
from wagtail_govreview.units.views.read_only import RecordView

# Rooms above add buttons here: a function of an entry and a user that gives header buttons.
BUTTONS_HOOK = "register_govreview_entry_buttons"
STORY_LENGTH = 200
SNAPSHOT_POLICY = "; ".join(
    [
        "default-src 'none'",
        "img-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'self'",
        "sandbox",
    ]
)


class EntryView(RecordView):
    """Everything about one entry on one page."""

    page_title = gettext_lazy("Register entry")
    header_icon = "list-ol"
    template_name = "wagtail_govreview/publication/entry.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": self.index_url, "label": gettext("Register")},
            {"url": "", "label": self.instance.number, "sublabel": self.instance.title},
        ]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        buttons = [
            button
            for offer in hooks.get_hooks(BUTTONS_HOOK)
            for button in offer(self.instance, self.request.user)
        ]
        if self.is_public and self.instance.url:
            title = gettext("View the public page")
            buttons.append(HeaderButton(title, url=self.instance.url, icon_name="globe"))
        return buttons

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        url = timeline_url(self.instance.page_key)
        buttons = [
            Button(gettext("Timeline of the page"), url=url, icon_name="history", priority=5)
        ]
        page = self.instance.page
        if page is None:
            return buttons
        tester = page.permissions_for_user(self.request.user)
        if tester.can_edit():
            url = reverse("wagtailadmin_pages:edit", args=[page.pk])
            buttons.append(Button(gettext("Edit"), url=url, icon_name="edit", priority=10))
        if self.is_public and may_offer_withdrawal(self.request.user, page):
            url = reverse("wagtail_govreview:withdraw", args=[page.pk])
            buttons.append(
                Button(gettext("Take offline"), url=url, icon_name="no-view", priority=20)
            )
        return buttons

    @property
    def is_public(self) -> bool:
        """Does this entry stand for what the public sees now?"""
        return bool(self.instance.state == RegisterEntry.State.CURRENT)

    @cached_property
    def sheet(self) -> Any:
        """The entry's sheet, if the reader may open it."""
        sheet = self.instance.sheet
        return sheet if sheet is not None and may_read_sheet(self.request.user, sheet) else None

    @cached_property
    def debt(self) -> Debt | None:
        """The emergency publication that the entry is of, with the sheet under way for it."""
        if self.instance.exception != RegisterEntry.Exceptional.EMERGENCY:
            return None
        records = EmergencyPublication.objects.filter(entry=self.instance.pk)
        return next(iter(with_sheets(records.select_related("settled_sheet"))), None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry = self.instance
        return super().get_context_data(
            entry=entry,
            class_label=class_label(entry),
            attribute_label=attribute_label(entry),
            sheet=self.sheet,
            events=_story_of(entry, self.request.user),
            **openable(self.request.user),
            proof=proof_of(entry),
            debt=self.debt,
            attachments=_attachments(entry),
            **kwargs,
        )


def _story_of(entry: RegisterEntry, user: Any) -> list[Event]:
    """The page's evidence in order, the oldest first; drafts are on the page's timeline."""
    return Timeline(entry.page_key, user).events(drafts=False, newest_first=False)[:STORY_LENGTH]


def _attachments(entry: RegisterEntry) -> Any:
    if entry.content is None:
        return []
    return entry.content.attachments.select_related("file").order_by("pk")


@require_safe
@xframe_options_sameorigin
def snapshot(request: HttpRequest, pk: int) -> HttpResponse:
    """What was public, as the register kept it: harmless HTML that may show itself and nothing else."""
    entry = get_object_or_404(RegisterEntry.objects.select_related("unit"), pk=pk)
    if not entry.snapshot or not may_read_entry(request.user, entry):
        raise Http404
    response = render(request, "wagtail_govreview/publication/snapshot.html", {"entry": entry})
    response["Content-Security-Policy"] = SNAPSHOT_POLICY
    return response
