"""A person's name beside illness, poverty or disability (个人信息保护法 Art. 28 counts health as sensitive).

Names are known only by what stands around them: the word for a name or a role before it, or the heading of a column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wagtail_govreview.screening.checks.privacy.illness import WORDS
from wagtail_govreview.screening.checks.privacy.names import HEADING, is_name, names_in
from wagtail_govreview.screening.checks.privacy.surroundings import Surroundings
from wagtail_govreview.screening.checks.privacy.types import HEALTH
from wagtail_govreview.screening.findings import Hit
from wagtail_govreview.screening.folding import View
from wagtail_govreview.screening.registry import Context, register
from wagtail_govreview.screening.stretches import CELL_END, PART_END

NEAR = (
    60  # characters between a name and the word, within a sentence and without another name between
)
_ENDS = re.compile("[\n。]")


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
    names = list(names_in(text))
    ends = [0, *(end for _word, _start, end in names)]
    nexts = [*(word for word, _start, _end in names[1:]), len(text)]
    for (word, start, end), least, most in zip(names, ends, nexts, strict=False):
        before = _ENDS.split(text[max(least, word - NEAR) : word])
        after = _ENDS.split(text[end : min(most, end + NEAR)])
        # What stands before it is about an earlier name where there is one in the sentence.
        told = before[-1] if len(before) > 1 or word - least > NEAR or not least else ""
        # The word before the name may itself be it: 低保户, 残疾人. The name must not: 居民高血压.
        if WORDS.search(told + text[word:start] + after[0]) and not WORDS.search(text, start, end):
            yield Hit(type=HEALTH, start=start, end=end)


def _in_rows(text: str, around: Surroundings, columns: list[int]) -> Iterator[Hit]:
    begin = around.rows_begin
    everywhere = WORDS.search(text, 0, begin)  # the title and the headings
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
