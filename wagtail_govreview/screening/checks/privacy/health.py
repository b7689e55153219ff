"""A person's name beside illness, poverty or disability (个人信息保护法 Art. 28 counts health as sensitive).

Names are known only by what stands around them: the word for a name or a role before it, or the heading of a column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wagtail_govreview.screening.checks.privacy.names import AFTER_WORD, HEADING, is_name
from wagtail_govreview.screening.checks.privacy.surroundings import Surroundings
from wagtail_govreview.screening.checks.privacy.types import HEALTH
from wagtail_govreview.screening.findings import Hit
from wagtail_govreview.screening.folding import View
from wagtail_govreview.screening.registry import Context, register
from wagtail_govreview.screening.stretches import CELL_END, PART_END

NEAR = 60  # characters between a name and the word, within a line

# Local values: what makes a name beside it nobody's business.
WORDS = re.compile(
    r"患[有病者上]|罹患|确诊|病史|病情|病种|病因|重病|大病|慢性病|慢病|恶性肿瘤|肿瘤|癌|白血病|尿毒症|肾衰|透析|肝炎|乙肝|艾滋|HIV|梅毒|"
    r"结核|传染病|糖尿病|高血压|心脏病|冠心病|脑梗|中风|脑瘫|癫痫|精神病|精神分裂|精神障碍|抑郁|自闭症|孤独症|唐氏|先天性|血友病|"
    r"阳性|感染者|密接|住院|手术|残疾|伤残|致残|智障|智力障碍|肢体障碍|听障|视障|聋哑|盲人|失能|半失能|瘫痪|植物人|"
    r"低保|五保|特困|贫困|致贫|返贫|困难家庭|低收入|孤儿|事实无人抚养|留守儿童|流浪乞讨|临时救助|医疗救助|"
    r"孕检|孕情|怀孕|妊娠|流产|引产|结扎|节育|避孕|不孕|计划生育手术|服刑|吸毒|戒毒|社区矫正|刑满释放"
)


@register(HEALTH)
def names_beside_illness(view: View, context: Context) -> Iterator[Hit]:
    """The names; a table whose headings or rows have such a word, and every line that has one."""
    if WORDS.search(view.text) is None:
        return
    if view.stretch.is_table:
        around = Surroundings(view)
        columns = [
            index for index, cell in enumerate(around.headings) if HEADING.match(cell.strip())
        ]
        if columns:
            yield from _in_rows(view.text, around, columns)
            return
    yield from _in_lines(view.text)


def _in_lines(text: str) -> Iterator[Hit]:
    for found in AFTER_WORD.finditer(text):
        begin = max(text.rfind(PART_END, 0, found.start()) + 1, found.start() - NEAR)
        end = text.find(PART_END, found.end())
        end = min(end if end >= 0 else len(text), found.end() + NEAR)
        # The word before the name may itself be it: 低保户, 残疾人. The name must not: 居民高血压.
        if WORDS.search(text, begin, end) and not WORDS.search(found[1]):
            yield Hit(type=HEALTH, start=found.start(1), end=found.end(1))


def _in_rows(text: str, around: Surroundings, columns: list[int]) -> Iterator[Hit]:
    everywhere = any(map(WORDS.search, around.headings))
    begin = around.rows_begin
    while begin < len(text):
        end = text.find(PART_END, begin)
        end = len(text) if end < 0 else end
        if everywhere or WORDS.search(text, begin, end):
            yield from _names_of(text, begin, end, columns)
        begin = end + 1


def _names_of(text: str, begin: int, end: int, columns: list[int]) -> Iterator[Hit]:
    cells = text[begin:end].split(CELL_END)
    offset = begin
    for number, cell in enumerate(cells):
        name = cell.strip()
        if number in columns and is_name(name):
            start = offset + cell.index(name)
            yield Hit(type=HEALTH, start=start, end=start + len(name))
        offset += len(cell) + 1
