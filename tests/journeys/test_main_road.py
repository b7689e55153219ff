"""The main road in a real browser: written, filled in, signed three times, public, registered, provable."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect
from wagtail.documents import get_document_model
from wagtail.models import Page

from sandbox.portal.models import NewsPage
from tests.journeys.people import (
    SHEET,
    fill_in_review,
    log_in,
    open_parts,
    open_review_tab,
    open_waiting,
    send_back,
    sign,
    submit,
    write_news,
)
from tests.road import Road, fresh
from wagtail_govreview.models import RegisterEntry, ReviewSheet, Signature

TITLE = "各灌区有序开展春灌前渠道检修"


@pytest.fixture
def road(site: Any, live_server: Any) -> Road:
    site.hostname, site.port = "localhost", int(live_server.url.rpartition(":")[2])
    site.save()
    return Road()


@pytest.fixture
def submitted(page: Tab, road: Road) -> NewsPage:
    """A news item that the editor wrote and submitted in the browser."""
    log_in(page, road.people["editor"])
    write_news(page, road, TITLE)
    fill_in_review(page)
    submit(page)
    return NewsPage.objects.get(title=TITLE)


def test_three_signatures_later_it_is_public_and_provable(
    page: Tab, road: Road, submitted: NewsPage
) -> None:
    for role in ("first", "second", "third"):
        sign(page, road.people[role])
    assert fresh(submitted).live
    page.goto(submitted.get_url())
    expect(page.locator("h1")).to_contain_text(TITLE)
    entry = RegisterEntry.objects.get(page_id=submitted.pk)
    assert entry.kind == RegisterEntry.Kind.PUBLICATION

    log_in(page, road.people["registrar"])
    page.goto("/admin/govreview/register/")
    expect(page.locator("table.listing")).to_contain_text(entry.number)

    _is_content()
    Page.objects.filter(pk=submitted.pk).update(title="被改的标题")
    with pytest.raises((CommandError, SystemExit)):
        call_command("govreview_verify", stdout=(out := StringIO()), stderr=out)
    assert "被改的标题" in out.getvalue()


def test_the_sheet_can_be_had_as_pdf(
    page: Tab, road: Road, submitted: NewsPage, tmp_path: Path
) -> None:
    sign(page, road.people["first"])
    sheet = ReviewSheet.objects.get(page_id=submitted.pk)
    answer = page.request.get(f"/admin/govreview/sheets/{sheet.pk}/pdf/")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")


def test_a_return_reaches_the_editor_who_corrects_and_submits_again(
    page: Tab, road: Road, submitted: NewsPage
) -> None:
    sign(page, road.people["first"])
    send_back(page, road.people["second"], "请补充检修完成时间")
    log_in(page, road.people["editor"])
    expect(page.locator("main")).to_contain_text(TITLE)
    page.goto(f"/admin/pages/{submitted.pk}/edit/")
    open_review_tab(page)
    expect(page.locator("#tab-govreview")).to_contain_text("请补充检修完成时间")
    page.goto(f"/admin/pages/{submitted.pk}/edit/")
    page.fill("#id_title", f"{TITLE}，三月底完成")
    submit(page)
    for role in ("first", "second", "third"):
        sign(page, road.people[role])
    assert fresh(submitted).title == f"{TITLE}，三月底完成"
    sheet = ReviewSheet.objects.filter(page_id=submitted.pk).latest("pk")
    assert (sheet.round, sheet.state) == (2, ReviewSheet.State.PUBLISHED)
    _is_content()


def test_an_important_item_goes_to_the_principal(page: Tab, road: Road) -> None:
    log_in(page, road.people["editor"])
    write_news(page, road, TITLE)
    fill_in_review(page, escalation=("important",))
    submit(page)
    news = NewsPage.objects.get(title=TITLE)
    for role in ("first", "second", "third"):
        sign(page, road.people[role])
    assert not fresh(news).live
    sign(page, road.people["principal"])
    assert fresh(news).live


def test_a_deputy_head_signs_on_the_phone(page: Tab, road: Road, submitted: NewsPage) -> None:
    page.set_viewport_size({"width": 390, "height": 780})
    sign(page, road.people["first"])
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    assert ReviewSheet.objects.get(page_id=submitted.pk).tier == "second"


def test_signing_in_the_dialog_of_the_home_page(page: Tab, road: Road, submitted: NewsPage) -> None:
    log_in(page, road.people["first"])
    page.locator("td [data-w-dropdown-target='toggle']").first.click()
    page.locator("[data-govreview-action*='approve']").click()
    dialog = page.locator(".modal-dialog")
    dialog.locator("button[type=submit]").click()
    expect(dialog.locator(".error-message").first).to_be_visible()
    open_parts(page)
    for box in dialog.locator("[name=checklist]").all():
        box.check()
    with page.expect_navigation():
        dialog.locator("button[type=submit]").click()
    assert ReviewSheet.objects.get(page_id=submitted.pk).tier == "second"


def test_who_signs_too_early_opens_the_attachment_and_loses_nothing(page: Tab, road: Road) -> None:
    paper = get_document_model().objects.create(
        title="检修名单", file=ContentFile(b"list", name="list.txt")
    )
    item = road.draft(body=f'<p>见<a linktype="document" id="{paper.pk}">名单</a>。</p>')
    road.submit(item)
    open_waiting(page, road.people["first"])
    for box in page.locator("[name=checklist]").all():
        box.check()
    page.fill("[name=opinion]", "已核对")
    with page.expect_navigation():
        page.locator("button[name=decision][value=approve]").click()
    refusal = page.locator("[data-govreview-refused-unread]")
    expect(refusal).to_contain_text("检修名单")
    open_parts(page)
    expect(refusal).to_have_count(0)
    expect(page.locator("#govreview-left")).to_be_hidden()
    with page.expect_navigation():
        page.locator("button[name=decision][value=approve]").click()
    signature = Signature.objects.get()
    assert signature.opinion == "已核对"
    assert [stated["what"] for stated in signature.reading] == ["preview", "attachment"]


def test_an_incomplete_sheet_is_not_submitted_and_nothing_is_lost(page: Tab, road: Road) -> None:
    log_in(page, road.people["editor"])
    write_news(page, road, TITLE)
    open_review_tab(page)
    page.fill(f"[name={SHEET}remarks]", "已写的备注")
    submit(page)
    expect(page.locator("#id_title")).to_have_value(TITLE)
    open_review_tab(page)
    expect(page.locator(f"[name={SHEET}remarks]")).to_have_value("已写的备注")
    assert page.locator("#tab-govreview .error-message").count() >= 4
    assert not ReviewSheet.objects.exists()


def _is_content() -> None:
    call_command("govreview_verify", stdout=StringIO())
