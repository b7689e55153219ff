"""The register as a document to be printed and bound, in the rule's own language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone, translation
from django.utils.text import capfirst

from wagtail_govreview.ledger.models import Chain
from wagtail_govreview.moments import local_day, local_moment
from wagtail_govreview.printing.register import RegisterDocument, RegisterRow
from wagtail_govreview.publication.labels import attribute_wording, class_wording
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.review.document import chinese_date, chinese_moment
from wagtail_govreview.review.names import printed

TITLE = "政务信息发布登记簿"
ALL_UNITS = "全部单位"
KIND_WORDING = {
    RegisterEntry.Kind.PUBLICATION: "发布",
    RegisterEntry.Kind.UPDATE: "更新",
    RegisterEntry.Kind.WITHDRAWAL: "撤回",
    RegisterEntry.Kind.STOCK: "存量",
    RegisterEntry.Kind.DELETION: "删除",
}
STATE_WORDING = {
    RegisterEntry.State.CURRENT: "现行",
    RegisterEntry.State.SUPERSEDED: "已更新",
    RegisterEntry.State.WITHDRAWN: "已撤回",
}
EXCEPTION_WORDING = {
    RegisterEntry.Exceptional.EMERGENCY: "应急",
    RegisterEntry.Exceptional.EXEMPT: "免签导入",
}


def register_document(
    entries: Sequence[RegisterEntry],
    *,
    unit: str,
    chosen: Sequence[str],
    at: datetime | None = None,
    proof: str | None = None,
) -> RegisterDocument:
    """``entries`` in the order in which they are printed.

    ``unit``: the unit's name, or ``ALL_UNITS``. ``chosen``: what the filter was set to, in words. ``at``: the
    moment that stands on it as that of printing, default now. ``proof``: default is the heads of the ledger now.
    """
    with translation.override("zh-hans"):
        return RegisterDocument(
            title=TITLE,
            unit=unit,
            period=_period(entries, chosen),
            summary=[_totals(entries)],
            rows=[_row(entry) for entry in entries],
            proof=_heads(entries) if proof is None else proof,
            printed_at=chinese_moment(at or timezone.now()),
        )


def state_wording(entry: RegisterEntry) -> str:
    """One word for what the entry is today."""
    kind = RegisterEntry.Kind(entry.kind)
    if kind in RegisterEntry.ENDS:
        return KIND_WORDING[kind]
    if kind == RegisterEntry.Kind.STOCK and entry.state == RegisterEntry.State.CURRENT:
        return KIND_WORDING[kind]
    wording = STATE_WORDING.get(RegisterEntry.State(entry.state), "")
    if entry.exception:
        exception = EXCEPTION_WORDING[RegisterEntry.Exceptional(entry.exception)]
        return f"{wording}\n{exception}" if wording else exception
    return wording


def _row(entry: RegisterEntry) -> RegisterRow:
    return RegisterRow(
        number=entry.number,
        title=entry.title,
        document_number=entry.document_number,
        url=entry.url,
        source="\n".join(part for part in (class_wording(entry), entry.source) if part),
        attribute=attribute_wording(entry),
        published_at=chinese_moment(entry.happened_at).replace(" ", "\n"),
        signers=[f"{item['tier']} {_printed(item)} {_day(item['at'])}" for item in entry.signers],
        state=state_wording(entry),
        remarks=_remarks(entry),
    )


def _printed(item: dict[str, str]) -> str:
    return printed(item["name"], item.get("principal", ""))


def _remarks(entry: RegisterEntry) -> str:
    parts = []
    if entry.kind == RegisterEntry.Kind.UPDATE:
        parts.append("更新")
    if entry.reason:
        parts.append(entry.reason)
    if entry.sheet_number:
        parts.append(f"审查表\n{entry.sheet_number}")
    return "\n".join(parts)


def _period(entries: Sequence[RegisterEntry], chosen: Sequence[str]) -> str:
    """The days of the first and last entry, and what the filter was set to."""
    days = sorted(local_day(entry.happened_at) for entry in entries)
    words = []
    if days:
        span = chinese_date(days[0])
        words.append(span if days[0] == days[-1] else f"{span}至{chinese_date(days[-1])}")
    return "，".join([*words, *(capfirst(word) for word in chosen)])


def _totals(entries: Sequence[RegisterEntry]) -> str:
    counts = []
    for kind, wording in KIND_WORDING.items():
        count = sum(entry.kind == kind for entry in entries)
        if count:
            counts.append(f"{wording}{count}条")
    for exception, wording in EXCEPTION_WORDING.items():
        count = sum(entry.exception == exception for entry in entries)
        if count:
            counts.append(f"其中{wording}{count}条")
    return f"共{len(entries)}条：{'、'.join(counts)}。" if counts else "共0条。"


def _heads(entries: Sequence[RegisterEntry]) -> str:
    """The head of each unit's ledger chain at this moment: printed, it can prove the chain later."""
    chains = Chain.objects.filter(name__in={entry.unit.code for entry in entries})
    return "；".join(
        f"账本{chain.name}第{chain.length}条 {chain.head}" for chain in chains.order_by("name")
    )


def _day(iso: str) -> str:
    moment = local_moment(datetime.fromisoformat(iso))
    return f"{moment.month}月{moment.day}日"
