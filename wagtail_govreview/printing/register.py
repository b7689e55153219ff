"""The printed register (登记簿): a list that can be printed and bound, one row for each entry."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict

from .typeset import render_pdf


class RegisterRow(TypedDict):
    """One entry of the register, in the order of the columns; all texts ready to be printed."""

    number: str  # 登记号
    title: str  # 信息标题
    document_number: str  # 文号, below the title
    url: str  # 发布链接, below the title
    source: str  # 信息来源: class, and for a reprint where it comes from
    attribute: str  # 公开属性
    published_at: str  # 发布时间
    signers: list[str]  # 审签人, one line each: 一审 张×× 3月2日
    state: str  # 现行, 已更新, 已撤回, 存量, 应急
    remarks: str  # 备注


class RegisterDocument(TypedDict):
    """A part of a unit's register."""

    title: str  # 政务信息发布登记簿
    unit: str  # 登记单位
    period: str  # 2026年, or the filter in words
    summary: list[str]  # totals, one sentence each
    rows: list[RegisterRow]
    proof: str  # head of the ledger and its digest at the time of printing
    printed_at: str


def register_pdf(document: RegisterDocument, at: datetime | None = None) -> bytes:
    """The register as PDF/A-2b, A4 across, with room for binding on the left. ``at``: see ``typeset``.

    Raises ``typeset.MissingGlyph`` for characters that no font has.
    """
    return render_pdf("register", document, at)
