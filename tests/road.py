"""The road of one page, as the tests walk it: a governed section, a person for each role, the verbs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from wagtail.models import Page

from sandbox.portal.models import NewsPage, SectionIndexPage
from wagtail_govreview.models import (
    ReviewSheet,
    SheetDraft,
    SourceAttribution,
    Unit,
)
from wagtail_govreview.publication.services import adopt
from wagtail_govreview.review.frozen import FrozenTier
from wagtail_govreview.review.services import note_opening
from wagtail_govreview.review.viewing import parts_of
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.units.services import set_up_unit

ROLES = ("editor", "first", "second", "third", "principal", "registrar", "inspector")


def person(username: str, **fields: Any) -> Any:
    """An active account; its display name is its user name unless ``first_name`` says otherwise."""
    user = get_user_model()(username=username, email=f"{username}@example.gov.cn", **fields)
    user.set_password("secret")
    user.save()
    return user


class Road:
    """One unit with its part of the tree, its workflow and its people, ready for a first draft."""

    def __init__(self, code: str = "宁水", slug: str = "shui") -> None:
        self.code = code
        home = Page.objects.get(depth=2)
        self.section = SectionIndexPage(title=f"{code}要闻", slug=slug)
        home.add_child(instance=self.section)
        set_up_unit(code=code, name=f"{code}厅", root_page=self.section)
        self.unit = Unit.objects.get(code=code)
        adopt(self.section)
        self.people = {role: self.employ(role) for role in self._roles()}

    def _roles(self) -> Iterable[str]:
        known = set(self.unit.groups.values_list("role", flat=True))
        return [role for role in dict.fromkeys((*ROLES, *sorted(known))) if role in known]

    def employ(self, role: str, username: str | None = None) -> Any:
        """A new person with ``role`` in this unit."""
        user = person(username or f"{self.section.slug}_{role}")
        user.groups.add(self.unit.groups.get(role=role).group)
        return user

    # -- the editor ---------------------------------------------------------------------------------------------

    def draft(self, title: str = "各灌区有序开展春灌前渠道检修", **fields: Any) -> NewsPage:
        """A complete draft of the editor's, below the section."""
        page = NewsPage(
            title=title,
            slug=f"news-{Page.objects.count()}",
            body="<p>春灌将至。</p><p>检修人员沿渠查看。</p>",
            live=False,
            owner=self.people["editor"],
        )
        for name, value in fields.items():
            setattr(page, name, value)
        page.govreview_attributions = [self.attribution()]
        page.govreview_sheet_drafts = [self.sheet_draft()]
        self.section.add_child(instance=page)
        page.save_revision(user=self.people["editor"])
        return page

    def attribution(self, **fields: Any) -> SourceAttribution:
        information_class = [item for item in get_profile().classes if not item.is_reprint][-1]
        values = {
            "information_class": information_class.code,
            "subclasses": [information_class.subclasses[0].code],
        }
        return SourceAttribution(**{**values, **fields})

    def sheet_draft(self, **fields: Any) -> SheetDraft:
        profile = get_profile()
        values = {
            "carrier": profile.carriers[-1].code,
            "attribute": profile.attributes[0].code,
            "channels": [profile.channels[0].code],
            "secrecy": [item.code for item in profile.secrecy],
        }
        return SheetDraft(**{**values, **fields})

    def edit(self, page: Page, user: Any = None, **fields: Any) -> Page:
        """Change the newest draft and save it as a new revision."""
        draft = page.get_latest_revision_as_object()
        for name, value in fields.items():
            setattr(draft, name, value)
        draft.save_revision(user=user or self.people["editor"])
        return draft

    def submit(self, page: Page, user: Any = None) -> ReviewSheet:
        """Submit, or submit again after a return, as the editor's button does."""
        page = fresh(page)
        user = user or self.people["editor"]
        state = page.current_workflow_state
        if state is not None:
            state.resume(user)
        else:
            page.get_workflow().start(page, user)
        return self.sheet(page)

    # -- the signers --------------------------------------------------------------------------------------------

    def open_all(self, page: Page, user: Any) -> None:
        """Open the preview and every attachment, as who signs has to."""
        sheet = self.sheet(page)
        for part in parts_of(sheet):
            note_opening(sheet, user, part)

    def sign(self, page: Page, role: str, user: Any = None, **answers: Any) -> ReviewSheet:
        """Sign as the person with ``role``: everything opened, and ticked unless ``answers`` say otherwise."""
        state = fresh(page).current_workflow_task_state
        self.open_all(page, user or self.people[role])
        answers.setdefault("checklist", self.checklist(page))
        state.task.specific.on_action(state, user or self.people[role], "approve", **answers)
        return self.sheet(page)

    def checklist(self, page: Page) -> list[str]:
        """Every item of the tier at which the page waits."""
        sheet = self.sheet(page)
        tiers = [FrozenTier.from_json(tier) for tier in sheet.tiers]
        waiting = next((tier for tier in tiers if tier.code == sheet.tier), tiers[0])
        return [item.code for item in waiting.checklist]

    def send_back(self, page: Page, role: str, reason: str = "数字与附件不符") -> ReviewSheet:
        state = fresh(page).current_workflow_task_state
        state.task.specific.on_action(state, self.people[role], "reject", comment=reason)
        return self.sheet(page)

    def sign_all(self, page: Page) -> ReviewSheet:
        """All tiers that this sheet has to pass, in order."""
        sheet = self.sheet(page)
        while sheet.state == ReviewSheet.State.IN_REVIEW:
            sheet = self.sign(page, sheet.tier)
        return sheet

    def published(self, title: str = "各灌区有序开展春灌前渠道检修", **fields: Any) -> Page:
        """A page that went the whole road."""
        page = self.draft(title, **fields)
        self.submit(page)
        self.sign_all(page)
        return fresh(page)

    def sheet(self, page: Page) -> ReviewSheet:
        """The newest sheet of the page."""
        return ReviewSheet.objects.filter(page_key=str(page.pk)).latest("pk")


def fresh(page: Page) -> Any:
    """The page as the database has it now."""
    return Page.objects.get(pk=page.pk).specific
