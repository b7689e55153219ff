"""Homes below the township or street office: a published example of a mask leaves nothing more than that to be seen.

An office has an address, too. So a road with a number is none of our business: what is looked for is what stands after
a word for a home, in a column that is headed so, and what only dwellings have (a unit and a room, a house in a village).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wagtail_govreview.screening.checks.privacy.surroundings import Surroundings
from wagtail_govreview.screening.checks.privacy.types import ADDRESS
from wagtail_govreview.screening.findings import Hit
from wagtail_govreview.screening.folding import View
from wagtail_govreview.screening.registry import Context, register
from wagtail_govreview.screening.stretches import CELL_END, PART_END

WIDE = 24  # characters around a sign of a dwelling in which the whole of it stands
LONGEST = 40  # characters that are looked at before what only dwellings have

_LABEL = (
    r"(?:家庭住址|家庭地址|家庭详细地址|身份证住址|现居住地址|现居住地|现住址|现住地|居住地址|居住地|住址|户籍地址|户籍所在地|"
    r"户籍地|户口所在地|常住地址|常住地)"
)
_SIGNS = r"[\u4e00-\u9fff0-9A-Za-z#\-()·]"
_LABELLED = re.compile(
    rf"(?:{_LABEL}(?:[(][^()\n\t]{{1,10}}[)])?[:：为是在]{{0,2}} ?|家住|现住|暂住)({_SIGNS}{{3,60}})"
)
_HEADING = re.compile(rf"^ *{_LABEL}|^ *住 {{1,6}}址")
_PLAIN_HEADING = re.compile(r"^ *(?:详细|联系)?地 {0,6}址|^ *住所")
_PERSON_HEADING = re.compile(r"^ *姓 {0,6}名|身份证|户主")

_GATE = re.compile("家庭住|家庭地|家庭详|住址|住地|居住|家住|现住|暂住|户籍|户口所|常住地")
_TOWN = re.compile(r"街道办事处|街道|(?<![城乡集])[镇乡](?!村)|苏木")
_BELOW = re.compile(r"村|社区|小区|单元|[组室栋幢弄屯号队]|[0-9]-[0-9]")

_N = r"(?:[0-9]{1,4}|[一二三四五六七八九十]{1,3})"
_DWELLING = re.compile(
    rf"(?:{_N} ?(?:号楼|号院|栋|幢|座|#楼?|号|弄) ?)?{_N} ?单元 ?(?:{_N} ?[楼层] ?)?[0-9]{{2,4}} ?(?:室|号|户)"
    rf"|{_N} ?(?:号楼|栋|幢|座|#楼?) ?{_N} ?单元 ?[0-9]{{2,4}}(?![0-9元])"
    rf"|{_N} ?(?:号楼|栋|幢|座) ?(?:{_N} ?[楼层] ?)?[0-9]{{2,4}} ?(?:室|户)"
    r"|[0-9]{1,3}-[0-9]{1,2}-[0-9]{2,4}(?![0-9\-])"
    rf"|[村寨区查] ?第?{_N} ?(?:村民小组|组|社|队|屯) ?(?:{_N} ?[号户])?"
    rf"|[村寨] ?[0-9]{{1,4}} ?号(?![文令楼线])"
)
# A cheap look for what every dwelling has. The pattern above is tried around it only.
_SIGN_OF_ONE = re.compile(
    r"[栋幢座弄屯#组社队](?<=[0-9一二三四五六七八九十 ].)|号(?=[楼院])|单(?=元[0-9 一二三四五六七八九])|村(?=民小组)"
    r"|-(?=[0-9]{1,2}-[0-9]{2,4})|号(?:(?<=[村寨][0-9].)|(?<=[村寨][0-9]{2}.)|(?<=[村寨][0-9]{3}.))"
)
_UNIT = re.compile("单元")
_ESTATE = re.compile(
    r"(?:小区|花园|家园|佳苑|雅苑|嘉苑|[新名馨景华]苑|公寓|家属[院楼]|宿舍|新村|住宅|[新东西南北]里|名邸|华府|名都|山庄)[^,，。;；]{0,8}$"
)
_LIVES = re.compile(r"村民|户主|家住|住在|现住|籍贯|户籍|本人系|当事人|申请人|被告|原告|男|女")
_OFFICE = re.compile(
    r"办公|会议|地点|窗口|大厅|报名|开标|投标|评标|代理机构|公司|注册|营业|经营|施工|建设|工程|改造|项目"
)
_CLAUSE = re.compile(r"[\n\t,，。;；、:：|()]")
_FROM = re.compile(r"^.*(?:家住|现住|暂住|居住在|住在|住址|位于|坐落于|坐落在|坐落)")


@register(ADDRESS)
def homes(view: View, context: Context) -> Iterator[Hit]:
    """After a word for a home; in its column; and what only dwellings have."""
    covered = 0
    spans = [*_labelled(view.text), *_columns(view), *_dwellings(view.text)]
    for start, end in sorted(spans):
        if start >= covered:
            covered = end
            yield Hit(type=ADDRESS, start=start, end=end)


def _labelled(text: str) -> Iterator[tuple[int, int]]:
    if not _GATE.search(text):
        return
    for found in _LABELLED.finditer(text):
        if _is_below_township(found[1]):
            yield found.span(1)


def _is_below_township(address: str) -> bool:
    towns = [found.end() for found in _TOWN.finditer(address)]
    return _BELOW.search(address, towns[0] if towns else 0) is not None


def _columns(view: View) -> Iterator[tuple[int, int]]:
    """Every cell below a heading that says that people live there."""
    if not view.stretch.is_table:
        return
    around = Surroundings(view)
    headings = around.headings
    people = any(map(_PERSON_HEADING.search, headings))
    columns = [
        number
        for number, heading in enumerate(headings)
        if _HEADING.match(heading) or (people and _PLAIN_HEADING.match(heading))
    ]
    offset = around.rows_begin
    if not columns:
        return
    for row in view.text[offset:].split(PART_END):
        for number, cell in enumerate(row.split(CELL_END)):
            if number in columns and _is_below_township(cell):
                yield offset, offset + len(cell)
            offset += len(cell) + 1


def _dwellings(text: str) -> Iterator[tuple[int, int]]:
    done = 0
    for sign in _SIGN_OF_ONE.finditer(text):
        if sign.start() < done:
            continue
        found = _DWELLING.search(text, max(sign.start() - WIDE, done), sign.end() + WIDE)
        if found is None:
            continue
        done = found.end()
        before = text[max(found.start() - LONGEST, 0) : found.start() + 1]
        clause = _CLAUSE.split(before)[-1]
        if _is_home(found[0], clause[:-1], before):
            kept = _FROM.match(clause)
            begin = len(clause) - 1 - (kept.end() if kept else 0)
            yield found.start() - begin, found.end()


def _is_home(dwelling: str, clause: str, before: str) -> bool:
    """``clause``: what stands before it up to the last comma; ``before``: more of it."""
    if _OFFICE.search(clause) or (_OFFICE.search(before[-14:]) and not _LIVES.search(before)):
        return False
    if dwelling[0] in "村寨区查":  # a group of a village has people; the news is about the village
        return dwelling[-1] in "号户" or _LIVES.search(before) is not None
    return (
        _UNIT.search(dwelling) is not None
        or _ESTATE.search(clause) is not None
        or _LIVES.search(before) is not None
    )
