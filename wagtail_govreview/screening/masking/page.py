"""What masking would do to a page, place by place, and the page with it done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from wagtail_govreview.screening.masking.hiding import Found, maskable, signs_of
from wagtail_govreview.screening.masking.leaves import Leaf
from wagtail_govreview.screening.masking.markup import Markup
from wagtail_govreview.screening.masking.objects import rewrite
from wagtail_govreview.screening.masking.passes import masked_signs
from wagtail_govreview.screening.places import Kind, Place
from wagtail_govreview.screening.registry import Context
from wagtail_govreview.screening.stretches import CELL_END, PART_END, Stretch

AROUND = 20


@dataclass(frozen=True)
class Change:
    """One piece of text that is found, and what would stand there: for people who may edit the page.

    ``key`` names it within this draft and holds nothing of it. ``before``, ``after``: the text around, on the same line.
    ``fixed``: no mask can be put there; a person has to change it. ``is_hint``: it may well stay.
    """

    key: str
    place: str
    code: str
    label: str
    before: str
    old: str
    new: str
    after: str
    fixed: bool = False
    is_hint: bool = False


class MaskablePage:
    """The texts of a page as it is in memory, and what is found in them."""

    def __init__(self, page: Any, context: Context) -> None:
        self.page, self.context = page, context
        reader = _Reader()
        rewrite(page, reader)
        self._runs = [_Run(number, *run) for number, run in enumerate(_runs(reader.leaves))]

    @cached_property
    def changes(self) -> list[Change]:
        """Everything that can be hidden, in the order of the page."""
        return [change for run in self._runs for change in run.changes(self.context)]

    def mask(self, keys: Collection[str]) -> bool:
        """Write the masks for the changes with these keys into the page, in memory. Was there anything to write?"""
        texts: dict[str, str] = {}
        for run in self._runs:
            texts.update(run.masked(keys, self.context))
        if texts:
            rewrite(self.page, _Writer(texts))
        return bool(texts)


class _Reader:
    """Notes the texts and changes nothing."""

    def __init__(self) -> None:
        self.leaves: list[Leaf] = []

    def text(self, leaf: Leaf) -> str:
        self.leaves.append(leaf)
        return leaf.text

    def chosen(self, model: Any, key: Any) -> Any:
        return key


class _Writer(_Reader):
    """Gives the texts that it was made with."""

    def __init__(self, texts: dict[str, str]) -> None:
        super().__init__()
        self._texts = texts

    def text(self, leaf: Leaf) -> str:
        return self._texts.get(leaf.place, leaf.text)


def _runs(leaves: Sequence[Leaf]) -> Iterator[tuple[list[Leaf], bool]]:
    """Leaves that are read together: those between tables, and those of a table."""
    for table, group in groupby(leaves, key=lambda leaf: leaf.table):
        yield list(group), bool(table)


class _Run:
    """Leaves that are read as one text."""

    def __init__(self, number: int, leaves: list[Leaf], is_table: bool) -> None:
        self.number, self.leaves = number, leaves
        self._markup = [Markup(leaf.text) if leaf.markup else None for leaf in leaves]
        texts = [
            markup.text if markup else leaf.text
            for leaf, markup in zip(leaves, self._markup, strict=True)
        ]
        if is_table:  # line breaks and tabs tell where its rows and cells end
            texts = [text.replace(PART_END, " ").replace(CELL_END, " ") for text in texts]
        starts, offset, parts = [], 0, []
        for position, text in enumerate(texts):
            starts.append(offset)
            goes_on = (
                is_table
                and position + 1 < len(leaves)
                and leaves[position + 1].row == leaves[position].row
            )
            parts.append(text + (CELL_END if goes_on else PART_END))
            offset += len(text) + 1
        places = [Place(Kind.FIELD, leaf.place, leaf.label) for leaf in leaves]
        self.stretch = Stretch("".join(parts)[:-1], starts, places, is_table)

    def key(self, found: Found) -> str:
        return f"{self.number}.{found.start}.{found.end}.{found.code}"

    def changes(self, context: Context) -> Iterator[Change]:
        text = self.stretch.text
        for found in maskable(self.stretch, context):
            leaf = self.leaves[self.stretch.part_at(found.start)]
            old = text[found.start : found.end]
            new = "".join(signs_of(text, [found])[found.start : found.end])
            before = text[max(found.start - AROUND, 0) : found.start]
            after = text[found.end : found.end + AROUND]
            yield Change(
                key=self.key(found),
                place=leaf.label,
                code=found.code,
                label=found.label,
                before=_line(before)[-1],
                old=old,
                new=old if leaf.fixed else new,
                after=_line(after)[0],
                fixed=leaf.fixed,
                is_hint=found.is_hint,
            )

    def masked(self, keys: Collection[str], context: Context) -> dict[str, str]:
        """The new texts by place, of those that change."""
        signs = masked_signs(self.stretch, context, wanted=self._wish(keys))
        if signs is None:
            return {}
        texts = {}
        for position, leaf in enumerate(self.leaves):
            start = self.stretch.starts[position]
            end = start + len(self.stretch.part(position))
            before, after = self.stretch.text[start:end], signs[start:end]
            if "".join(after) != before and not leaf.fixed:
                texts[leaf.place] = self._text(position, before, after)
        return texts

    def _wish(self, keys: Collection[str]) -> Callable[[Found], bool]:
        def wanted(found: Found) -> bool:
            leaf = self.leaves[self.stretch.part_at(found.start)]
            return not leaf.fixed and self.key(found) in keys

        return wanted

    def _text(self, position: int, before: str, after: Sequence[str]) -> str:
        """The leaf's text with the signs; line breaks that a table's text does not show come back."""
        markup = self._markup[position]
        written = markup.text if markup else self.leaves[position].text
        signs = [
            old if new == seen else new
            for old, seen, new in zip(written, before, after, strict=True)
        ]
        return markup.rewritten(signs) if markup else "".join(signs)


def _line(text: str) -> list[str]:
    return text.replace(CELL_END, PART_END).split(PART_END)
