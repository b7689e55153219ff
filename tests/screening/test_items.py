"""Whole items: doubles, dates, interpretations without their document, periods of public notice that are over."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from sandbox.portal.models import MailboxReplyPage, NewsPage, NoticePage, SectionIndexPage
from tests.road import Road, fresh
from wagtail_govreview.models import LiveText
from wagtail_govreview.screening.checks.items.live_texts import text_digest
from wagtail_govreview.screening.checks.items.periods import ends
from wagtail_govreview.screening.context import context_for
from wagtail_govreview.screening.findings import Finding
from wagtail_govreview.screening.material import material_of
from wagtail_govreview.screening.registry import look_at
from wagtail_govreview.screening.services.note_live import note_live_text

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = date(2026, 3, 10)
TEXT = "<p>春灌将至，各灌区有序开展渠道检修。</p>" * 8


def look(page: Any) -> list[Finding]:
    material = material_of(page)
    found = look_at(material.texts, context_for(page, None, DAY), page=page)
    return [finding for finding in found if finding.code.startswith("items.")]


def codes(page: Any) -> list[str]:
    return [finding.code for finding in look(page)]


def news(**fields: Any) -> NewsPage:
    return NewsPage(**{"title": "要闻", "date": DAY, "body": TEXT, **fields})


def test_the_same_text_is_public_already(road: Road) -> None:
    road.published("渠道检修", body=TEXT, date=DAY)
    same = road.draft("另一个标题", body=TEXT.replace("，", ",").replace("。", "。 "), date=DAY)
    [finding] = look(same)
    assert (finding.code, finding.severity) == ("items.duplicate", "ruling")
    assert "渠道检修" in finding.note
    assert codes(road.draft("第三", body=TEXT + "<p>另有一段。</p>", date=DAY)) == []


def test_a_page_is_no_double_of_itself(road: Road) -> None:
    page = road.published("渠道检修", body=TEXT, date=DAY)
    assert LiveText.objects.filter(page_key=page.pk).exists()
    assert codes(fresh(page).specific) == []


def test_what_is_taken_offline_is_no_double(road: Road) -> None:
    page = road.published("渠道检修", body=TEXT, date=DAY)
    type(page).objects.filter(pk=page.pk).update(live=False)
    assert codes(road.draft("另一个", body=TEXT, date=DAY)) == []
    note_live_text(fresh(page))
    assert not LiveText.objects.exists()


def test_pages_outside_of_the_rule_are_not_followed(site: Any) -> None:
    section = SectionIndexPage(title="栏目", slug="lanmu")
    site.root_page.specific.add_child(instance=section)
    page = section.add_child(instance=news(slug="xinwen"))
    page.save_revision().publish()
    assert not LiveText.objects.exists()


def test_a_scan_fills_in_what_was_public_before(road: Road) -> None:
    page = road.published("渠道检修", body=TEXT, date=DAY)
    LiveText.objects.all().delete()  # as on a site that is older than the check
    try:
        call_command("govreview_scan", verbosity=0)
    except SystemExit:  # how it says that there are findings
        assert LiveText.objects.exists()
    assert LiveText.objects.filter(page_key=page.pk).exists()


def test_an_alias_is_no_double(road: Road) -> None:
    page = road.published("渠道检修", body=TEXT, date=DAY)
    alias = news(title="别名", alias_of_id=page.pk)
    assert codes(alias) == []


def test_short_texts_are_no_doubles(road: Road) -> None:
    road.published("一", body="<p>详见附件。</p>", date=DAY)
    assert codes(road.draft("二", body="<p>详见附件。</p>", date=DAY)) == []
    assert not LiveText.objects.exists()


def test_the_digest_is_of_the_words_alone() -> None:
    assert text_digest(news()) == text_digest(news(title="别的", date=None))
    assert text_digest(news(body=TEXT.replace("春灌", "春\u200b灌"))) == text_digest(news())
    assert text_digest(news(body=TEXT.replace("春灌", "冬灌"))) != text_digest(news())


def test_an_empty_date_is_a_hint() -> None:
    [finding] = look(news(date=None))
    assert (finding.code, finding.severity, finding.place) == ("items.no_date", "hint", "日期")
    assert codes(news()) == []
    assert codes(MailboxReplyPage(title="来信", question="问", answer=TEXT)) == []


@pytest.mark.parametrize(
    ("title", "body", "found"),
    [
        ("一图读懂春灌工作", TEXT, True),
        ("政策解读", TEXT, True),
        ("图解：春灌", TEXT, True),
        ("《春灌管理办法》政策解读", TEXT, False),
        ("政策解读", TEXT + "<p>《宁夏回族自治区春灌管理办法》已印发。</p>", False),
        ("政策解读", TEXT + "<p>（宁政发〔2026〕1号）</p>", False),
        ("政策解读", TEXT + '<p><a href="/zwgk/1.html">文件</a></p>', False),
        ("政策解读", TEXT + '<p><a linktype="page" id="1">文件</a></p>', False),
        ("政策解读", TEXT + '<p><a href="/zwgk/1.html"></a></p>', True),
        ("春灌工作有序开展", TEXT, False),
    ],
)
def test_an_interpretation_names_its_document(title: str, body: str, found: bool) -> None:
    assert ("items.interpretation" in codes(news(title=title, body=body))) is found


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("公示期：2026年3月2日至2026年3月6日", True),
        ("公示期为2026年3月2日至3月6日，共5个工作日。", True),
        ("公示时间:2026年3月2日-6日", True),
        ("公示时间:2026年3月6日至12日", False),
        ("公示期自2026年3月2日至2026年3月16日止。", False),
        ("公示期限：2026.3.2—2026.3.6", True),
        ("公示期：2026-03-02至2026-03-09", True),
        ("公示时间：2026年3月2日至3月10日", False),
        ("公示期为自2026年1月5日起5个工作日", True),
        ("公示期为自2026年3月2日起7日。", True),
        ("公示期为自2026年3月2日起10个工作日", False),
        ("公示期为5个工作日（2026年2月2日—2月6日）", True),
        ("公示期内未收到异议，2026年3月2日批准。", False),
        ("公示期已满，2026年3月2日无异议。", False),
        ("公示期为5个工作日。", False),
        ("公示期：2026年13月45日", False),
        ("会议时间：2026年3月2日至3月6日", False),
        ("公示期：2025年12月29日至1月5日", True),
        ("公示期：2025年12月29日至3月20日", False),
    ],
)
def test_a_period_of_public_notice_that_is_over(text: str, over: bool) -> None:
    assert ("items.notice_period" in codes(news(body=f"<p>{text}</p>"))) is over


def test_a_period_in_a_field_of_its_own() -> None:
    page = NoticePage(title="公示", date=DAY, body=TEXT, public_until=date(2026, 3, 6))
    [finding] = look(page)
    assert (finding.code, finding.place) == ("items.notice_period", "公示结束")
    page.public_until = DAY
    assert look(page) == []


@given(st.text("公示期限时间：20263月日年至起个工作天.-— \n", max_size=200))
def test_no_text_breaks_the_reader_of_periods(text: str) -> None:
    list(ends(text))
