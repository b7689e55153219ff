"""The whole road over HTTP, as its people walk it: written, signed three times, public, registered, provable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.walk.browser import Browser, choice, problems, soup
from tests.walk.project import Project

UNIT = "宁水"
PASSWORD = "Long-enough-2020-18"  # noqa: S105  of accounts that live as long as the walk
ROLES = {
    "editor": "承办",
    "first": "一审",
    "second": "二审",
    "third": "三审",
    "principal": "主要领导",
    "registrar": "登记",
}
TITLE = "国务院关于春季农业生产的意见"
SLUG = "chunji-nongye-shengchan"
SOURCE = "http://www.gov.cn/zhengce/content/2018-12/27/content_5352666.htm"
PAGE_FORM = "#page-edit-form"


@dataclass
class Walk:
    """A site that is served at ``site``, and everybody's browser."""

    project: Project
    site: str
    browsers: dict[str, Browser] = field(default_factory=dict)

    def steps(self) -> Iterator[str]:
        """Walk; each line says what held."""
        self.employ()
        yield f"people in the groups of {UNIT}: {', '.join(ROLES)}"
        page = self.write()
        yield "the editor wrote a reprint, answered the tab and submitted"
        for role in ("first", "second", "third"):
            Browser(self.site).get(f"/{SLUG}/", expect=404)
            self.sign(role)
        yield "not public before the third signature"
        self.look_at_the_public_page()
        yield "public, with the label of its source and its meta tags"
        yield f"in the register as {self.look_at_the_register()}"
        yield f"the printed sheet has {self.print_the_sheet()} bytes"
        self.publish_directly(page)
        yield "a superuser's “Publish” is refused, and the page is as it was"
        self.project.manage("govreview_verify")
        yield "govreview_verify finds everything as it was signed"
        self.drift()
        yield "govreview_verify names a change behind the review"

    # -- people -----------------------------------------------------------------------------------------------------

    def employ(self) -> None:
        """A superuser by command, everybody else by the superuser in Wagtail's own form."""
        self.project.manage(
            "createsuperuser",
            "--noinput",
            DJANGO_SUPERUSER_USERNAME="boss",
            DJANGO_SUPERUSER_EMAIL="boss@example.gov.cn",
            DJANGO_SUPERUSER_PASSWORD=PASSWORD,
        )
        boss = self.browsers["boss"] = Browser(self.site).log_in("boss", PASSWORD)
        for name, role in ROLES.items():
            form = boss.get("/admin/users/new/")
            answers = {
                "username": name,
                "email": f"{name}@example.gov.cn",
                "first_name": role,
                "last_name": "某",
                "password1": PASSWORD,
                "password2": PASSWORD,
                "groups": [choice(soup(form), "groups", f"{UNIT} · {role}")],
            }
            answer = boss.send_shown(form, answers, form="form[action*='users']")
            assert not problems(answer), problems(answer)
            self.browsers[name] = Browser(self.site).log_in(name, PASSWORD)

    # -- the editor -------------------------------------------------------------------------------------------------

    def write(self) -> str:
        """Write a reprint below the home page and submit it; the address of its editor."""
        editor = self.browsers["editor"]
        explorer = editor.get(
            "/admin/pages/"
        ).url  # leads to the part of the tree that is the editor's
        home = explorer.rstrip("/").rpartition("/")[2]
        form = editor.get(f"/admin/pages/add/home/homepage/{home}/")
        assert "发布审查" in form.text, "the tab does not speak Chinese"
        answers = {"title": TITLE, "slug": SLUG, **tab_answers()}
        answer = editor.send_shown(form, answers, form=PAGE_FORM, button="action-submit")
        assert not problems(answer), problems(answer)
        for link in editor.see(explorer).select("a[href$='/edit/']"):
            if TITLE in link.text:
                return str(link["href"])
        raise AssertionError("the explorer does not list the page")

    # -- the signers --------------------------------------------------------------------------------------------------

    def sign(self, role: str) -> None:
        """From the home page to the sheet that waits; everything opened and ticked, signed."""
        browser = self.browsers[role]
        link = browser.see("/admin/").select_one("a[href*='/govreview/sign/']")
        assert link is not None, f"nothing waits for {role}"
        shown = browser.get(str(link["href"]))
        ticks = [str(box["value"]) for box in soup(shown).select("input[name='checklist']")]
        assert ticks, "no checklist"
        for link in soup(shown).select("[data-govreview-unread] a"):
            browser.get(str(link["href"]))
        answers = {"checklist": ticks, "decision": "approve"}
        answer = browser.send_shown(shown, answers, form="form:has(input[name='checklist'])")
        assert not problems(answer), problems(answer)

    # -- what is there afterwards ---------------------------------------------------------------------------------------

    def look_at_the_public_page(self) -> None:
        text = Browser(self.site).get(f"/{SLUG}/").text
        assert SOURCE in text and "中国政府网" in text, "the source's label is missing"
        assert f'<meta name="ArticleTitle" content="{TITLE}">' in text

    def look_at_the_register(self) -> str:
        text = self.browsers["registrar"].get("/admin/govreview/register/").text
        assert TITLE in text
        number = re.search(rf"{UNIT}-\d{{4}}-\d{{5}}", text)
        assert number, "no number in the register"
        return number[0]

    def print_the_sheet(self) -> int:
        sheets = self.browsers["first"].get("/admin/govreview/sheets/").text
        link = re.search(r"/admin/govreview/sheets/(?:inspect/)?(\d+)/", sheets)
        assert link, "no sheet is listed"
        answer = self.browsers["first"].get(f"/admin/govreview/sheets/{link[1]}/pdf/")
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-") and len(answer.content) > 10_000
        return len(answer.content)

    def publish_directly(self, page: str) -> None:
        """What a superuser's browser would send for “Publish”."""
        changed = "没有人签过的标题"
        boss = self.browsers["boss"]
        boss.send(page, {"title": changed}, form=PAGE_FORM, button="action-publish")
        text = Browser(self.site).get(f"/{SLUG}/").text
        assert TITLE in text and changed not in text, "it was published without a signature"

    def drift(self) -> None:
        """Behind Python's back."""
        change = f"from wagtail.models import Page; Page.objects.filter(slug='{SLUG}').update(title='改')"
        self.project.manage("shell", "--verbosity", "0", "--command", change)
        done = self.project.attempt("govreview_verify")
        assert done.returncode == 1 and "改" in done.stdout + done.stderr, done.stdout


def tab_answers() -> dict[str, str | list[str]]:
    """A reprint from the portal of the central government, made public on this website."""
    source, sheet = "govreview_attributions-0-", "govreview_sheet_drafts-0-"
    return {
        f"{source}information_class": "reprint",
        f"{source}subclasses": ["reprint_central"],
        f"{source}link": SOURCE,
        f"{source}source_site": "中国政府网",
        f"{source}original_title": TITLE,
        f"{source}issuing_organ": "国务院",
        f"{source}original_date": "2018-12-27",
        f"{source}reprinted_at": "2026-03-02 09:12",
        f"{sheet}carrier": "non_document",
        f"{sheet}attribute": "active",
        f"{sheet}channels": ["website"],
        f"{sheet}secrecy": ["state_secret", "work_secret", "internal", "trade_secret", "privacy"],
    }
