"""One item's way: filled in, submitted, signed or returned, public. Every step is the real one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.utils import timezone
from wagtail.models import Page

from sandbox.portal.demo.drafts import fill
from sandbox.portal.demo.shape import ItemData
from wagtail_govreview.models import (
    RegisterEntry,
    ReviewSheet,
    SheetDraft,
    Signer,
    SourceAttribution,
)
from wagtail_govreview.review.facts import tier_of
from wagtail_govreview.review.services import note_opening
from wagtail_govreview.review.viewing import parts_of
from wagtail_govreview.screening.rules import needs_ruling
from wagtail_govreview.screening.rulings import Decision
from wagtail_govreview.screening.screening import screen
from wagtail_govreview.screening.services import rule
from wagtail_govreview.sources.attributions import attribution_of
from wagtail_govreview.units.governance import unit_of

MAY_STAY = "已与原件核对，依法应当公开"


def walk(item: ItemData, page: Page, people: Mapping[str, AbstractUser]) -> Iterator[str]:
    """Take ``item`` from draft to public page. Yields a line for each step."""
    editor = people[f"{item.unit}_editor"]
    if attribution_of(page) is None:
        _answer(page, item, editor)
    sheet = submit(page, editor)
    yield f"{editor.first_name} 报送 → 审查表 {sheet.number}"
    returned = item.returned
    while sheet.state == ReviewSheet.State.IN_REVIEW:
        signer = signer_for(sheet)
        if returned is not None and sheet.tier == returned.tier:
            yield send_back(page, sheet, signer, returned.reason)
            correct(page, returned.corrections, editor)
            sheet = submit(page, editor)
            yield f"{editor.first_name} 改正后重新报送 → {sheet.number} 第 {sheet.round} 轮"
            returned = None
            continue
        yield look(sheet, signer)
        yield sign(page, sheet, signer)
        sheet = sheet_of(page)
    yield _result(page, sheet)


def _answer(page: Page, item: ItemData, editor: AbstractUser) -> None:
    """What the clerk fills in on the tab of the editor."""
    draft = _fresh(page).get_latest_revision_as_object()
    review = item.review
    information = {name: value for name, value in asdict(review.source).items() if value}
    draft.govreview_attributions = [
        SourceAttribution(
            information_class=review.information_class,
            subclasses=list(review.subclasses),
            reprinted_at=timezone.now() if review.source.link else None,
            **information,
        )
    ]
    draft.govreview_sheet_drafts = [
        SheetDraft(
            carrier=review.carrier,
            attribute=review.attribute,
            attribute_reason=review.attribute_reason,
            escalation=list(review.escalation),
            channels=list(review.channels),
            column=review.column,
            secrecy=list(review.secrecy),
            secrecy_basis=review.secrecy_basis,
            remarks=review.remarks,
        )
    ]
    draft.save_revision(user=editor, log_action=True)


def correct(page: Page, corrections: Mapping[str, Any], editor: AbstractUser) -> None:
    # Read anew: the page in hand still points to the revision before the clerk's answers.
    draft = _fresh(page).get_latest_revision_as_object()
    fill(draft, corrections, editor)
    draft.save_revision(user=editor, log_action=True)


def _fresh(page: Page) -> Any:
    """The page as the database has it: every step is another request."""
    return Page.objects.get(pk=page.pk).specific


def rule_on_findings(page: Page, editor: AbstractUser) -> None:
    """The clerk says of everything that the checks ask about why it may stay."""
    page = _fresh(page)
    for finding in screen(page.get_latest_revision_as_object(), unit_of(page)):
        if needs_ruling(finding):
            rule(page, finding, Decision.ALLOWED, MAY_STAY, editor)


def submit(page: Page, editor: AbstractUser) -> ReviewSheet:
    rule_on_findings(page, editor)
    page = _fresh(page)
    under_way = page.current_workflow_state
    if under_way is not None:
        under_way.resume(editor)
    else:
        page.get_workflow().start(page, editor)
    return sheet_of(page)


def sheet_of(page: Page) -> ReviewSheet:
    return ReviewSheet.objects.select_related("unit").filter(page_id=page.pk).latest("pk")


def signer_for(sheet: ReviewSheet) -> Signer:
    return (
        Signer.objects.filter(unit=sheet.unit, tier=sheet.tier)
        .exclude(user__pk__in=[person["key"] for person in sheet.contributors])
        .select_related("user")
        .order_by("pk")
        .last()
    )


def look(sheet: ReviewSheet, signer: Signer) -> str:
    """The signer opens the preview and every attachment."""
    parts = parts_of(sheet)
    for part in parts:
        note_opening(sheet, signer.user, part)
    return f"{tier_of(sheet, sheet.tier).wording} {signer.user.first_name} 审看 {len(parts)} 项"


def sign(page: Page, sheet: ReviewSheet, signer: Signer) -> str:
    tier = tier_of(sheet, sheet.tier)
    state = _fresh(page).current_workflow_task_state
    state.task.specific.on_action(
        state,
        signer.user,
        "approve",
        checklist=[item.code for item in tier.checklist],
        opinion="同意。",
    )
    return f"{tier.wording} {signer.user.first_name}（{signer.title}）签字同意"


def send_back(page: Page, sheet: ReviewSheet, signer: Signer, reason: str) -> str:
    state = _fresh(page).current_workflow_task_state
    state.task.specific.on_action(state, signer.user, "reject", comment=reason)
    return f"{tier_of(sheet, sheet.tier).wording} {signer.user.first_name} 退回：{reason}"


def _result(page: Page, sheet: ReviewSheet) -> str:
    entry = RegisterEntry.objects.filter(page_id=page.pk).order_by("-pk").first()
    if entry is None:
        return f"{sheet.get_state_display()}"
    return f"已公开 {entry.url}  登记号 {entry.number}"
