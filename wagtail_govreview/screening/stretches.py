"""Text with places: what every reader of pages and files makes, and every check reads.

A stretch is a run of text that is read as one: a field of the page, the rows of a sheet, a page of a PDF. Its parts
(paragraphs, cells) are parted by line breaks and tabs, which no finding crosses, and know their places. Reading many
small parts as one keeps the checks fast: they look at a few long texts instead of a million short ones.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar

from wagtail_govreview.screening.places import Hidden, Place

T = TypeVar("T")

PART_END = "\n"  # between paragraphs, and between the rows of a table
CELL_END = "\t"  # between the cells of a row


class Places(Protocol):
    """The places of a stretch, by the number of the part. A list will do; a table may work them out when asked."""

    def __getitem__(self, index: int, /) -> Place: ...

    def __len__(self) -> int: ...


_KEPT: dict[str, Any] = {}


def kept_places(name: str) -> Callable[[type[T]], type[T]]:
    """Class decorator of places that are worked out when asked: they can be written down and read again.

    The class has ``to_json(self)``, which gives plain values, and ``from_json(cls, data)``, which takes them. ``name``
    is written beside them, so it stays as it is. Raises ``ValueError`` if another class has it.
    """

    def add(places: type[T]) -> type[T]:
        if _KEPT.setdefault(name, places) is not places:
            raise ValueError(f"There are other places {name!r}.")
        places.kept_as = name  # type: ignore[attr-defined]
        return places

    return add


def places_to_json(places: Places) -> Any:
    """Places in plain values: a list of them, or those that are worked out as their class says."""
    name = getattr(places, "kept_as", "")
    if name:
        return {name: places.to_json()}  # type: ignore[attr-defined]
    return [places[index].to_json() for index in range(len(places))]


def places_from_json(data: Any) -> Places:
    """What :func:`places_to_json` gave. Raises ``KeyError``, ``TypeError`` or ``ValueError`` if it is nothing of the kind."""
    if isinstance(data, list):
        return [Place.from_json(each) for each in data]
    ((name, values),) = data.items()
    return _KEPT[name].from_json(values)


@kept_places("inside")
@dataclass(frozen=True)
class Inside:
    """The places of a file within the file: as in itself, below its ``name``; all of them ``hidden`` unless they are
    already."""

    places: Places
    name: str
    hidden: Hidden | None = None

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, index: int, /) -> Place:
        return moved_inside(self.places[index], self.name, self.hidden)

    def to_json(self) -> list[Any]:
        hidden = self.hidden.value if self.hidden else ""
        return [self.name, hidden, places_to_json(self.places)]

    @classmethod
    def from_json(cls, data: list[Any]) -> Inside:
        name, hidden, places = data
        return cls(places_from_json(places), name, Hidden(hidden) if hidden else None)


def moved_inside(place: Place, name: str, hidden: Hidden | None = None) -> Place:
    """``place`` of a file that lies in another under ``name``."""
    return replace(place, inside=(name, *place.inside), hidden=place.hidden or hidden)


@dataclass(frozen=True)
class Stretch:
    """A run of text and the places of its parts.

    ``starts``: the offset in ``text`` at which each part begins, ascending, beginning with 0. ``places``: as many.
    ``is_table``: the parts are cells: rows end with a line break, cells within a row with a tab.
    """

    text: str
    starts: Sequence[int]
    places: Places
    is_table: bool = field(default=False)

    def part_at(self, offset: int) -> int:
        """The number of the part in which ``offset`` lies."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def place_at(self, offset: int) -> Place:
        """The place of the part in which ``offset`` lies."""
        return self.places[self.part_at(offset)]

    def part(self, number: int) -> str:
        """The text of one part, without what parts it from the next."""
        end = self.starts[number + 1] - 1 if number + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[number] : end]


def stretch_of(parts: Iterable[tuple[Place, str]]) -> Stretch:
    """One stretch of paragraphs. Line breaks within a paragraph stay; tabs and they part words in any case."""
    texts: list[str] = []
    starts: list[int] = []
    places: list[Place] = []
    offset = 0
    for place, text in parts:
        starts.append(offset)
        places.append(place)
        texts.append(text)
        offset += len(text) + len(PART_END)
    return Stretch(PART_END.join(texts), starts or [0], places or [])
