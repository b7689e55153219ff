"""The rule's text, cut into the notice that issues it and the rule itself."""

import re
from dataclasses import dataclass
from pathlib import Path

RULE_FILE = Path(__file__).parent / "files" / "rule.txt"
NUMBER = "宁政公开办发〔2020〕18号"
ISSUER = "宁夏回族自治区人民政府政务公开办公室"
RULE_TITLE = "全区政府网站和政务新媒体政务信息发布规程"
NOTICE_TITLE = f"关于印发《{RULE_TITLE}》的通知"

_CHAPTER = re.compile(r"^[一二三四五六七八九十]+、")
_NOTICE_BEGINS = "各市、县（区）人民政府"
_NOTICE_ENDS = "（此件公开发布）"
_RULE_BEGINS = "为贯彻落实"
_RULE_ENDS = "信息发布工作流程"  # the flow chart and the sample form lost their lay-out in the text


@dataclass(frozen=True)
class RuleText:
    """The paragraphs of the notice and of the rule, in order, without their titles."""

    notice: tuple[str, ...]
    rule: tuple[str, ...]


def read_rule() -> RuleText:
    """Read the rule's text from the file. Raises ``ValueError`` if its landmarks are missing."""
    lines = [line.strip() for line in RULE_FILE.read_text(encoding="utf-8").splitlines()]
    lines = [line for line in lines if line]
    notice_start = _find(lines, _NOTICE_BEGINS)
    notice_end = _find(lines, _NOTICE_ENDS)
    rule_start = _find(lines, _RULE_BEGINS)
    rule_end = _find(lines, _RULE_ENDS) - 1  # the line before it is the chart's title
    return RuleText(
        notice=tuple(lines[notice_start : notice_end + 1]),
        rule=tuple(lines[rule_start:rule_end]),
    )


def is_chapter(line: str) -> bool:
    """Whether a line of the rule is the title of a chapter, such as 一、信息分类."""
    return _CHAPTER.match(line) is not None


def rule_body() -> list[dict[str, str]]:
    """The notice and the rule as the raw blocks of a policy document's body."""
    text = read_rule()
    blocks = [_paragraph(line) for line in text.notice]
    blocks.append(_heading(RULE_TITLE))
    blocks += [_heading(line) if is_chapter(line) else _paragraph(line) for line in text.rule]
    return blocks


def _find(lines: list[str], beginning: str) -> int:
    for position, line in enumerate(lines):
        if line.startswith(beginning):
            return position
    raise ValueError(f"{RULE_FILE.name} has no line that begins with {beginning!r}.")


def _heading(text: str) -> dict[str, str]:
    return {"type": "heading", "value": text}


def _paragraph(text: str) -> dict[str, str]:
    return {"type": "paragraph", "value": f"<p>{text}</p>"}
