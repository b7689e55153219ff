"""The figures as people see them: in words, each with the address of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from wagtail_govreview.inspection.addresses import Addresses
from wagtail_govreview.inspection.endings import Ended
from wagtail_govreview.inspection.figures import Figures, Tally
from wagtail_govreview.inspection.filters import ALONE, NO_REASON
from wagtail_govreview.inspection.indicators import FAULTS, NOTICES, Indicator
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.units.models import Unit

BAR = 200  # the width of a bar in its own drawing


@dataclass(frozen=True)
class Figure:
    """One number. ``note`` stands below it."""

    label: str
    value: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class ExceptionLine:
    """One kind of exception, how often it was found, and where."""

    indicator: Indicator
    count: int
    url: str


@dataclass(frozen=True)
class Bar:
    """The share without faults as a drawing; ``words`` say the same."""

    passed: int
    faulty: int
    words: str
    width: int = BAR


@dataclass(frozen=True)
class GroupLine:
    """One row of a table by class or by unit."""

    label: str
    tally: Tally
    bar: Bar | None
    published_url: str
    passed_url: str
    faulty_url: str
    withdrawn_url: str
    average: str


@dataclass(frozen=True)
class ReasonLine:
    """How often what was public ended for one reason, and where."""

    label: str
    ended: Ended
    withdrawn_url: str
    deleted_url: str
    unsigned_url: str


@dataclass(frozen=True)
class Overview:
    """Everything above the list."""

    figures: Sequence[Figure]
    faults: Sequence[ExceptionLine]
    notices: Sequence[ExceptionLine]
    classes: Sequence[GroupLine]
    units: Sequence[GroupLine]
    reasons: Sequence[ReasonLine]
    uncounted: int
    uncounted_url: str


def overview_of(figures: Figures, to: Addresses) -> Overview:
    """``figures`` in words. One query, for the units' names."""
    return Overview(
        figures=list(_figures(figures.total, to)),
        faults=_lines(FAULTS, figures, to),
        notices=_lines(NOTICES, figures, to),
        classes=list(_classes(figures, to)),
        units=_units(figures, to),
        reasons=list(_reasons(figures, to)),
        uncounted=figures.total.uncounted,
        uncounted_url=to.rows(outcome="uncounted"),
    )


def percent(value: float | None) -> str:
    return "–" if value is None else _("%(number)s %%") % {"number": number_format(value * 100, 1)}


def hours(value: float | None) -> str:
    return "–" if value is None else _("%(number)s h") % {"number": number_format(value, 1)}


def _figures(total: Tally, to: Addresses) -> Iterator[Figure]:
    yield Figure(
        _("Published"),
        number_format(total.published),
        to.rows(),
        _("%(new)s new, %(updates)s updates")
        % {"new": total.publications, "updates": total.updates},
    )
    yield Figure(
        _("Without faults"),
        number_format(total.passed),
        to.rows(outcome="passed"),
        percent(total.passed_share),
    )
    yield Figure(_("With faults"), number_format(total.faulty), to.rows(outcome="faulty"))
    yield Figure(
        _("With something to look at"), number_format(total.noticed), to.rows(outcome="noticed")
    )
    yield Figure(
        _("Reprints with a complete label"),
        number_format(total.label_complete),
        to.rows(label="complete"),
        _("of %(count)s reprints, %(share)s")
        % {"count": total.reprints, "share": percent(total.label_share)},
    )
    yield Figure(
        _("Average from submission to publication"),
        hours(total.average_hours),
        to.rows(ordering="-inspection_fact__review_minutes"),
        _("the longest first"),
    )
    yield Figure(_("Taken offline"), number_format(total.withdrawals), to.rows(kind="withdrawal"))
    yield Figure(_("Taken over as stock"), number_format(total.stock), to.rows(kind="stock"))


def _lines(indicators: Sequence[Indicator], figures: Figures, to: Addresses) -> list[ExceptionLine]:
    return [
        ExceptionLine(
            indicator,
            figures.by_exception.get(indicator.code, 0),
            to.rows(exception=indicator.code),
        )
        for indicator in indicators
    ]


def _classes(figures: Figures, to: Addresses) -> Iterator[GroupLine]:
    """The classes of the rule in its order, then those that only older entries have."""
    labels = {item.code: str(item.label) for item in get_profile().classes}
    for code in [*labels, *sorted(set(figures.by_class) - set(labels))]:
        tally = figures.by_class.get(code, Tally())
        if tally.published or code in labels:
            yield _group(labels.get(code, code) or "–", tally, to, information_class=code or None)


def _reasons(figures: Figures, to: Addresses) -> Iterator[ReasonLine]:
    """The reasons that were given, in the profile's order; then those that it does not know, and none at all."""
    labels = {item.code: str(item.label) for item in get_profile().withdrawal.known_reasons}
    unknown = sorted(set(figures.by_reason) - {*labels, ""})
    for code in [*labels, *unknown, ""]:
        ended = figures.by_reason.get(code)
        if ended is None:
            continue
        reason = code or NO_REASON
        yield ReasonLine(
            label=labels.get(code, code) or _("Without a reason from the list"),
            ended=ended,
            withdrawn_url=to.rows(reason=reason, kind="withdrawal"),
            deleted_url=to.rows(reason=reason, kind="deletion"),
            unsigned_url=to.rows(reason=reason, kind="withdrawal", signed="later"),
        )


def _units(figures: Figures, to: Addresses) -> list[GroupLine]:
    """The units, those with the most faults first."""
    names = dict(Unit.objects.filter(pk__in=figures.by_unit).values_list("pk", "name"))
    ordered = sorted(
        figures.by_unit.items(),
        key=lambda item: (-item[1].faulty, -item[1].published, names[item[0]]),
    )
    return [_group(names[key], tally, to, unit=key, sub_units=ALONE) for key, tally in ordered]


def _group(label: str, tally: Tally, to: Addresses, **chosen: Any) -> GroupLine:
    return GroupLine(
        label=label,
        tally=tally,
        bar=_bar(tally),
        published_url=to.rows(**chosen),
        passed_url=to.rows(**chosen, outcome="passed"),
        faulty_url=to.rows(**chosen, outcome="faulty"),
        withdrawn_url=to.rows(**chosen, kind="withdrawal"),
        average=hours(tally.average_hours),
    )


def _bar(tally: Tally) -> Bar | None:
    if tally.passed_share is None:
        return None
    passed = round(BAR * tally.passed_share)
    if tally.faulty:
        passed = min(passed, BAR - 4)  # what is wrong is always seen
    words = _("%(share)s without faults") % {"share": percent(tally.passed_share)}
    return Bar(passed, BAR - passed, words)
