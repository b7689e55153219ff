"""The exemption for import scripts: counted, registered, kept, and closed to everything else."""

from __future__ import annotations

import asyncio
from threading import Thread
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from sandbox.portal.models import NewsPage
from tests.publication.emergencies import publish
from tests.road import Road, fresh
from wagtail_govreview.ledger.verification import Checked, examine, verify_all
from wagtail_govreview.models import LedgerLine, RegisterEntry
from wagtail_govreview.publication.exempt import exempt_publication
from wagtail_govreview.publication.permits import exception_for
from wagtail_govreview.refusal import Refused

REASON = "旧站迁移，原稿已于旧站审签"


def news(number: int) -> NewsPage:
    return NewsPage(title=f"旧闻{number}", slug=f"old-{number}", body="<p>旧站内容。</p>")


def test_what_is_saved_inside_is_public_and_registered(road: Road) -> None:
    page = news(1)
    with exempt_publication(reason=REASON, user=road.people["editor"]):
        road.section.add_child(instance=page)
    entry = RegisterEntry.objects.get(page_id=page.pk)
    assert (entry.exception, entry.kind, entry.sheet) == ("exempt", "publication", None)
    assert (entry.reason, entry.actor) == (REASON, "shui_editor")
    assert entry.content is not None and "旧站内容" in entry.snapshot
    line = LedgerLine.objects.get(act="publication.publication")
    assert '"exception":"exempt"' in line.data and REASON in line.data
    assert list(verify_all()) == []


def test_the_verification_says_how_many(road: Road) -> None:
    with exempt_publication(reason=REASON):
        for number in range(3):
            road.section.add_child(instance=news(number))
    with translation.override("en"):
        counted = {str(each.label): each.count for each in examine() if isinstance(each, Checked)}
    assert counted["publications exempt from the review"] == 3


def test_a_later_change_is_refused_and_drift_is_found(road: Road) -> None:
    page = news(1)
    with exempt_publication(reason=REASON):
        road.section.add_child(instance=page)
    page.title = "改了"
    with pytest.raises(Refused):
        page.save()
    NewsPage.objects.filter(pk=page.pk).update(title="从数据库改")
    assert "publication.drift" in [problem.code for problem in verify_all()]


def test_an_update_inside(road: Road) -> None:
    page = road.published()
    page.title = "更正标题"
    with exempt_publication(reason=REASON):
        page.save()
    found = RegisterEntry.objects.filter(page_id=page.pk).order_by("pk")
    assert list(found.values_list("kind", "state", "exception")) == [
        ("publication", "superseded", ""),
        ("update", "current", "exempt"),
    ]
    assert list(verify_all()) == []


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_nothing_happens(road: Road, reason: str) -> None:
    with pytest.raises(Refused) as refused, exempt_publication(reason=reason):
        road.section.add_child(instance=news(1))
    assert refused.value.codes == ["publication.exempt_reason"]
    assert not NewsPage.objects.filter(slug="old-1").exists()


def test_it_ends_with_its_block_also_by_an_error(road: Road) -> None:
    with pytest.raises(ZeroDivisionError), exempt_publication(reason=REASON):
        1 / 0  # noqa: B018
    with pytest.raises(Refused):
        road.section.add_child(instance=news(1))


def test_nested_blocks_have_their_own_reasons(road: Road) -> None:
    with exempt_publication(reason="外"):
        with exempt_publication(reason="内"):
            road.section.add_child(instance=news(1))
        road.section.add_child(instance=news(2))
    reasons = RegisterEntry.objects.filter(exception="exempt").order_by("pk")
    assert list(reasons.values_list("reason", flat=True)) == ["内", "外"]


def test_other_threads_have_no_part_in_it(road: Road) -> None:
    found: list[str] = []
    with exempt_publication(reason=REASON):
        assert exception_for(road.section) == "exempt"
        thread = Thread(target=lambda: found.append(exception_for(road.section)))
        thread.start()
        thread.join()
    assert found == [""]


def test_other_tasks_have_no_part_in_it() -> None:
    async def inside(entered: asyncio.Event, done: asyncio.Event) -> Any:
        with exempt_publication(reason=REASON):
            entered.set()
            await done.wait()
            return await sync_to_async(exception_for)(None)

    async def outside(entered: asyncio.Event, done: asyncio.Event) -> Any:
        await entered.wait()
        found = exception_for(None)
        done.set()
        return found

    async def both() -> Any:
        entered, done = asyncio.Event(), asyncio.Event()
        return await asyncio.gather(inside(entered, done), outside(entered, done))

    assert asyncio.run(both()) == ["exempt", ""]


def test_what_was_signed_is_registered_as_signed(road: Road) -> None:
    page = road.draft()
    road.submit(page)
    with exempt_publication(reason=REASON):
        road.sign_all(page)
    assert RegisterEntry.objects.get(page_id=page.pk).exception == ""


def test_it_settles_no_debt(road: Road) -> None:
    page = road.draft()
    record = publish(road, page)
    page = fresh(page)
    page.title = "导入的标题"
    with exempt_publication(reason=REASON):
        page.save()
    record.refresh_from_db()
    assert record.is_open


def test_each_page_costs_the_same(road: Road) -> None:
    def cost(numbers: range) -> int:
        with (
            exempt_publication(reason=REASON),
            CaptureQueriesContext(
                connection,
            ) as queries,
        ):
            for number in numbers:
                road.section.add_child(instance=news(number))
        return len(queries)

    cost(range(1))
    assert cost(range(10, 15)) <= 5 * (cost(range(1, 2)) + 1)
