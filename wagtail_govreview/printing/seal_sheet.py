"""The seal sheet (账本封存单): heads of the ledger on paper, to be signed, sealed and put away."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict

from .typeset import render_pdf


class SealedHead(TypedDict):
    """One chain; all texts ready to be printed."""

    unit: str  # 单位
    code: str  # 代字, under which the chain stands in the ledger
    length: str  # 末行编号
    algorithm: str  # SHA-256, SM3（GB/T 32905）
    groups: list[str]  # 链头摘要: all hex digits in groups of four


class SealSheetDocument(TypedDict):
    """Heads of one moment."""

    title: str  # 账本封存单
    site: str  # 网站
    sealed_at: str  # 封存时间
    code: str  # 核对码
    heads: list[SealedHead]


def seal_sheet_pdf(document: SealSheetDocument, at: datetime | None = None) -> bytes:
    """The seal sheet as PDF/A-2b, A4 upright, with places for two signatures and the seal. ``at``: see ``typeset``.

    Raises ``typeset.MissingGlyph`` for characters that no font has.
    """
    return render_pdf("seal_sheet", document, at)
