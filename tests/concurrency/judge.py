"""The one judge of all races: nothing double, nothing lost, no gap, no broken chain, nothing half published."""

from __future__ import annotations

from django.db.models import Count
from wagtail.models import Page, TaskState, WorkflowState

from wagtail_govreview.ledger.models import Chain, LedgerLine
from wagtail_govreview.ledger.verification import verify_all
from wagtail_govreview.models import RegisterEntry, ReviewSheet, Signature
from wagtail_govreview.review.tier_task import TierTaskState
from wagtail_govreview.units.models import SerialCounter

DECIDED = ("review.signed", "review.returned")
State = ReviewSheet.State


def judge() -> None:
    """Raises ``AssertionError`` that names the first thing that is not as it must be."""
    assert [str(problem) for problem in verify_all()] == []
    chains_are_whole()
    every_decision_stands_once()
    numbers_have_no_gap()
    for page in Page.objects.filter(depth__gt=3):
        page_is_public_as_registered(page)
    for sheet in ReviewSheet.objects.all():
        sheet_waits_where_the_workflow_waits(sheet)


def chains_are_whole() -> None:
    for chain in Chain.objects.all():
        numbers = list(chain.lines.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, chain.length + 1)), chain


def every_decision_stands_once() -> None:
    """One signature for each tier of a sheet, and for each signature one line of the ledger."""
    signed = Signature.objects.filter(decision=Signature.Decision.SIGNED)
    counted = signed.order_by().values("sheet", "tier").annotate(count=Count("pk"))
    assert [row for row in counted if row["count"] > 1] == []
    assert LedgerLine.objects.filter(act__in=DECIDED).count() == Signature.objects.count()


def numbers_have_no_gap() -> None:
    for counter in SerialCounter.objects.select_related("unit"):
        if counter.series == "register":
            entries = RegisterEntry.objects.filter(unit=counter.unit, year=counter.year)
            used = list(entries.order_by("serial").values_list("serial", flat=True))
        elif counter.series == "sheet":
            numbers = ReviewSheet.objects.filter(unit=counter.unit, round=1)
            used = sorted(
                int(number.rpartition("-")[2])
                for number in numbers.values_list("number", flat=True)
            )
        else:
            continue
        assert used == list(range(1, counter.last + 1)), counter.series


def page_is_public_as_registered(page: Page) -> None:
    """Public, if the register says so, and by the revision of its sheet; then nobody else signs that sheet."""
    entries = RegisterEntry.objects.filter(page=page, state=RegisterEntry.State.CURRENT)
    assert entries.count() == int(page.live), page
    for entry in entries:
        if entry.sheet is not None:
            assert entry.sheet.state == State.PUBLISHED, entry
            assert page.live_revision_id == entry.sheet.revision_id, page
    published = ReviewSheet.objects.filter(page=page, state=State.PUBLISHED)
    assert published.count() <= int(page.live), page


def sheet_waits_where_the_workflow_waits(sheet: ReviewSheet) -> None:
    waits = TierTaskState.objects.filter(sheet=sheet, status=TaskState.STATUS_IN_PROGRESS)
    if sheet.state == State.IN_REVIEW:
        assert [state.task.specific.tier for state in waits] == [sheet.tier], sheet
        assert sheet.workflow_state.status == WorkflowState.STATUS_IN_PROGRESS, sheet
    else:
        assert not waits.exists(), sheet
    if sheet.state in (State.PUBLISHED, State.SUPERSEDED, State.REVOKED):
        assert sheet.entries.exists(), sheet
        assert sheet.workflow_state.status == WorkflowState.STATUS_APPROVED, sheet
