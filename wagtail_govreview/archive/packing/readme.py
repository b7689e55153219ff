"""What a package says of itself: to programs (``filing.json``) and to people (``说明 README.txt``)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from wagtail_govreview.archive.packing.chain import Stretch
from wagtail_govreview.archive.packing.member import Member, readable
from wagtail_govreview.archive.selection import Selection
from wagtail_govreview.conf import settings
from wagtail_govreview.review.document import chinese_date, chinese_moment

FORMAT, VERSION = "wagtail-govreview/filing", 1
FACTS, README = "filing.json", "说明 README.txt"
TEXT = Path(__file__).parent / "readme.txt"


def members(selection: Selection, at: datetime, sheets: bool, stretch: Stretch) -> Iterator[Member]:
    """Both. Last, when everything has been counted."""
    yield readable(FACTS, _facts(selection, at, sheets, stretch))
    yield Member(README, [_text(selection, at, stretch).encode()])


def _facts(selection: Selection, at: datetime, sheets: bool, stretch: Stretch) -> dict[str, Any]:
    unit, findings = selection.unit, stretch.findings
    return {
        "format": FORMAT,
        "version": VERSION,
        "unit": {"code": unit.code, "name": unit.name},
        "selection": {
            "page": selection.page_key,
            "first_day": selection.first_day,
            "last_day": selection.last_day,
        },
        "as_of": at,
        "printed": sheets,
        "digest_algorithm": settings.digest_algorithm,
        "counts": {name: count for name, count in sorted(findings.counts.items()) if count},
        "unprinted": findings.unprinted,
        "damaged": findings.damaged,
        "ledger": {
            "chain": stretch.chain,
            "first": stretch.first,
            "last": stretch.last,
            "last_digest": stretch.head,
        },
    }


def _text(selection: Selection, at: datetime, stretch: Stretch) -> str:
    chinese, english = _subject(selection)
    return TEXT.read_text(encoding="utf-8").format(
        version=VERSION,
        unit=f"{selection.unit.name}（{selection.unit.code}）",
        subject=chinese,
        subject_en=english,
        at=chinese_moment(at),
        at_en=at.strftime("%Y-%m-%d %H:%M"),
        chain=stretch.chain,
        first=stretch.first,
        last=stretch.last,
        digest=stretch.head,
    )


def _subject(selection: Selection) -> tuple[str, str]:
    if selection.page_key:
        return f"一件（页面 {selection.page_key}）", f"one item (page {selection.page_key})"
    first, last = selection.first_day, selection.last_day
    return (
        f"{chinese_date(first) if first else '最早'}至{chinese_date(last) if last else '最新'}登记的全部信息",
        f"everything registered from {first or 'the beginning'} to {last or 'the end'}",
    )
