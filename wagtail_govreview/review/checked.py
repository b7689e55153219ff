"""What the automatic checks found, as the printed sheet says it in the rule's own language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail_govreview.review.findings import Said, said
from wagtail_govreview.review.sheets import ReviewSheet
from wagtail_govreview.screening.findings import Severity
from wagtail_govreview.screening.rulings import Decision

PRINTED = 8  # findings in full; the rest are counted
SEVERITIES = {Severity.BLOCK: "须修改", Severity.RULING: "须说明", Severity.HINT: "提示"}
DECISIONS = {Decision.TRUE: "属实", Decision.FALSE_ALARM: "误报", Decision.ALLOWED: "允许"}


def screening_lines(sheet: ReviewSheet) -> list[str]:
    """A line for each finding, those with a ruling first; without excerpts, in which any character may stand.

    Advice and hints that nobody ruled on are not printed.
    """
    checked = [finding for finding in said(sheet.findings) if finding.severity]
    told = [finding for finding in checked if finding.decision]
    lines = [_line(finding) for finding in told[:PRINTED]]
    if len(told) > PRINTED:
        lines.append(f"另有{len(told) - PRINTED}条已作说明，详见电子审查表。")
    hints = len(checked) - len(told)
    if hints:
        lines.append(f"提示{hints}条，未要求说明。")
    return lines


def _line(finding: Said) -> str:
    what = f"【{_word(SEVERITIES, finding.severity)}】{finding.sentence}"
    where = f"（{finding.where}）" if finding.where else ""
    reason = f"，{finding.reason}" if finding.reason else ""
    return f"{what}{where}：{_word(DECISIONS, finding.decision)}{reason}（{finding.name}）"


def _word(words: Mapping[Any, str], code: str) -> str:
    return next((word for each, word in words.items() if each == code), code)
