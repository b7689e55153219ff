"""What the people of the manual's pictures do, and the item that they take along the whole road."""

from __future__ import annotations

from manual_camera import Camera
from playwright.sync_api import Locator, Page

SOURCE = "govreview_attributions-0-"
SHEET = "govreview_sheet_drafts-0-"
TITLE = "我区春灌供水工作有序推进"
SLUG = "chunguan-gongshui"
TEXT = "全区各灌区陆续开闸放水。各管理单位加强水量调度，公布供水安排，保障农田适时适量灌溉。"
REASON = "请补充开闸放水的起止日期。"
ORIGINAL = "http://www.gov.cn/zhengce/content/2018-12/27/content_5352666.htm"
SECRECY = ("state_secret", "work_secret", "internal", "trade_secret", "privacy")
LOOK_ALIKE = "http://www.gov.cn.example.com/content_5352666.htm"
TAB = "#tab-govreview"


def tick(tab: Page, name: str, *values: str) -> None:
    for value in values:
        tab.locator(f"[name='{name}'][value='{value}']").check(force=True)


def part(tab: Page, number: int) -> Locator:
    """Of the review tab: 0 the way, 1 the source, 2 the sheet."""
    return tab.locator(f"{TAB} > div > section.w-panel, {TAB} > section.w-panel").nth(number)


def open_review_tab(tab: Page) -> None:
    tab.click("#tab-label-govreview")
    tab.wait_for_timeout(400)


def open_action_menu(tab: Page) -> None:
    tab.locator("footer [data-w-dropdown-target=toggle]").first.click()
    tab.locator("[name=action-submit]").wait_for()


def submit(tab: Page) -> None:
    tab.wait_for_timeout(400)  # a menu may still be closing
    if not tab.locator("[name=action-submit]").is_visible():
        open_action_menu(tab)
    with tab.expect_navigation():
        tab.locator("[name=action-submit]").click()


def sign(camera: Camera, username: str) -> None:
    tab = camera.log_in(username)
    open_item(tab)
    sign_open_item(tab)


def open_item(tab: Page, title: str = TITLE) -> None:
    row = tab.locator("tr").filter(has_text=title)
    with tab.expect_navigation():
        row.locator("a[href*='/govreview/sign/']").first.click()


def open_parts(tab: Page) -> None:
    """The preview in the page; everything else that has to be seen, each in a window of its own."""
    tab.locator("[data-govreview-frame]").scroll_into_view_if_needed()
    tab.locator("[data-govreview-unread=preview]").wait_for(state="hidden")
    links = tab.locator("[data-govreview-unread] a").locator("visible=true")
    while left := links.count():
        with tab.context.expect_page() as window:
            links.first.click()
        window.value.close()
        links.nth(left - 1).wait_for(state="hidden")


def sign_open_item(tab: Page) -> None:
    open_parts(tab)
    for box in tab.locator("[name=checklist]").all():
        box.check()
    with tab.expect_navigation():
        tab.locator("button[name=decision][value=approve]").click()


def open_recent(tab: Page) -> None:
    with tab.expect_navigation():
        tab.locator("#recent-edits-section td a").filter(has_text=TITLE).first.click()
    tab.wait_for_load_state("networkidle")


def open_my_item(tab: Page) -> None:
    with tab.expect_navigation():
        tab.locator("#govreview-submitted-section td a").filter(has_text=TITLE).first.click()
    tab.wait_for_load_state("networkidle")


def section_of(camera: Camera, title: str) -> str:
    camera.go("/admin/pages/")
    link = camera.tab.locator("main td a").filter(has_text=title).first
    return str(link.get_attribute("href")).strip("/").split("/")[2]
