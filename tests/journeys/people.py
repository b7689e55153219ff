"""What people do in the browser: log in, fill in the tab, submit, sign, return."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.road import Road

ANSWERS = "govreview_attributions-0-"
SHEET = "govreview_sheet_drafts-0-"


def log_in(tab: Tab, user: Any) -> None:
    """Log in as ``user``, whoever was there before."""
    tab.context.clear_cookies()
    tab.goto("/admin/login/")
    tab.fill("#id_username", user.username)
    tab.fill("#id_password", "secret")
    tab.click("button[type=submit]")
    expect(tab.locator("main h1").first).to_be_visible()


def open_review_tab(tab: Tab) -> None:
    tab.click("#tab-label-govreview")
    expect(tab.locator("#tab-govreview")).to_be_visible()


def choose(tab: Tab, name: str, *values: str) -> None:
    """Tick radio buttons or checkboxes of the field ``name`` as a mouse does: on their labels."""
    for value in values:
        tab.locator(f"[name='{name}'][value='{value}']").check(force=True)


def fill_in_review(tab: Tab, *, escalation: tuple[str, ...] = ()) -> None:
    """Answer the tab for an item of the organ's own."""
    open_review_tab(tab)
    choose(tab, f"{ANSWERS}information_class", "own")
    choose(tab, f"{ANSWERS}subclasses", "own_standing")
    choose(tab, f"{SHEET}carrier", "non_document")
    choose(tab, f"{SHEET}attribute", "active")
    choose(tab, f"{SHEET}escalation", *escalation)
    choose(tab, f"{SHEET}channels", "website")
    choose(
        tab, f"{SHEET}secrecy", "state_secret", "work_secret", "internal", "trade_secret", "privacy"
    )


def write_news(tab: Tab, road: Road, title: str) -> None:
    """Open the form of a new news item and write it."""
    tab.goto(f"/admin/pages/add/portal/newspage/{road.section.pk}/")
    tab.fill("#id_title", title)
    editor = tab.locator("[data-contentpath='body'] [contenteditable=true]").first
    editor.click()
    editor.type("检修人员沿渠查看衬砌、护栏和警示标志。")
    # The portal wants Latin addresses, so a Chinese title gives none by itself.
    tab.get_by_role("tab").nth(1).click()
    tab.fill("#id_slug", "chunguan-jianxiu")


def submit(tab: Tab) -> None:
    """Choose “Submit for review” in the action menu."""
    button = tab.locator("[name=action-submit]")
    if not button.is_visible():
        tab.locator("footer [data-w-dropdown-target=toggle]").first.click()
    with tab.expect_navigation():
        button.click()


def open_waiting(tab: Tab, user: Any) -> None:
    """Log in and open the first sheet that waits for this person."""
    log_in(tab, user)
    with tab.expect_navigation():
        tab.locator("a[href*='/govreview/sign/']").first.click()


def open_parts(tab: Tab) -> None:
    """See the preview in the page; open everything else, each in a window of its own, and come back."""
    links = tab.locator("[data-govreview-unread] a")
    frame = tab.locator("[data-govreview-frame]")
    if frame.count():
        frame.scroll_into_view_if_needed()
        expect(tab.locator("[data-govreview-unread=preview]")).to_be_hidden()
    while links.locator("visible=true").count():
        left = links.locator("visible=true").count()
        with tab.context.expect_page() as window:
            links.locator("visible=true").first.click()
        window.value.close()
        expect(links.locator("visible=true")).to_have_count(left - 1)


def sign(tab: Tab, user: Any) -> None:
    """Open everything, confirm the whole checklist and sign."""
    open_waiting(tab, user)
    open_parts(tab)
    for box in tab.locator("[name=checklist]").all():
        box.check()
    with tab.expect_navigation():
        tab.locator("button[name=decision][value=approve]").click()


def send_back(tab: Tab, user: Any, reason: str) -> None:
    """Return the sheet with a reason."""
    open_waiting(tab, user)
    tab.locator("a[href='#govreview-return']").click()
    tab.fill("[name=comment]", reason)
    with tab.expect_navigation():
        tab.locator("button[name=decision][value=reject]").click()
