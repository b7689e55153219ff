"""Secrecy marks (密级标志): 机密★10年 in every form that people, scans and paragraphs write it.

The words themselves are ordinary (秘密投票, 商业秘密, 保守国家秘密). They are marks where a star or a time follows, where
they stand alone in a line, a cell or in brackets, or where a form's field 密级 says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wagtail_govreview.screening.checks.secrecy.lines import after, before, begins_line, is_quoted
from wagtail_govreview.screening.checks.secrecy.terms import PLAIN_TERM, TERM
from wagtail_govreview.screening.checks.secrecy.types import MARK, MENTION, PARAGRAPH_MARK
from wagtail_govreview.screening.findings import FindingType, Hit
from wagtail_govreview.screening.folding import View
from wagtail_govreview.screening.registry import Context, register

LEVEL = re.compile(r"[绝絕机機秘祕] {0,3}密")
_STARRED = re.compile(rf"(?: {{0,3}}级)?[ ,:]{{0,3}}[★☆✩✪✫✬✭✮✯✰✡✦✧⋆⭐✶✸✹][★☆]?(?: {{0,3}}{TERM})?")
_SEPARATED = re.compile(rf"(?: {{0,3}}级)?[ ,:]{{0,3}}[*·•‧∙・※+xX@#-]{{1,3}} {{0,3}}{PLAIN_TERM}")
_URGENCY = r"(?:特 ?提|特 ?急|加 ?急|平 ?急|急 ?件)"
_LABEL = r"(?:密 {0,3}级|保密等级|秘密等级|涉密等级)"
_ALONE_BEFORE = re.compile(rf" *(?:{_LABEL} *:? *)?(?:No\.?)?[0-9]{{0,8}} *(?:{_URGENCY}[ ·*]*)?")
_ALONE_AFTER = re.compile(
    rf"(?: {{0,3}}级)?(?: *[ ,:]? *[^\s0-9]? *{PLAIN_TERM}(?:以内)?)?[ ·*]*(?:{_URGENCY} *)?[*。]? *"
)
_SET_APART = re.compile(
    r"(?: {0,3}级)? {3,}(?!性|投|选|会|工|文|级|的)"
)  # a mark at the left of a heading's first line
_LABELLED = re.compile(rf"{_LABEL} *: *$")
_TICKED = re.compile(r"[☑√■✓✔☒●] ?$")
_TICK_END = re.compile(r"(?: {0,3}级)? *(?:$|[□☐○])")
_LISTED = re.compile(r"(?: {0,3}级)?(?: *[、,/或和] *| +)[□☐○]? *[绝机秘] {0,3}密")
_OPEN = re.compile(r"[(\[【〔〈{] {0,3}$")
_CLOSED = re.compile(
    rf"(?: {{0,3}}级)?(?:件|文件)?(?: {{0,3}}[,、:]? {{0,3}}{PLAIN_TERM})? {{0,3}}[)\]】〕〉}}]"
)
_OTHERS = re.compile(r"(?:工 {0,3}作|商 {0,3}业) {0,3}$")
_BALLOT_BEFORE = re.compile(r"(?:无记名|不记名|投票|选举|表决)$")
_BALLOT_AFTER = re.compile(r" *(?:投票|选举|写票|划票|表决|警察)")
_EXPLAINED = re.compile(
    r"(?:例如|比如|譬如|形如|举例|示例|样式|格式|形式|标注为?|标示为?|表示为?|写作|写成|写为)[为是]?[ :,]*$"
)
_RELEASED = re.compile(r"已经?解密|予以解密|现已?解密|[(〔\[【<] ?已?解密 ?[)〕\]】>]|密级已?取消")


@register(MARK, PARAGRAPH_MARK, MENTION)
def marks(view: View, context: Context) -> Iterator[Hit]:
    """Every secrecy mark of the text."""
    text = view.text
    for level in LEVEL.finditer(text):
        front, rest = before(text, level.start()), after(text, level.end())
        found = _mark(text, level.start(), front, rest)
        if found is not None:
            kind, length = found
            if _is_only_mentioned(front, rest[length:]) or _RELEASED.search(front + rest[length:]):
                kind = MENTION
            yield Hit(type=kind, start=level.start(), end=level.end() + length)


def _mark(text: str, start: int, front: str, rest: str) -> tuple[FindingType, int] | None:
    """Which mark it is, and how far it reaches behind the level."""
    if _OTHERS.search(
        front
    ):  # 工作秘密 and 商业秘密 bear no such marks: see those of internal material
        return None
    for pattern in (_STARRED, _SEPARATED):
        match = pattern.match(rest)
        if match:
            return MARK, match.end()
    closed = _CLOSED.match(rest)
    if closed and _OPEN.search(front):
        return (
            None if _is_ballot(front, rest[closed.end() :]) else (PARAGRAPH_MARK, closed.end() - 1)
        )
    if _LABELLED.search(front) and not _LISTED.match(rest):
        return MARK, 0
    if _TICKED.search(front) and _TICK_END.match(rest):
        return MARK, 0
    if _LISTED.match(rest):  # 绝密、机密、秘密: the levels are told
        return None
    if begins_line(text, start) is not None and _ALONE_BEFORE.fullmatch(front):
        alone = _ALONE_AFTER.fullmatch(rest)
        if alone or _SET_APART.match(rest):
            return MARK, len(rest.rstrip()) if alone else 0
    return None


def _is_ballot(front: str, rest: str) -> bool:
    return bool(_BALLOT_BEFORE.search(_OPEN.sub("", front)) or _BALLOT_AFTER.match(rest))


def _is_only_mentioned(front: str, rest: str) -> bool:
    return is_quoted(front, rest) or _EXPLAINED.search(front) is not None
