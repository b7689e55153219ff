"""Totals in tables that do not add up: 合计, 总计 and 小计 in a row of their own, or over a column.

What a total is the sum of is not written anywhere. So the check says something only where the rest of the table
proves it: most other totals of the same row or column are right, or the table leaves no choice. Tables with figures
“of which” (其中) or with numbered levels are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.screening.checks.wording.figures import ZERO, Figure, Sum, figure_of
from wagtail_govreview.screening.checks.wording.types import TOTAL
from wagtail_govreview.screening.findings import Hit
from wagtail_govreview.screening.folding import View
from wagtail_govreview.screening.registry import Context, register
from wagtail_govreview.screening.stretches import CELL_END, PART_END

MOST = 20  # in one table
WIDEST = 60  # columns that are looked at
_WORDS = re.compile(r"[合总小共] ?计")
_TOTAL = re.compile(r"(?:合|总|共)计[:(]?.{0,8}")
_SUBTOTAL = re.compile("小计:?")
_OVER_COLUMN = re.compile("(?:[合总小共]计|总数|总额)(?:\\(.{1,6}\\))?")
_LEVELS = re.compile(
    r"其中|#|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|[0-9]{1,2}[.、](?![0-9])"
)
_NOT_ADDED = re.compile(
    "率|比|均|单价|年份|年度$|序号|编号|编码|代码|增幅|增长|排名|名次|电话|标准|系数|次序|日期|邮编|学号|得分|时间|±"
)
_ROUNDED = re.compile("[千万亿]|百分")
_YEAR = range(1900, 2101)


@register(TOTAL)
def totals(view: View, context: Context) -> Iterator[Hit]:
    """The note says what the figures add up to; which of them is wrong nobody can tell."""
    if not view.stretch.is_table or not _WORDS.search(view.text):
        return
    count = 0
    for hit in _totals(view.text):
        yield hit
        count += 1
        if count == MOST:
            return


def _totals(text: str) -> Iterator[Hit]:
    block, offset = _Block(), 0
    for line in text.split(PART_END):
        row = _Row(offset, line.split(CELL_END)[:WIDEST])
        offset += len(line) + 1
        if row.is_empty:  # an empty row ends a table
            yield from block.end()
            block = _Block()
        else:
            yield from block.take(row)
    yield from block.end()


@dataclass
class _Row:
    offset: int
    cells: list[str]

    @property
    def is_empty(self) -> bool:
        return not any(map(str.strip, self.cells))

    @property
    def words(self) -> list[str]:
        """The first of the cells that are not empty, without spaces."""
        return [found for cell in self.cells[:3] if (found := "".join(cell.split()))]

    def is_called(self, pattern: re.Pattern[str]) -> bool:
        return any(map(pattern.fullmatch, self.words))

    def figures(self) -> list[Figure | None]:
        return [figure_of(cell) for cell in self.cells]

    def span(self, column: int) -> tuple[int, int]:
        """Where the text of a cell stands."""
        cell = self.cells[column]
        start = self.offset + sum(len(each) + 1 for each in self.cells[:column])
        return start + len(cell) - len(cell.lstrip()), start + len(cell.rstrip())


def _hit(row: _Row, column: int, value: Decimal) -> Hit:
    start, end = row.span(column)
    note = format_lazy(_("the figures add up to {sum}"), sum=f"{value:,}")
    return Hit(type=TOTAL, start=start, end=end, note=note)


@dataclass
class _Block:
    """One table, row by row."""

    heads: list[str] = field(default_factory=list)  # what stands over each column
    has_begun: bool = False
    has_levels: bool = False
    total_above: tuple[_Row, list[Figure | None]] | None = None
    sums: list[Sum] = field(default_factory=list)  # since the last total
    parts: list[Sum] = field(default_factory=list)  # since the last subtotal
    across: list[_Across] = field(default_factory=list)

    def take(self, row: _Row) -> Iterator[Hit]:
        figures = row.figures()
        if not self.has_begun:
            if not _holds_figures(figures):
                self._take_head(row)
                return
            self._begin()
        for across in self.across:
            across.take(row, figures)
        if row.is_called(_SUBTOTAL):
            yield from self._judge(row, figures, self.parts)
            self.parts = []
        elif row.is_called(_TOTAL):
            yield from self._take_total(row, figures)
        else:
            self.has_levels = self.has_levels or any(map(_LEVELS.match, row.words))
            _grow(self.sums, figures)
            _grow(self.parts, figures)

    def _take_head(self, row: _Row) -> None:
        for column, cell in enumerate(row.cells):
            if column == len(self.heads):
                self.heads.append("")
            self.heads[column] += "".join(cell.split())

    def _begin(self) -> None:
        self.has_begun = True
        over = [column for column, head in enumerate(self.heads) if _OVER_COLUMN.fullmatch(head)]
        if len(over) == 1:
            added = [self._is_added(column) for column in range(len(self.heads))]
            rounded = bool(_ROUNDED.search("".join(self.heads)))
            left, right = range(over[0]), range(over[0] + 1, len(self.heads))
            for side in (left, right):
                columns = [column for column in side if added[column]]
                self.across.append(_Across(over[0], columns, rounded))

    def _take_total(self, row: _Row, figures: list[Figure | None]) -> Iterator[Hit]:
        if self.sums:
            if self.total_above is None:
                yield from self._judge(row, figures, self.sums)
            self.sums, self.parts = [], []
        else:
            self.total_above = (row, figures)

    def end(self) -> Iterator[Hit]:
        """The table is over: a total above its figures, and the totals over columns."""
        if self.total_above and self.sums:
            yield from self._judge(*self.total_above, self.sums)
        for across in self.across:
            yield from across.end()

    def _is_added(self, column: int) -> bool:
        return column >= len(self.heads) or not _NOT_ADDED.search(self.heads[column])

    def _judge(self, row: _Row, figures: list[Figure | None], sums: Sequence[Sum]) -> Iterator[Hit]:
        if self.has_levels:
            return
        rounded = bool(_ROUNDED.search("".join(self.heads)))
        right, wrong = 0, []
        for column, (total, found) in enumerate(zip(figures, sums, strict=False)):
            if total is None or total is ZERO or not self._is_added(column):
                continue
            verdict = found.judge(total, rounded=rounded)
            if verdict:
                right += 1
            elif verdict is False:
                wrong.append((column, found))
        if len(wrong) <= max(right, 1):
            for column, found in wrong:
                total = figures[column]
                if total is not None and found.is_near(total):
                    yield _hit(row, column, found.value)


def _grow(sums: list[Sum], figures: Sequence[Figure | None]) -> None:
    while len(sums) < len(figures):
        sums.append(Sum())
    for found, figure in zip(sums, figures, strict=False):
        found.add(figure)


def _holds_figures(figures: Sequence[Figure | None]) -> bool:
    """Does a row hold more than headings? Years may be headings."""
    return any(
        figure is not None and figure is not ZERO and figure.value not in _YEAR
        for figure in figures
    )


class _Across:
    """A column of totals, and the columns that it may be the sum of."""

    def __init__(self, over: int, columns: Sequence[int], rounded: bool) -> None:
        self._over, self._columns, self._rounded = over, columns, rounded
        self._right, self._wrong = 0, 0
        self._hits: list[Hit] = []

    def take(self, row: _Row, figures: Sequence[Figure | None]) -> None:
        if self._over >= len(figures) or len(self._columns) < 2:
            return
        total, found = figures[self._over], Sum()
        for column in self._columns:
            figure = figures[column] if column < len(figures) else None
            if figure is not None:  # names and remarks may stand among the columns
                found.add(figure)
        if total is None or total is ZERO:
            return
        verdict = found.judge(total, rounded=self._rounded)
        if verdict:
            self._right += 1
        elif verdict is False and found.is_near(total):
            self._wrong += 1
            if len(self._hits) < MOST:
                self._hits.append(_hit(row, self._over, found.value))

    def end(self) -> list[Hit]:
        return self._hits if self._right >= 2 * max(self._wrong, 1) else []
