"""Figures in the cells of tables, and sums of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_FIGURE = re.compile(
    r"[¥￥]?\s?([-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,8})?)\s?"
    r"(?:%|(?:万|亿)?(?:元|人|户|个|件|次|项|家|条|亩|吨|公里|平方米)?)"
)
_NOTHING = frozenset(("", "-", "--", "/", "无"))


@dataclass(frozen=True, slots=True)
class Figure:
    """``value``; ``places``: digits behind the point."""

    value: Decimal | int
    places: int = 0
    is_percent: bool = False


ZERO = Figure(0)


def figure_of(text: str) -> Figure | None:
    """The figure in folded text; a cell that stays empty holds 0. ``None``: something else."""
    text = text.strip()
    if text in _NOTHING:
        return ZERO
    if text.isdigit() and text.isascii() and len(text) < 16:
        return Figure(int(text))
    match = _FIGURE.fullmatch(text)
    if match is None:
        return None
    value = Decimal(match[1].replace(",", ""))
    return Figure(value, len(match[1].partition(".")[2]), text.endswith("%"))


class Sum:
    """A sum that grows figure by figure; of ``None`` there is none."""

    def __init__(self) -> None:
        self.value = Decimal(0)
        self.count = 0  # figures that are not 0
        self.places = 0
        self.percents = 0
        self.is_broken = False

    def add(self, figure: Figure | None) -> None:
        if figure is None:
            self.is_broken = True
        elif figure is not ZERO:
            self.value += figure.value
            self.count += 1
            self.places = max(self.places, figure.places)
            self.percents += figure.is_percent

    def judge(self, total: Figure, *, rounded: bool) -> bool | None:
        """Is ``total`` the sum? ``None`` where that cannot be said.

        ``rounded``: the figures stand for thousands or more, so that each may be half a unit off. Percentages are
        only asked whether they make up a hundred.
        """
        if self.is_broken or self.count < 2:
            return None
        if (self.percents or total.is_percent) and not (
            self.percents == self.count and total.is_percent and total.value == 100
        ):
            return None
        unit = Decimal(1).scaleb(-self.places)
        slack = Decimal(0)
        if rounded or self.percents:
            slack = unit * self.count / 2
        elif self.places:
            slack = unit
        if total.places < self.places:
            slack += Decimal(1).scaleb(-total.places) / 2
        return abs(self.value - total.value) <= slack

    def is_near(self, total: Figure) -> bool:
        """Is the total one that somebody may have meant to be this sum? Half of it to twice as much."""
        return self.value > 0 and self.value <= 2 * total.value and total.value <= 2 * self.value
