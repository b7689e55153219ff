"""Is a page governed, and which unit publishes it? As a screen asks it, several times about the same page object.

For what is shown only; the gate asks ``governance.is_governed`` afresh. The answer is kept on the page object,
which lives no longer than its request.

An editor of Wagtail costs no query more with this question than without it: Wagtail asks for the page's own
workflow, and what was read here is left where Django looks for it (``page.workflowpage``).
"""

from __future__ import annotations

from typing import Any

from wagtail.models import WorkflowPage

from wagtail_govreview.units.governance import assignments_down_to, unit_of
from wagtail_govreview.units.models import Unit

ANSWER = "_govreview_shown_as_governed"
UNIT = "_govreview_shown_unit"


def shown_as_governed(page: Any, parent: Any = None) -> bool:
    """Is ``page``, or an unsaved one below ``parent``, under the rule? One query for each page object.

    ``None`` instead of a page: what ``parent`` says; without both, no.
    """
    place = page if page is not None and page.path else parent
    if place is None or not place.path:
        return False
    if ANSWER not in place.__dict__:
        setattr(place, ANSWER, _ask(place))
    return bool(getattr(place, ANSWER))


def shown_unit_of(page: Any) -> Unit | None:
    """The organ that publishes ``page``, None for an unsaved page. One query for each page object."""
    if page.pk is None:
        return None
    if UNIT not in page.__dict__:
        setattr(page, UNIT, unit_of(page))
    unit: Unit | None = getattr(page, UNIT)
    return unit


def _ask(place: Any) -> bool:
    assignments = list(assignments_down_to(place))
    _leave_own(place, assignments)
    nearest = next((item for item in assignments if item.workflow.active), None)
    return nearest is not None and bool(nearest.governs)


def _leave_own(place: Any, assignments: list[WorkflowPage]) -> None:
    """Keep the page's own assignment, or that it has none, as Django does after the first look-up."""
    own = next((item for item in assignments if item.page_id == place.pk), None)
    if place.pk is not None:
        WorkflowPage._meta.get_field("page").remote_field.set_cached_value(place, own)
