"""What must not go out is found before anyone signs: in an attachment that nobody opened, and while somebody writes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, expect
from playwright.sync_api import Page as Tab

from sandbox.portal.models import NewsPage
from tests.journeys.papers import grant_list, resident_id, telephone
from tests.journeys.people import fill_in_review, log_in, open_review_tab, submit, write_news
from tests.road import Road, fresh
from wagtail_govreview.content.attachments import referenced_files
from wagtail_govreview.models import ReviewSheet

TITLE = "春季农机补贴发放情况"
FILE = "农机补贴发放名单"
PHONE = telephone(7)
SOON = 30_000  # milliseconds that a check may take on a busy machine
PHONE_SCREEN = {"width": 390, "height": 780}
EVERY = 2_000  # milliseconds between two looks of the panel at the form
TARGET = 44  # CSS pixels, what a thumb hits


@pytest.fixture
def road(site: Any, live_server: Any) -> Road:
    site.hostname, site.port = "localhost", int(live_server.url.rpartition(":")[2])
    site.save()
    return Road()


@pytest.fixture
def desk(page: Tab, road: Road) -> Tab:
    """The editor's browser."""
    log_in(page, road.people["editor"])
    return page


@pytest.fixture
def news(road: Road) -> NewsPage:
    """A draft without answers in the tab."""
    page = NewsPage(
        title=TITLE,
        slug="nongji-butie",
        body="<p>各乡镇已完成发放。</p>",
        live=False,
        owner=road.people["editor"],
    )
    road.section.add_child(instance=page)
    page.save_revision(user=road.people["editor"])
    return page


def open_editor(tab: Tab, page: NewsPage) -> None:
    tab.goto(f"/admin/pages/{page.pk}/edit/")
    expect(body(tab)).to_be_visible()


def panel(tab: Tab) -> Locator:
    return tab.locator("[data-govreview-checks]")


def finding(tab: Tab, words: str) -> Locator:
    """The findings in the panel that say ``words``."""
    return panel(tab).locator("[data-govreview-finding]").filter(has_text=words)


def in_file(tab: Tab, title: str) -> Locator:
    """The findings in the panel that lie in the file ``title``."""
    name = tab.locator(".govreview-found__file").filter(has_text=title)
    return panel(tab).locator("[data-govreview-finding]").filter(has=name)


def body(tab: Tab) -> Locator:
    return tab.locator("[data-contentpath='body'] [contenteditable=true]").first


def write(tab: Tab, words: str) -> None:
    """Go on writing at the end of the text."""
    tab.get_by_role("tab").first.click()
    body(tab).click()
    tab.keyboard.press("Control+End")
    tab.keyboard.type(words)


def attach(tab: Tab, path: Path, title: str) -> None:
    """Name the file at the end of the text, mark its name, and upload it from the toolbar that appears."""
    write(tab, title)
    for _letter in title:
        tab.keyboard.press("Shift+ArrowLeft")
    tab.locator("button[name=DOCUMENT]").click()
    dialog = tab.locator(".modal-dialog")
    dialog.get_by_role("tab").last.click()
    dialog.locator("input[type=file]").set_input_files(path)
    dialog.locator("[name$=title]").fill(title)
    dialog.locator("#tab-upload button[type=submit]").click()
    expect(dialog).to_have_count(0)
    expect(body(tab).locator("a")).to_have_text(title)


def rule_by_keyboard(tab: Tab, found: Locator, reason: str) -> None:
    """Say with nothing but keys why ``found`` may stay."""
    found.locator("[data-govreview-rule=allowed]").focus()
    tab.keyboard.press("Enter")
    expect(found.locator("textarea")).to_be_focused()
    tab.keyboard.type(reason)
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    expect(found.locator("textarea")).to_have_count(0, timeout=SOON)


def hidden_numbers(book: Any) -> int:
    """How many of the numbers of the hidden columns stand anywhere in the workbook."""
    rows = list(load_workbook(book).active.iter_rows(values_only=True))
    assert len(rows) == 21
    text = " ".join(str(cell) for row in rows for cell in row)
    secret = [make(number) for number in range(20) for make in (resident_id, telephone)]
    return sum(number in text for number in secret)


def attachment(page: Any) -> Any:
    """The only file of the newest draft."""
    (file,) = referenced_files(fresh(page).get_latest_revision_as_object())
    return file.open()


def test_a_hidden_column_is_refused_masked_ruled_on_and_submitted(
    desk: Tab, road: Road, news: NewsPage, tmp_path: Path
) -> None:
    open_editor(desk, news)
    write(desk, f"值班电话{PHONE}，详见")
    path = grant_list(tmp_path)
    assert hidden_numbers(path) == 40
    attach(desk, path, FILE)
    fill_in_review(desk)
    submit(desk)

    expect(desk.locator("#tab-govreview")).to_be_visible()
    refusal = desk.locator("#tab-govreview .error-message").filter(has_text="身份证号")
    for word in (FILE, "发放名单!C2"):
        expect(refusal).to_contain_text(word)
    assert not ReviewSheet.objects.exists()

    with desk.expect_navigation():
        in_file(desk, FILE).filter(has_text="身份证号").get_by_role("link", name="遮掩…").click()
    desk.locator("[name=clear_hidden]").check()
    with desk.expect_navigation():
        desk.get_by_role("button", name="生成遮掩副本").click()
    expect(desk.locator(".messages .success")).to_contain_text(FILE)
    assert hidden_numbers(attachment(news)) == 0

    open_review_tab(desk)
    expect(in_file(desk, FILE)).to_have_count(0, timeout=SOON)
    rule_by_keyboard(desk, finding(desk, "手机号码"), "公开的值班电话")
    expect(finding(desk, "公开的值班电话")).to_contain_text("允许")
    submit(desk)

    sheet = ReviewSheet.objects.get(page_id=news.pk)
    assert sheet.state == ReviewSheet.State.IN_REVIEW
    log_in(desk, road.people["registrar"])
    desk.goto(f"/admin/govreview/sheets/inspect/{sheet.pk}/")
    said = desk.locator("#govreview-findings, [id$=findings-section]").first
    for word in ("手机号码", "允许", "公开的值班电话", "shui_editor"):
        expect(said).to_contain_text(word)
    expect(said).not_to_contain_text(PHONE)


def test_a_number_is_found_while_it_is_written_and_gone_with_it(desk: Tab, road: Road) -> None:
    write_news(desk, road, TITLE)
    write(desk, f"，联系人手机{PHONE}")
    open_review_tab(desk)
    found = finding(desk, "手机号码")
    expect(found).to_be_visible(timeout=SOON)
    expect(panel(desk).get_by_role("status")).to_contain_text("1 条待说明")
    # With the next change Wagtail saves the new page by itself: now it can be ruled on, without opening it anew.
    desk.get_by_role("tab").first.click()
    desk.fill("#id_title", f"{TITLE}（二）")
    open_review_tab(desk)
    expect(found.locator("[data-govreview-rule=allowed]")).to_be_visible(timeout=SOON)

    found.locator("[data-govreview-locate]").click()
    expect(body(desk)).to_be_visible()
    expect(body(desk)).to_be_focused()
    assert desk.locator(".govreview-located").count() == 1

    desk.keyboard.press("Control+End")
    for _character in f"，联系人手机{PHONE}":
        desk.keyboard.press("Backspace")
    expect(body(desk)).not_to_contain_text(PHONE)
    open_review_tab(desk)
    expect(found).to_have_count(0, timeout=SOON)


def test_writing_waits_for_no_check(desk: Tab, road: Road) -> None:
    """While a check is under way, every letter arrives, and no second check is asked for."""
    asked: list[Any] = []
    desk.route(re.compile("/check/$"), lambda route: asked.append(route))  # and no answer
    write_news(desk, road, TITLE)
    with desk.expect_request(re.compile("/check/$"), timeout=SOON):
        write(desk, f"，手机{PHONE}")
    expect(panel(desk).locator("[aria-busy=true]")).to_have_count(1)
    write(desk, "，每周一至周五")
    expect(body(desk)).to_contain_text(f"{PHONE}，每周一至周五")
    desk.fill("#id_title", f"{TITLE}（二）")
    expect(desk.locator("#id_title")).to_have_value(f"{TITLE}（二）")
    desk.wait_for_timeout(2 * EVERY)
    assert len(asked) == 1
    asked[0].continue_()
    open_review_tab(desk)
    expect(finding(desk, "手机号码")).to_be_visible(timeout=SOON)


def test_the_panel_on_a_phone(desk: Tab, news: NewsPage, tmp_path: Path) -> None:
    open_editor(desk, news)
    write(desk, f"，身份证号{resident_id(3)}，手机{PHONE}，内部资料，注意保存，2026年2月30日，")
    attach(desk, grant_list(tmp_path), FILE)
    desk.set_viewport_size(PHONE_SCREEN)
    open_review_tab(desk)
    expect(in_file(desk, FILE).filter(has_text="身份证号")).to_be_visible(timeout=SOON)
    finding(desk, "内部资料标志").locator("[data-govreview-rule=allowed]").click()
    expect(panel(desk).locator("textarea")).to_be_visible()
    assert desk.evaluate("document.documentElement.scrollWidth") <= PHONE_SCREEN["width"]
    assert panel(desk).evaluate("panel => panel.scrollWidth <= panel.clientWidth")
    targets = panel(desk).locator("button, a, summary").locator("visible=true").all()
    assert len(targets) > 10
    for target in targets:
        box = target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= TARGET, target.inner_text()
