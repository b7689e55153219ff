"""Screening: everything that the checks find in one item, with what people decided about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from wagtail_govreview.screening.context import context_for
from wagtail_govreview.screening.findings import Finding
from wagtail_govreview.screening.material import material_of
from wagtail_govreview.screening.registry import look_at
from wagtail_govreview.screening.rulings import rulings_on
from wagtail_govreview.units.models import Unit


def screen(page: Any, unit: Unit | None, on: date | None = None) -> list[Finding]:
    """What is found in ``page`` as it is in memory, and in its files; rulings are put in.

    ``unit``: the organ that publishes it; ``on``: the day of the look, default today. A constant number of queries.
    Words are in the language in force.
    """
    material = material_of(page)
    context = context_for(material.page, unit, on)
    findings = look_at(material.texts, context, noticed=material.noticed, page=material.page)
    return with_rulings(page, findings)


def with_rulings(page: Any, findings: Iterable[Finding]) -> list[Finding]:
    """``findings`` with the latest ruling on each. One query."""
    rulings = rulings_on(page)
    return [
        each.ruled(rulings[each.key].told()) if each.key in rulings else each for each in findings
    ]
