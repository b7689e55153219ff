"""Is every unit's part of the page tree under the rule, and all of it?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_govreview.ledger.verification import Checked, Problem
from wagtail_govreview.pages import base_page_model
from wagtail_govreview.units.governance import governed_paths
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.territory import Territory


def verify_territories(unit: str = "") -> Iterator[Problem | Checked]:
    """A part where no tiers sign is a hole: a workflow was taken away, disabled, or another one assigned.

    Constant queries, whatever the number of units.
    """
    territory, paths = Territory(), governed_paths()
    units = [each for each in territory if not unit or each.code == unit]
    holes = {path for each in units for path in paths.holes_below(each.root_page)}
    for page in base_page_model()._base_manager.filter(path__in=holes).order_by("path"):
        owner = territory.unit_of(page)
        if owner is not None and owner in units:
            yield _hole(owner, page)
    yield Checked(gettext_lazy("parts of the page tree"), len(units))


def _hole(unit: Unit, page: Any) -> Problem:
    sentence = _(
        "“%(title)s” (%(where)s) and what lies below it belong to %(unit)s, but no workflow with its tiers applies "
        "there: what is published there is signed by nobody."
    )
    values = {"title": page.title, "where": page.url_path, "unit": unit.name}
    return Problem("units.ungoverned", f"{unit.code} {page.url_path}", sentence % values)
