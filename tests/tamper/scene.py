"""The site that is tampered with: pages in every state, two units, kept files, a filing package."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Locale, Page, Site

from sandbox.portal.models import HomePage, NewsPage
from tests.delegations import PDF, authorisation, delegated, stand_in
from tests.publication.emergencies import publish as publish_in_emergency
from tests.road import Road, fresh
from wagtail_govreview.archive.services.make import make
from wagtail_govreview.archive.services.request import request
from wagtail_govreview.models import FilingPackage, RegisterEntry, ReviewSheet, Unit
from wagtail_govreview.moments import local_day
from wagtail_govreview.publication.exempt import exempt_publication
from wagtail_govreview.publication.services import adopt, withdraw
from wagtail_govreview.review.services import take_back
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.screening.findings import Finding, Severity
from wagtail_govreview.screening.places import Kind, Place
from wagtail_govreview.screening.rulings import Decision
from wagtail_govreview.screening.services import rule
from wagtail_govreview.units.services import end_delegation


class Scene:
    """One page in each state, by name."""

    def __init__(self) -> None:
        _portal()
        self.road = Road()
        self.elsewhere = Road("宁办", slug="ban")
        Unit.objects.create(code="宁三", name="第三厅")  # with which no number collides
        self.document = Document.objects.create(
            title="实施方案", file=ContentFile(b"%PDF-1.4 plan", "plan.pdf")
        )
        self.pages = {
            name.removeprefix("_make_"): getattr(self, name)()
            for name in dir(self)
            if name.startswith("_make_")
        }
        self.elsewhere.published("外单位信息", body=self._with_another_file())
        self.package = self._package()
        self.expect_every_state()

    def expect_every_state(self) -> None:
        """Whoever adds a state adds a page in it."""
        states = set(ReviewSheet.objects.values_list("state", flat=True))
        # Of requests to take something offline, which the default profile does not have signed, others test.
        assert states == set(ReviewSheet.State.values) - {ReviewSheet.State.DONE}
        kinds = set(RegisterEntry.objects.values_list("kind", flat=True))
        assert kinds == set(RegisterEntry.Kind.values)
        states = set(RegisterEntry.objects.values_list("state", flat=True))
        assert states == set(RegisterEntry.State.values)

    def _draft(self, title: str, **fields: Any) -> Page:
        fields.setdefault("body", self._body("春灌将至"))
        return self.road.draft(title, **fields)

    def _body(self, text: str) -> str:
        return f'<p>{text}，见<a linktype="document" id="{self.document.pk}">方案</a>。</p>'

    def _with_another_file(self) -> str:
        other = Document.objects.create(
            title="名单", file=ContentFile(b"%PDF-1.4 list", "list.pdf")
        )
        return f'<p>见<a linktype="document" id="{other.pk}">名单</a>。</p>'

    def _make_in_review(self) -> Page:
        page = self._draft("正在审查")
        self.road.submit(page)
        self.road.sign(page, "first", opinion="同意")
        return page

    def _make_at_the_first_tier(self) -> Page:
        page = self._draft("刚刚提交")
        self.road.submit(page)
        return page

    def _make_returned(self) -> Page:
        page = self._draft("退回修改")
        self.road.submit(page)
        self.road.sign(page, "first")
        self.road.send_back(page, "second")
        return page

    def _make_submitted_again(self) -> Page:
        page = self._make_returned()
        self.road.submit(page)
        return page

    def _make_second_round(self) -> Page:
        page = self._make_returned()
        self.road.edit(page, body=self._body("数字已经更正"))
        self.road.submit(page)
        self.road.sign_all(page)
        return page

    def _make_escalated(self) -> Page:
        page = self._draft("重大事项")
        self.road.submit(page)
        self.road.sign(page, "first")
        self.road.sign(page, "second")
        reason = get_profile().escalation_reasons[0].code
        self.road.sign(page, "third", escalation=[reason])
        return page

    def _make_scheduled(self) -> Page:
        page = self._draft("定时发布", go_live_at=timezone.now() + timedelta(days=2))
        self.road.submit(page)
        self.road.sign_all(page)
        return page

    def _make_published(self) -> Page:
        page = self._draft("已经发布")
        self.road.submit(page)
        self.road.sign_all(page)
        return page

    def _make_updated(self) -> Page:
        page = self._make_published()
        self.road.edit(page, body=self._body("再次更新"))
        self.road.submit(page)
        self.road.sign_all(page)
        return page

    def _make_withdrawn(self) -> Page:
        page = self._make_published()
        withdraw(fresh(page), user=self.road.people["registrar"], reason="内容过期")
        return page

    def _make_deleted(self) -> None:
        fresh(self._make_published()).delete()

    def _make_taken_back(self) -> Page:
        page = self._draft("撤回送审")
        self.road.submit(page)
        state = fresh(page).current_workflow_state
        take_back(state, self.road.people["editor"])
        return page

    def _make_stock(self) -> Page:
        page = NewsPage(title="存量信息", slug="stock", body=self._body("旧闻"), live=False)
        self.road.section.add_child(instance=page)
        Page.objects.filter(pk=page.pk).update(live=True)
        adopt(fresh(page))
        return page

    def _make_delegated(self) -> Page:
        """Signed under two delegations, of which one is over."""
        page = self._draft("授权代签")
        self.road.submit(page)
        for role in ("first", "second"):
            deputy = stand_in(f"deputy_{role}")
            delegation = delegated(
                self.road, role, deputy, authorisation=authorisation(PDF + role.encode())
            )
            self.road.sign(page, role, user=deputy)
            if role == "first":
                end_delegation(delegation, reason="出差归来", actor=delegation.principal)
        self.road.sign_all(page)
        return page

    def _make_emergency(self) -> Page:
        page = self._draft("紧急通告")
        publish_in_emergency(self.road, page)
        return page

    def _make_emergency_signed(self) -> Page:
        page = self._make_emergency()
        self.road.sign_all(page)
        return page

    def _make_emergency_corrected(self) -> Page:
        page = self._make_emergency()
        self.road.send_back(page, "first")
        self.road.edit(page, body=self._body("更正后的通告"))
        self.road.submit(page)
        self.road.sign_all(page)
        return page

    def _make_ruled(self) -> Page:
        """Two findings that differ in everything, each with a decision."""
        page = self._draft("审校发现")
        for number, decision in enumerate((Decision.TRUE, Decision.ALLOWED)):
            finding = Finding(
                code=f"tests.{number}",
                severity=Severity.RULING if number else Severity.HINT,
                label="词",
                key=str(number) * 32,
                title="名单" * number,
                places=(Place(Kind.LINE, name=str(number)),),
                excerpt=f"春【灌】{number}",
            )
            person = self.road.people["first" if number else "editor"]
            rule(page, finding, decision, "引用原文" * number, person)
        return page

    def _make_exempt(self) -> Page:
        page = self._draft("批量导入")
        with exempt_publication(reason="老网站迁移"):
            page.get_latest_revision().publish()
        return page

    def _package(self) -> FilingPackage:
        package = request(
            self.road.unit,
            local_day(),
            local_day(),
            user=self.road.people["registrar"],
            sheets=False,
        )
        make(package.pk)
        package.refresh_from_db()
        assert package.is_ready, package.failure
        return package


def _portal() -> None:
    Locale.objects.get_or_create(language_code="zh-hans")
    root = Page.objects.filter(depth=1).first() or Page.add_root(
        instance=Page(title="Root", slug="root")
    )
    home = HomePage(title="门户网站", slug="portal")
    root.add_child(instance=home)
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
