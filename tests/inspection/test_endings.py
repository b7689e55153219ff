"""What stopped being public is counted by its reasons, and each number opens its rows."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from tests.publication.removal import DELETION, ask
from tests.road import Road, fresh
from wagtail_govreview.publication.asked import Asked
from wagtail_govreview.publication.services import withdraw, withdraw_at_once


def report(desk: Any, address: str = "") -> Any:
    path = reverse("wagtail_govreview:inspection")
    return desk.get(path, parse_qs(urlsplit(address).query)).context


def titles(desk: Any, address: str) -> list[str]:
    return sorted(entry.title for entry in report(desk, address)["object_list"])


@pytest.mark.database
def test_by_reason(desk: Any, road: Road, boss: Any, settings: Any) -> None:
    settings.GOVREVIEW_PROFILE = "tests.profiles.REVIEWED_WITHDRAWAL"
    leak, wrong, gone = (road.published(title) for title in ("泄露", "有误", "删除"))
    registrar = road.people["registrar"]
    withdraw_at_once(fresh(leak), user=registrar, asked=Asked("privacy"))
    ask(road, wrong)
    road.sign_all(wrong)
    ask(road, gone, DELETION)
    road.sign_all(gone)
    lines = {line.label: line for line in report(desk)["overview"].reasons}
    assert len(lines) == 2
    by_rows = {
        tuple(titles(desk, line.withdrawn_url)): (
            line.ended.withdrawn,
            line.ended.deleted,
            line.ended.unsigned,
        )
        for line in lines.values()
    }
    assert by_rows == {("泄露",): (1, 0, 1), ("有误",): (1, 1, 0)}
    unsigned = next(line for line in lines.values() if line.ended.unsigned)
    assert titles(desk, unsigned.unsigned_url) == ["泄露"]
    deleted = next(line for line in lines.values() if line.ended.deleted)
    assert titles(desk, deleted.deleted_url) == ["删除"]
    road.sign_all(leak)
    assert not any(line.ended.unsigned for line in report(desk)["overview"].reasons)


def test_without_a_reason(desk: Any, road: Road, boss: Any) -> None:
    page = road.published("程序撤下")
    withdraw(fresh(page), user=boss, reason="系统迁移")
    (line,) = report(desk)["overview"].reasons
    assert titles(desk, line.withdrawn_url) == ["程序撤下"]


def test_nothing_ended(desk: Any, road: Road) -> None:
    road.published()
    assert list(report(desk)["overview"].reasons) == []
