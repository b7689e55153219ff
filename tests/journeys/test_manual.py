"""The exercise of the Chinese manual, done in the browser with nothing but the words it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import Locator, expect
from playwright.sync_api import Page as Tab
from wagtail.models import Collection, Locale, Page

from tests.journeys.people import open_parts
from wagtail_govreview.models import RegisterEntry

MANUAL = Path(django_settings.BASE_DIR, "docs", "manual")
PRACTICE = (MANUAL / "practice.md").read_text("utf-8")


def word(text: str) -> str:
    """``text``, which the manual has to say."""
    assert text in PRACTICE, f"The manual does not say “{text}”."
    return text


def words(before: str, after: str = "”") -> str:
    """What the manual says between ``before`` and ``after``."""
    found = re.search(f"{re.escape(before)}(.+?){re.escape(after)}", PRACTICE)
    assert found, f"The manual does not say “{before}…”."
    return found[1]


@pytest.fixture
def sandbox(db: Any, live_server: Any, tmp_path: Path) -> Iterator[str]:
    """The demonstration, as ``make demo`` leaves it."""
    Locale.objects.get_or_create(language_code="zh-hans")
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    if Page.get_first_root_node() is None:
        Page.add_root(instance=Page(title="Root", slug="root"))
    with override_settings(WAGTAILADMIN_BASE_URL=live_server.url):
        call_command("govreview_demo", stdout=StringIO())
        yield django_settings.SANDBOX_DEMO_PASSWORD


class Reader:
    """Somebody who does what the manual says."""

    def __init__(self, tab: Tab, password: str) -> None:
        self.tab, self.password = tab, password

    def log_in(self, username: str) -> None:
        self.tab.context.clear_cookies()
        self.tab.goto("/admin/")
        self.tab.locator("#id_username").fill(word(username))
        self.tab.locator("#id_password").fill(self.password)
        self.tab.get_by_role("button", name="登录").click()
        expect(self.tab.locator("main h1").first).to_be_visible()

    def choose(self, kind: Any, name: str, *, last: bool = False) -> None:
        found = self.tab.get_by_role(kind, name=word(name), exact=True)
        (found.last if last else found.first).click()

    def open_tab(self, name: str) -> None:
        self.tab.get_by_role("tab").filter(has_text=word(name)).click()

    def tick(self, name: str, *, whole: bool = True) -> None:
        """The box whose label is ``name``, or begins with it."""
        label = re.compile(rf"^\s*{re.escape(name)}" + (r"\s*$" if whole else ""))
        self.tab.get_by_label(label).locator("visible=true").first.check(force=True)

    def tick_all(self, group: Locator) -> None:
        for box in group.get_by_role("checkbox").all():
            if not box.is_checked():
                box.check(force=True)

    def sign(self, username: str, title: str) -> None:
        self.log_in(username)
        row = self.tab.get_by_role("row").filter(has_text=title)
        with self.tab.expect_navigation():
            row.get_by_role("link", name=word("签字…")).first.click()
        open_parts(self.tab)
        self.tick_all(self.tab.locator("[data-govreview-checklist]"))
        with self.tab.expect_navigation():
            self.tab.get_by_role("button", name=word("签字同意")).click()


@pytest.fixture
def reader(page: Tab, sandbox: str) -> Reader:
    return Reader(page, sandbox)


def test_the_exercise_of_the_manual_publishes_an_item(reader: Reader) -> None:
    tab, title = reader.tab, words("填写标题“")
    _write(reader, title)
    _fill_in(reader)
    tab.locator("footer").get_by_role("button").last.click()  # ︿
    with tab.expect_navigation():
        reader.choose("button", "提交审查")
    tab.goto("/admin/")
    expect(tab.get_by_role("row").filter(has_text=title).first).to_contain_text(word("待一审"))

    for username in ("shui_first", "shui_second_head", "shui_third"):
        reader.sign(username, title)

    reader.log_in("shui_registrar")
    reader.choose("button", "发布审查")
    reader.choose("link", "登记簿")
    row = tab.get_by_role("row").filter(has_text=title).first
    expect(row).to_contain_text(word("宁水-2026-00004").rpartition("-")[2])
    address = row.get_by_role("link", name=word("公开页面")).get_attribute("href")
    row.get_by_role("link").first.click()
    expect(tab.locator("main")).to_contain_text(word("校验一致"))
    assert tab.goto(str(address)).ok
    expect(tab.locator("h1")).to_contain_text(title)
    assert RegisterEntry.objects.filter(title=title).count() == 1


def _write(reader: Reader, title: str) -> None:
    tab = reader.tab
    reader.log_in("shui_editor")
    reader.choose("button", "页面")
    reader.choose("link", "要闻动态")
    reader.choose("link", "添加子页面")
    tab.locator("main").get_by_role("link", name=word("要闻动态")).first.click()
    tab.get_by_role("region", name="标题").get_by_role("textbox").first.fill(title)
    editor = tab.get_by_role("region", name=word("正文")).get_by_role("textbox").first
    editor.click()
    editor.type(words("正文“"))
    reader.open_tab("推荐")
    tab.get_by_role("textbox", name=word("缩略名")).fill(words("缩略名填写 `", "`"))


def _fill_in(reader: Reader) -> None:
    reader.open_tab("发布审查")
    reader.tick(words("信息分类选择“"))
    reader.tick(words("，勾选“", "……"), whole=False)
    reader.tick(words("载体形式选择“"))
    reader.tick(words("公开属性选择“"))
    reader.tick(words("发布平台勾选“"))
    declarations = reader.tab.locator("[name$='-secrecy']")
    assert declarations.count() == 5, word("保密与隐私声明五项")
    for box in declarations.all():
        box.check(force=True)


def test_every_menu_that_the_manual_names_is_there(reader: Reader) -> None:
    text = "".join(chapter.read_text("utf-8") for chapter in MANUAL.glob("*.md"))
    named = set(re.findall(r"“(\w+) → (\w+)”", text))
    assert len(named) >= 6
    reader.log_in("admin")
    menu = reader.tab.locator(".sidebar")
    for first, second in sorted(named):
        menu.get_by_role("button", name=first, exact=True).click()
        link = menu.get_by_role("link", name=second, exact=True)
        expect(link).to_be_visible()
        menu.get_by_role("button", name=first, exact=True).click()
        expect(link).to_be_hidden()


def test_every_picture_of_the_manual_is_there_and_every_one_is_used() -> None:
    used = {
        name
        for chapter in MANUAL.glob("*.md")
        for name in re.findall(r"\(images/([\w-]+\.png)\)", chapter.read_text("utf-8"))
    }
    assert used == {path.name for path in (MANUAL / "images").iterdir()}
