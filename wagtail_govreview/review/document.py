"""The sheet as a paper form: from what was frozen to what is printed and shown.

Screen and paper show the same :class:`~wagtail_govreview.printing.sheet.SheetDocument`. Its texts are the rule's
Chinese wording, whatever language the reader has chosen. Only what the sheet itself keeps goes into it; boxes that
were not ticked come from the rulebook, since a form shows them too.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from wagtail_govreview.moments import local_day, local_moment
from wagtail_govreview.printing.sheet import (
    ClassBlock,
    Publication,
    Removal,
    Reprint,
    Return,
    SheetDocument,
    SubclassTick,
    Tick,
    TierBlock,
)
from wagtail_govreview.printing.sheet import Signature as PrintedSignature
from wagtail_govreview.review.annex import attachment
from wagtail_govreview.review.checked import screening_lines
from wagtail_govreview.review.frozen import FrozenTier
from wagtail_govreview.review.names import printed, title_of
from wagtail_govreview.review.removal import removal_of
from wagtail_govreview.review.sheets import ReviewSheet, SheetState, Signature
from wagtail_govreview.review.surroundings import Surroundings, surroundings
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.rulebook.terms import Term
from wagtail_govreview.units.models import Signer

STATE_WORDING = {
    SheetState.IN_REVIEW: "审签中",
    SheetState.RETURNED: "已退回",
    SheetState.WITHDRAWN: "已撤回",
    SheetState.VOID: "已作废",
    SheetState.SIGNED: "已签齐",
    SheetState.PUBLISHED: "已发布",
    SheetState.SUPERSEDED: "已更新",
    SheetState.REVOKED: "已撤下",
    SheetState.DONE: "已办结",
}


AT_ONCE = "已先行下线，审签后补。"


def sheet_document(
    sheet: ReviewSheet,
    *,
    with_images: bool = True,
    around: Surroundings | None = None,
    at: datetime | None = None,
) -> SheetDocument:
    """``sheet`` as it is printed. A constant number of queries; ``with_images`` reads the signature images.

    ``around``: what was gathered for many sheets at once, default for this one. ``at``: the moment that stands on
    it as that of printing, default now.
    """
    around = around or surroundings([sheet])
    answers = sheet.answers
    signatures = list(sheet.signatures.all())
    images = _signature_images(sheet, signatures, around) if with_images else {}
    tiers = [FrozenTier.from_json(tier) for tier in sheet.tiers]
    used = [tier for tier in tiers if sheet.escalated or not tier.escalated_only]
    profile = get_profile()
    emergency = around.emergencies.get(sheet.pk)
    return SheetDocument(
        title=answers["sheet_title"],
        number=sheet.number,
        state=f"第{sheet.round}轮　{STATE_WORDING[SheetState(sheet.state)]}",
        filled_on=chinese_date(local_day(sheet.submitted_at)),
        unit=answers["unit"]["name"],
        item_title=answers["title"],
        document_number=answers["source"]["document_number"],
        carriers=_one_of(profile.carriers, answers["carrier"]),
        classes=[_class_block(block) for block in answers["classes"]],
        reprint=_reprint(answers),
        attributes=_one_of(profile.attributes, answers["attribute"]),
        attribute_reason=answers["attribute"]["reason"],
        channels=_ticks(answers["channels"]),
        column=answers["column"],
        planned_at=_moment_text(answers["planned_at"] or answers["go_live_at"]),
        visible_until=_moment_text(answers["expire_at"]),
        secrecy=_ticks(answers["secrecy"]),
        screening=screening_lines(sheet),
        escalation=_escalation(answers["escalation"], signatures),
        attachments=[attachment(item, signatures) for item in answers["attachments"]],
        undertaker_label=answers["undertaker_label"],
        undertaker=_undertaker(sheet),
        tiers=[_tier_block(tier, signatures, images) for tier in used],
        publication=_publication(around.first_entry.get(sheet.pk) or _entry_of(emergency)),
        contact=answers["contact"],
        remarks=_remarks(answers, emergency),
        notes=list(answers["notes"]),
        returns=[_return(item) for item in around.returns_until(sheet)],
        fingerprint=sheet.fingerprint,
        printed_at=chinese_moment(at or timezone.now()),
        removal=_removal(sheet),
    )


# -- dates as official documents write them ------------------------------------------------------------------


def chinese_date(day: date) -> str:
    """2026年3月2日"""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_moment(moment: datetime) -> str:
    """2026年3月2日 09:12, in the site's time zone."""
    local = local_moment(moment)
    return f"{chinese_date(local.date())} {local:%H:%M}"


def _moment_text(iso: str | None) -> str:
    return chinese_moment(datetime.fromisoformat(iso)) if iso else ""


def _date_text(iso: str | None) -> str:
    return chinese_date(date.fromisoformat(iso)) if iso else ""


# -- boxes -----------------------------------------------------------------------------------------------------


def _ticks(items: Iterable[Mapping[str, Any]]) -> list[Tick]:
    return [Tick(wording=item["wording"], ticked=item["ticked"]) for item in items]


def _one_of(terms: Iterable[Term], chosen: Mapping[str, Any]) -> list[Tick]:
    """The boxes of which one is ticked, with the frozen wording for the chosen one; none where nobody was asked."""
    if not chosen["code"]:
        return []
    boxes = [
        Tick(wording=term.wording, ticked=False) for term in terms if term.code != chosen["code"]
    ]
    known = [term.code for term in terms]
    place = known.index(chosen["code"]) if chosen["code"] in known else len(boxes)
    boxes.insert(place, Tick(wording=chosen["wording"], ticked=True))
    return boxes


def _class_block(block: Mapping[str, Any]) -> ClassBlock:
    return ClassBlock(
        wording=block["wording"],
        ticked=block["ticked"],
        boxes=[
            SubclassTick(
                wording=box["wording"],
                ticked=box["ticked"],
                on_sample_form=box["on_sample_form"],
            )
            for box in block["subclasses"]
        ],
    )


def _escalation(items: Iterable[Mapping[str, Any]], signatures: Iterable[Signature]) -> list[Tick]:
    """The undertaker's ticks and those that a tier added when it signed."""
    added = {code for signature in signatures for code in signature.escalation}
    return [
        Tick(wording=item["wording"], ticked=item["ticked"] or item["code"] in added)
        for item in items
    ]


# -- rows --------------------------------------------------------------------------------------------------------


def _reprint(answers: Mapping[str, Any]) -> Reprint | None:
    reprints = {item.code for item in get_profile().classes if item.is_reprint}
    source = answers["source"]
    if answers["information_class"]["code"] not in reprints:
        return None
    return Reprint(
        site=source["site"],
        url=source["link"],
        reprinted_at=_moment_text(source["reprinted_at"]),
        original_title=source["title"],
        original_date=_date_text(source["original_date"]),
        issuing_organ=source["organ"],
        authorised_by=source["authorised_by"],
    )


def _removal(sheet: ReviewSheet) -> Removal | None:
    asked = removal_of(sheet)
    if not asked:
        return None
    deletion = sheet.purpose == ReviewSheet.Purpose.DELETION
    return Removal(
        what="删除" if deletion else "撤稿（下线）",
        reason=asked["printed"],
        replacement=asked["replacement"],
        at_once=AT_ONCE if asked["at_once"] else "",
        register_number=asked["register_number"],
        published_at=_moment_text(asked["published_at"]),
        url=asked["url"],
        done="删除时间" if deletion else "下线时间",
    )


def _remarks(answers: Mapping[str, Any], emergency: Any) -> str:
    basis = answers["secrecy_basis"].strip()
    lines = [answers["remarks"].strip(), f"保密审查依据：{basis}" if basis else ""]
    if emergency is not None:
        lines.append(_emergency(emergency))
    return "\n".join(line for line in lines if line)


def _emergency(record: Any) -> str:
    """The note that the item was public before it was signed."""
    order = f"{record.ordered_post}{record.ordered_by}{record.ordered_how}指示"
    return (
        f"应急发布：{chinese_moment(record.published_at)}由{record.name}发布"
        f"（{order}，登记号{record.entry.number}），应于{chinese_moment(record.due_at)}前补签"
    )


def _entry_of(emergency: Any) -> Any:
    """The register's entry of an emergency publication, which names no sheet."""
    return emergency.entry if emergency is not None else None


def _publication(entry: Any) -> Publication:
    """What became of it: the register's first entry for the sheet, ``None`` when there is none."""
    if entry is None:
        return Publication(register_number="", published_at="", published_by="", url="")
    return Publication(
        register_number=entry.number,
        published_at=chinese_moment(entry.happened_at),
        published_by=entry.actor,
        url=entry.url,
    )


# -- people --------------------------------------------------------------------------------------------------------


def _undertaker(sheet: ReviewSheet) -> PrintedSignature:
    return PrintedSignature(
        name=sheet.undertaker,
        post="",
        on_behalf_of="",
        signed_at=chinese_moment(sheet.submitted_at),
        opinion="",
        image="",
    )


def _tier_block(
    tier: FrozenTier, signatures: Sequence[Signature], images: Mapping[tuple[str, str], str]
) -> TierBlock:
    signed = [
        item
        for item in signatures
        if item.tier == tier.code and item.decision == Signature.Decision.SIGNED
    ]
    ticked = {entry["code"] for item in signed for entry in item.checklist}
    return TierBlock(
        wording=tier.wording,
        subject=tier.subject,
        label=tier.signature_label,
        checklist=[
            Tick(wording=entry.wording, ticked=entry.code in ticked) for entry in tier.checklist
        ],
        signatures=[_printed(item, images) for item in signed],
        separate=tier.escalated_only,
    )


def _printed(item: Signature, images: Mapping[tuple[str, str], str]) -> PrintedSignature:
    return PrintedSignature(
        name=printed(item.name, item.principal_name),
        post=title_of(item),
        on_behalf_of=item.principal_name,
        signed_at=chinese_moment(item.signed_at),
        opinion=item.opinion,
        image=images.get((item.tier, item.user_key), ""),
    )


def _return(item: Signature) -> Return:
    return Return(
        round=f"第{item.sheet.round}轮",
        tier=item.tier_wording,
        name=printed(item.name, item.principal_name),
        post=title_of(item),
        returned_at=chinese_moment(item.signed_at),
        reason=item.opinion,
    )


def _signature_images(
    sheet: ReviewSheet, signatures: Iterable[Signature], around: Surroundings
) -> dict[tuple[str, str], str]:
    """Signature images of those who signed, by tier and person, in base64."""
    people = {item.user_id for item in signatures if item.user_id}
    signers = [
        signer
        for signer in around.signers
        if signer.unit_id == sheet.unit_id and signer.user_id in people
    ]
    return {(signer.tier, str(signer.user_id)): _image(signer) for signer in signers}


def _image(signer: Signer) -> str:
    try:
        with signer.signature_image.open("rb") as image:
            return base64.b64encode(image.read()).decode()
    except FileNotFoundError:
        # The name is printed instead; a lost picture must not keep anybody from printing the form.
        return ""
