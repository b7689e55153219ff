"""Masking a page: what would stand at each place, and the button that saves it as a draft."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy

from wagtail_govreview.screening.masking.page import Change, MaskablePage
from wagtail_govreview.screening.services import mask_page
from wagtail_govreview.screening.views.masking import MaskingView


class MaskPageView(MaskingView):
    """Every place of the newest draft at which something can be masked, to be chosen from."""

    page_title = gettext_lazy("Mask personal information")
    template_name = "wagtail_govreview/screening/mask_page.html"

    @cached_property
    def changes(self) -> list[Change]:
        return [] if self.refusals else MaskablePage(self.draft, self.context).changes

    @property
    def chosen(self) -> set[str]:
        """What is ticked: at first everything but hints, most of which are an office's own numbers."""
        if self.request.method == "POST":
            return set(self.request.POST.getlist("change"))
        return {change.key for change in self.changes if not change.is_hint}

    def act(self) -> Any:
        return mask_page(self.page, user=self.request.user, seen=self.seen, keys=self.chosen)

    def done(self) -> str:
        return gettext(
            "A masked draft of “%(title)s” was saved. What is public did not change."
        ) % {"title": self.get_page_subtitle()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = self.chosen
        return super().get_context_data(
            changes=[(change, change.key in chosen) for change in self.changes],
            by_hand=any(change.fixed for change in self.changes),
            any_to_mask=any(not change.fixed for change in self.changes),
            **kwargs,
        )
