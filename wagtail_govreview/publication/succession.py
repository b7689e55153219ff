"""What an entry must be by its place among those of its page, and a sheet by the entries made upon it. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.review.sheets import SheetState

Kind, State = RegisterEntry.Kind, RegisterEntry.State

ENDINGS = RegisterEntry.ENDS
"""The kinds of entries after which nothing of the page is public."""


@dataclass(frozen=True)
class Step:
    """An entry as far as its place goes. ``signed_later``: the sheet on which it was signed once it was public."""

    pk: int
    page_key: str
    kind: str
    sheet_id: int | None
    signed_later: int | None = None


@dataclass(frozen=True)
class Place:
    """``state`` that the entry must have, and the entry before it, where that one was public until then."""

    state: str
    previous: Step | None


class Succession:
    """The entries of some pages in the order in which they were made, and those made upon some sheets."""

    def __init__(self, steps: Iterable[Step]) -> None:
        self._of_page: dict[str, list[Step]] = defaultdict(list)
        self._of_sheet: dict[int, list[Step]] = defaultdict(list)
        for step in sorted(set(steps), key=lambda step: step.pk):
            self._of_page[step.page_key].append(step)
            for sheet in {step.sheet_id, step.signed_later}:
                if sheet is not None:
                    self._of_sheet[sheet].append(step)

    def place_of(self, entry: Any) -> Place:
        """The place of ``entry`` among those of its page."""
        steps = self._of_page[entry.page_key]
        before = [step for step in steps if step.pk < entry.pk]
        after = next((step for step in steps if step.pk > entry.pk), None)
        previous = before[-1] if before and before[-1].kind not in ENDINGS else None
        if entry.kind in ENDINGS:
            return Place(State.CLOSED, previous)
        return Place(_state_before(after), previous)

    def sheet_state(self, key: int, page_key: str) -> str | None:
        """The state of a sheet upon which something was published; ``None`` where nothing was."""
        state = None
        own = self._of_page.get(page_key, ())
        for step in sorted({*own, *self._of_sheet.get(key, ())}, key=lambda step: step.pk):
            if step.kind not in ENDINGS and key in (step.sheet_id, step.signed_later):
                state = SheetState.PUBLISHED
            elif step.page_key == page_key and state == SheetState.PUBLISHED:
                ended = step.kind in ENDINGS
                state = SheetState.REVOKED if ended else SheetState.SUPERSEDED
        return state


def _state_before(after: Step | None) -> str:
    """Of what was public until the entry ``after``."""
    if after is None:
        return State.CURRENT
    return State.WITHDRAWN if after.kind in ENDINGS else State.SUPERSEDED


def succession_of(page_keys: Collection[str], sheets: Collection[int] = ()) -> Succession:
    """The entries of these pages, and those upon these sheets (also of aliases). Two queries at most."""
    entries = RegisterEntry.objects.order_by()
    found = [entries.filter(page_key__in=page_keys)]
    if sheets:
        found.append(entries.filter(sheet_id__in=sheets))
    return Succession(
        Step(*row)
        for rows in found
        for row in rows.values_list(
            "pk", "page_key", "kind", "sheet_id", "emergency__settled_sheet"
        )
    )
