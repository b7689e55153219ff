from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.core.management import call_command

from tests.guarding import Tampering
from tests.road import Road, fresh
from wagtail_govreview.models import RegisterEntry, ReviewSheet, Signature
from wagtail_govreview.publication.services import withdraw
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.rulebook.ningxia import PROFILE

# A test signs at once. Haste has tests of its own.
UNHURRIED = replace(
    PROFILE, inspection=replace(PROFILE.inspection, hasty_seconds=0, hasty_seconds_each=0)
)


@pytest.fixture(autouse=True)
def nobody_is_hasty(settings: Any) -> None:
    settings.GOVREVIEW_PROFILE = "tests.inspection.conftest.UNHURRIED"


def entry_of(page: Any, kind: str = "publication") -> RegisterEntry:
    return RegisterEntry.objects.filter(page_key=str(page.pk), kind=kind).latest("pk")


def signed_twice(page: Any) -> None:
    """Behind the review's back: the first signer is written into the last signature as well. Counted again."""
    sheet = ReviewSheet.objects.filter(page_id=page.pk).latest("pk")
    signatures = Tampering(Signature).filter(sheet=sheet)
    first = signatures.order_by("signed_at", "pk").first()
    last = signatures.order_by("signed_at", "pk").last()
    signatures.filter(pk=last.pk).update(user_key=first.user_key, name=first.name)
    call_command("govreview_recount", all=True, verbosity=0)


def label_cut(page: Any) -> None:
    """Behind the review's back: the sheet becomes one of a reprint without link and time. Counted again."""
    code = next(item.code for item in get_profile().classes if item.is_reprint)
    entry = entry_of(page)
    answers = entry.sheet.answers
    answers["information_class"]["code"] = code
    answers["source"] |= {"site": "中国政府网", "title": "通知", "organ": "国务院办公厅"}
    Tampering(ReviewSheet).filter(pk=entry.sheet_id).update(answers=answers)
    Tampering(RegisterEntry).filter(pk=entry.pk).update(information_class=code, source="中国政府网")
    call_command("govreview_recount", all=True, verbosity=0)


class Quarter:
    """A unit with one of everything, as an inspection finds it."""

    def __init__(self, road: Road, boss: Any) -> None:
        self.road = road
        self.good = road.published("春灌开始")
        self.twice = road.published("冬灌结束")
        self.label = road.published("转载通知")
        self.updated = road.published("渠道检修")
        road.edit(self.updated, title="渠道检修进度")
        road.submit(self.updated)
        road.sign_all(self.updated)
        self.returned = road.draft("抗旱工作")
        for reason in ("数字有误", "附件缺页"):
            road.submit(self.returned)
            road.send_back(self.returned, "first", reason=reason)
        road.submit(self.returned)
        road.sign_all(self.returned)
        self.offline = road.published("错发公告")
        withdraw(fresh(self.offline), user=boss, reason="内容有误")
        signed_twice(self.twice)
        label_cut(self.label)


@pytest.fixture
def quarter(road: Road, boss: Any) -> Quarter:
    return Quarter(road, boss)
