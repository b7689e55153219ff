"""Which units have left the review: the site handed it back, and the ledger says so."""

from __future__ import annotations

from wagtail_govreview.ledger.models import LedgerLine

LEFT, SET_UP = "review.handed_back", "unit.set_up"


def units_handed_back(unit: str = "") -> set[str]:
    """The codes of the units (of ``unit`` alone) that have not been set up again since. One query."""
    lines = LedgerLine.objects.filter(act__in=(LEFT, SET_UP)).order_by("chain", "number")
    if unit:
        lines = lines.filter(chain__name=unit)
    newest = dict(lines.values_list("chain__name", "act"))
    return {code for code, act in newest.items() if act == LEFT}
