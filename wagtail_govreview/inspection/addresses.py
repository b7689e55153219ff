"""Addresses of the report: each figure is a link to exactly the rows that it counts."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.urls import reverse

from wagtail_govreview.inspection.filters import NARROWING
from wagtail_govreview.inspection.periods import Period

NOT_KEPT = ("p", "export", "rows", "ordering", "_w_filter_fragment", *NARROWING)


class Addresses:
    """Builds links from the present address. The period is always written out, so that they keep their meaning."""

    def __init__(self, present: QueryDict, period: Period | None) -> None:
        self.scope = present.copy()
        for name in NOT_KEPT:
            self.scope.pop(name, None)
        if period is not None:
            for name, value in period.parameters.items():
                self.scope[name] = value

    def rows(self, **chosen: Any) -> str:
        """The scope, narrowed to ``chosen``; a list stands for several values, ``None`` takes a choice away."""
        address = self.scope.copy()
        for name, value in chosen.items():
            if value is None:
                address.pop(name, None)
            else:
                address.setlist(
                    name, [str(each) for each in value] if isinstance(value, list) else [str(value)]
                )
        query = address.urlencode()
        return reverse("wagtail_govreview:inspection") + (f"?{query}" if query else "")

    def in_period(self, period: Period) -> str:
        """The same scope in another period."""
        return self.rows(**period.parameters)
