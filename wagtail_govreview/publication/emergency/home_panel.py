"""“Emergency publications, signatures due (n)” on the home page of those who have to act."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from django.utils.functional import cached_property
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component

from wagtail_govreview.publication.emergency.debts import Debt, debts_before, signing_steps
from wagtail_govreview.review.waiting import waiting_list

SHOWN = 20


class DebtsPanel(Component):
    """Not there while nothing is due: an emergency is no everyday matter."""

    name = "govreview_emergencies"
    template_name = "wagtail_govreview/publication/home_debts.html"
    order = 195

    def __init__(self, user: Any) -> None:
        self.user = user

    @cached_property
    def debts(self) -> list[Debt]:
        return debts_before(self.user)

    def render_html(self, parent_context: Any = None) -> str:
        return super().render_html(parent_context) if self.debts else ""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        shown = self.debts[:SHOWN]
        mine = {item.sheet.pk: item.task_state.pk for item in waiting_list(self.user)}
        steps = signing_steps(shown)
        return {
            **super().get_context_data(parent_context),
            "rows": [
                {
                    "debt": debt,
                    "sign": mine.get(debt.sheet.pk) if debt.sheet else None,
                    "look": steps.get(debt.sheet.pk) if debt.sheet else None,
                }
                for debt in shown
            ],
            "count": len(self.debts),
            "more": max(0, len(self.debts) - SHOWN),
        }

    @property
    def media(self) -> Media:
        return Media(css={"all": [versioned_static("wagtail_govreview/review/review.css")]})
