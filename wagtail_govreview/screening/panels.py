"""The part “Automatic checks” of the tab in every page editor."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from django.urls import reverse
from wagtail.admin.panels import Panel
from wagtail.admin.staticfiles import versioned_static

from wagtail_govreview.screening.last import last_of
from wagtail_govreview.screening.rules import RulingFacts
from wagtail_govreview.screening.showing import Shown, last_shown

STYLE = "wagtail_govreview/screening/screening.css"
SCRIPT = "wagtail_govreview/screening/screening.js"


class FindingsPanel(Panel):
    """What the checks found last, at once; the script then asks anew, and again while somebody writes.

    Shown with the rights of an editor: who may let pass what must be changed is asked with the first check.
    """

    def outstanding(self, instance: Any) -> int:
        """What keeps the draft back, for the number in the tab's heading. One query."""
        screening = last_of(instance)
        return screening.to_change + screening.to_rule if screening is not None else 0

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_govreview/screening/panel.html"

        @property
        def shown(self) -> Shown:
            return last_shown(self.instance, RulingFacts(may_edit=True))

        @property
        def check_url(self) -> str:
            """Where the script sends the form; empty where the page is shown without one."""
            if self.form is None:
                return ""
            if self.instance.pk is not None:
                return reverse("wagtail_govreview:check_page", args=[self.instance.pk])
            parent = getattr(self.form, "parent_page", None)
            if parent is None:
                return ""
            options = self.instance._meta
            return reverse(
                "wagtail_govreview:check_new_page",
                args=[options.app_label, options.model_name, parent.pk],
            )

        @property
        def urls(self) -> dict[str, str]:
            """Addresses for what can be done with a page that is saved."""
            if self.instance.pk is None:
                return {}
            key = [self.instance.pk]
            return {
                "rule": reverse("wagtail_govreview:rule_finding", args=key),
                "findings": reverse("wagtail_govreview:findings", args=key),
            }

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            return {
                **context,
                "shown": self.shown,
                "check_url": self.check_url,
                "urls": self.urls,
            }

        @property
        def media(self) -> Media:
            return Media(css={"all": [versioned_static(STYLE)]}, js=[versioned_static(SCRIPT)])
