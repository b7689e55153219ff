"""The scenes of the manual, in the order of its chapters. One item is taken along the whole road."""

from __future__ import annotations

from collections.abc import Callable

from manual_camera import PHONE, Camera
from manual_people import (
    LOOK_ALIKE,
    ORIGINAL,
    REASON,
    SECRECY,
    SHEET,
    SLUG,
    SOURCE,
    TEXT,
    TITLE,
    open_action_menu,
    open_item,
    open_my_item,
    open_recent,
    open_review_tab,
    part,
    section_of,
    sign,
    sign_open_item,
    submit,
    tick,
)
from playwright.sync_api import Page

SIDEBAR = ".sidebar"
HEADER = "main header"
MAIN = "main"


def login(camera: Camera) -> None:
    camera.open()
    camera.go("/admin/login/")
    button = "button[type=submit]"
    camera.shoot("login", "main", marks={1: "#id_username", 2: "#id_password", 3: button}, pad=0)
    tab = camera.log_in("shui_editor")
    menu = tab.locator(".sidebar-menu-item__link")
    marks = {
        1: menu.filter(has_text="页面"),
        2: menu.filter(has_text="发布审查"),
        3: tab.locator("#govreview-submitted-section"),
        4: tab.locator(".sidebar-footer__account"),
    }
    camera.shoot("home-editor", marks=marks)


def write(camera: Camera) -> None:
    tab = camera.log_in("shui_editor")
    tab.locator(".sidebar").get_by_role("button", name="页面", exact=True).click()
    tab.get_by_role("link", name="要闻动态").first.wait_for()
    tab.wait_for_timeout(500)
    camera.shoot("explorer", SIDEBAR, ".c-page-explorer", pad=0, height=420)
    tab.get_by_role("link", name="要闻动态").first.click()
    tab.locator("a[aria-label='添加子页面']").first.wait_for()
    camera.shoot(
        "add-page", SIDEBAR, MAIN, marks={1: "a[aria-label='添加子页面']"}, pad=0, height=260
    )
    tab.locator("a[aria-label='添加子页面']").first.click()
    tab.get_by_role("link", name="要闻动态").last.wait_for()
    camera.shoot("page-types", MAIN, pad=0, height=420)
    tab.locator("main a[href*='/newspage/']").first.click()
    _fill_in_content(camera, tab)
    _fill_in_review(camera, tab)


def _fill_in_content(camera: Camera, tab: Page) -> None:
    tab.fill("#id_title", TITLE)
    tab.fill("#id_intro", "各灌区加强水量调度，保障农田适时适量灌溉。")
    editor = tab.locator("[data-contentpath='body'] [contenteditable=true]").first
    editor.click()
    editor.type(TEXT)
    marks = {1: "#id_title", 2: "#id_intro", 3: editor}
    camera.shoot("editor-content", "main", marks=marks, pad=0, height=960)
    tab.get_by_role("tab").nth(1).click()
    tab.fill("#id_slug", SLUG)
    tab.locator("#id_slug").blur()
    camera.shoot("editor-slug", HEADER, "#id_slug", marks={1: "#id_slug"}, height=330)


def _fill_in_review(camera: Camera, tab: Page) -> None:
    submit(tab)  # too early, to see what is missing
    open_review_tab(tab)
    camera.shoot("submit-missing", "main", pad=0, height=480)
    tab = camera.log_in("shui_editor")
    open_recent(tab)
    open_review_tab(tab)
    tick(tab, f"{SOURCE}information_class", "own")
    tick(tab, f"{SOURCE}subclasses", "own_standing")
    way = part(tab, 0).locator(".govreview-flow, ol").first
    marks = {1: "#tab-label-govreview", 2: way, 3: part(tab, 1)}
    camera.shoot("review-source", "main", marks=marks, pad=0, height=800)
    tick(tab, f"{SHEET}carrier", "non_document")
    tick(tab, f"{SHEET}attribute", "active")
    tick(tab, f"{SHEET}channels", "website")
    tick(tab, f"{SHEET}secrecy", *SECRECY)
    camera.shoot("review-sheet", part(tab, 2))
    with tab.expect_navigation():
        tab.locator("button.action-save").first.click()


def reprint(camera: Camera) -> None:
    tab = camera.log_in("shui_editor")
    section = section_of(camera, "政策文件")
    camera.go(f"/admin/pages/add/portal/policydocumentpage/{section}/")
    open_review_tab(tab)
    tick(tab, f"{SOURCE}information_class", "reprint")
    tick(tab, f"{SOURCE}subclasses", "reprint_central")
    link = tab.locator(f"[name='{SOURCE}link']")
    link.fill(LOOK_ALIKE)
    tab.get_by_text("并非同一网站").first.wait_for()
    link.blur()
    refused = tab.get_by_text("并非同一网站")
    camera.shoot("reprint-refused", part(tab, 1), marks={1: refused}, height=420)
    link.fill(ORIGINAL)
    tab.get_by_text("可用作").first.wait_for()
    link.blur()
    known = tab.get_by_text("可用作")
    marks = {1: link, 2: known, 3: tab.locator(f"[name='{SOURCE}source_site']")}
    camera.shoot("reprint-recognised", part(tab, 1), marks=marks)


def hand_in(camera: Camera) -> None:
    """Submitted; returned; corrected and submitted again."""
    tab = camera.log_in("shui_editor")
    open_recent(tab)
    open_action_menu(tab)
    camera.shoot("action-menu", "footer", "[name=action-submit]", pad=24)
    submit(tab)
    camera.go("/admin/")
    camera.shoot("submitted-home", "#govreview-submitted-section")
    open_my_item(tab)
    marks = {1: tab.get_by_text("任何人都不能修改"), 2: "footer nav, footer .w-dropdown-button"}
    camera.shoot("submitted-locked", marks=marks)
    _return_it(camera)
    tab = camera.log_in("shui_editor")
    row = tab.locator("tr").filter(has_text=TITLE).first
    camera.shoot(
        "returned-home",
        "#govreview-submitted-section",
        marks={1: row.get_by_text(REASON), 2: row.locator("a[href*='/edit/']").last},
    )
    open_my_item(tab)
    open_review_tab(tab)
    camera.shoot("returned-tab", part(tab, 0))
    open_action_menu(tab)
    camera.shoot("returned-menu", "footer", tab.get_by_text("撤回审查"), pad=24)
    tab.keyboard.press("Escape")
    tab.get_by_role("tab").nth(0).click()
    tab.fill("#id_intro", "4月10日至15日各灌区陆续开闸放水，保障农田适时适量灌溉。")
    submit(tab)


def _return_it(camera: Camera) -> None:
    tab = camera.log_in("shui_first")
    open_item(tab)
    tab.locator("a[href='#govreview-return']").click()
    tab.fill("#govreview-return [name=comment]", REASON)
    camera.shoot("return", "#govreview-return")
    with tab.expect_navigation():
        tab.locator("button[name=decision][value=reject]").click()


def signing(camera: Camera) -> None:
    """Signed by each tier; the third sends it to the principal."""
    sign(camera, "shui_first")
    tab = camera.log_in("shui_second_head")
    row = tab.locator("tr").filter(has_text=TITLE)
    marks = {1: row.locator("a[href*='/sign/']").last, 2: row.locator("[data-w-dropdown-target]")}
    camera.shoot("waiting", "#govreview-waiting-section", marks=marks)
    open_item(tab)
    tab.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    marks = {
        1: ".govreview-facts",
        2: ".govreview-links",
        3: tab.locator(".govreview-part").nth(0),
        4: tab.locator(".govreview-part").nth(1),
        5: "#govreview-sign",
    }
    camera.shoot("sign", "main header", ".govreview-facts", "#govreview-sign", marks=marks, pad=0)
    tab = camera.log_in("shui_second_head", PHONE)
    camera.shoot("phone-waiting")
    open_item(tab)
    camera.shoot("phone-sign")
    sign_open_item(tab)
    camera.shoot("phone-signed")
    tab = camera.log_in("shui_third")
    open_item(tab)
    camera.shoot("sign-escalate", "#govreview-sign")
    tab.locator("[name=escalation][value=important]").check()
    sign_open_item(tab)
    tab = camera.log_in("shui_principal")
    open_item(tab)
    camera.shoot("sign-principal", "main header", ".govreview-facts", "#govreview-sign", pad=0)
    sign_open_item(tab)


def published(camera: Camera) -> None:
    tab = camera.log_in("shui_editor")
    camera.go(f"/shuili/yaowen/{SLUG}/")
    camera.shoot("public-page", "body", pad=0, height=420)
    camera.go("/admin/govreview/sheets/")
    camera.shoot("sheets", "main", pad=0, height=560)
    tab.locator("main td a").filter(has_text=TITLE).first.click()
    tab.wait_for_load_state("networkidle")
    camera.shoot("sheet", "main", pad=0, height=1500)


def register(camera: Camera) -> None:
    tab = camera.log_in("shui_registrar")
    camera.go("/admin/govreview/register/")
    camera.shoot("register", "main", pad=0, height=560)
    tab.locator("main td a").filter(has_text="宁水-2026-00004").first.click()
    tab.wait_for_load_state("networkidle")
    camera.shoot("register-entry", "main", pad=0, height=1250)
    tab.locator("main header [data-w-dropdown-target=toggle]").first.click()
    with tab.expect_navigation():
        tab.locator("a[href*='/withdraw/']").first.click()
    camera.shoot("withdraw", "main", pad=0, height=1000)


def history(camera: Camera) -> None:
    tab = camera.log_in("shui_editor")
    open_recent(tab)
    key = tab.url.split("/pages/")[1].split("/")[0]
    tab.locator("main header [data-w-dropdown-target=toggle]").first.click()
    tab.wait_for_timeout(400)
    camera.shoot("page-menu", "main", pad=0, height=300)
    camera.go(f"/admin/govreview/timeline/{key}/")
    camera.shoot("timeline", "main", pad=0, height=1000)
    camera.go(f"/admin/pages/{key}/history/")
    camera.shoot("versions", "main", pad=0, height=760)
    camera.log_in("shui_inspector")
    camera.go("/admin/govreview/history/")
    camera.shoot("configuration", "main", pad=0, height=560)


def filing(camera: Camera) -> None:
    tab = camera.log_in("shui_registrar")
    camera.go("/admin/govreview/filing/new/")
    tab.get_by_role("button", name="统计条目数").click()
    tab.wait_for_load_state("networkidle")
    camera.shoot("filing-new", "main", pad=0, height=760)
    with tab.expect_navigation():
        tab.get_by_role("button", name="制作归档包").click()
    tab.wait_for_load_state("networkidle")
    camera.shoot("filing-package", "main", pad=0, height=640)


def inspection(camera: Camera) -> None:
    camera.log_in("shui_inspector")
    camera.go("/admin/govreview/inspection/")
    camera.shoot("inspection", "main", pad=0, height=1300)


def ledger(camera: Camera) -> None:
    tab = camera.log_in("admin")
    camera.go("/admin/govreview/ledger/")
    camera.shoot("ledger", "main", pad=0, height=560)
    tab.locator("main td a").first.click()
    tab.wait_for_load_state("networkidle")
    camera.shoot("ledger-line", "main", pad=0, height=900)


def unit(camera: Camera) -> None:
    tab = camera.log_in("admin")
    tab.get_by_role("button", name="设置", exact=True).click()
    tab.wait_for_timeout(500)
    marks = {
        1: tab.get_by_role("link", name="单位", exact=True),
        2: tab.get_by_role("link", name="签字人", exact=True),
    }
    camera.shoot("settings-menu", marks=marks)
    tab.get_by_role("link", name="单位", exact=True).click()
    tab.wait_for_load_state("networkidle")
    camera.shoot("units", "main", pad=0, height=480)
    tab.locator("main a[href$='/people/']").filter(has_text="水利厅").first.click()
    tab.wait_for_load_state("networkidle")
    camera.shoot("unit-people", "main", pad=0, height=1300)
    tab.locator("main a").filter(has_text="指定").first.click()
    tab.wait_for_load_state("networkidle")
    camera.shoot("appoint", "main", pad=0, height=900)


def sources(camera: Camera) -> None:
    tab = camera.log_in("admin")
    tab.get_by_role("button", name="发布审查", exact=True).click()
    tab.wait_for_timeout(500)
    tab.get_by_role("link", name="授权来源", exact=True).click()
    tab.wait_for_load_state("networkidle")
    camera.shoot("sources", "main", pad=0, height=640)


SCENES: dict[str, Callable[[Camera], None]] = {
    "login": login,
    "write": write,
    "reprint": reprint,
    "hand_in": hand_in,
    "signing": signing,
    "published": published,
    "register": register,
    "history": history,
    "filing": filing,
    "inspection": inspection,
    "ledger": ledger,
    "unit": unit,
    "sources": sources,
}
