"""Names that are written with one character off: another one, one too many, one too few.

* Characters that are mistaken for each other by sound: the text is searched for what sounds like a name.
* Those that are mistaken by shape: the names are searched for with each such slip made in them.
* Of a long name the rest is proof enough of what was meant. One slip leaves one half of it whole: the halves are
  looked for together with all other terms (an anchor each), and only where one stands is the text compared with the
  names that it belongs to. Where many names share a half (…市人民政府), a quarter that is whole as well picks those
  that come into question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import ne

from wagtail_govreview.screening.matching.likeness import is_han, look_alikes, sounds
from wagtail_govreview.screening.matching.matcher import Matcher

SHORTEST = 4
LONG = 6  # from here on the rest of the name is proof enough of what was meant
FEW = 6  # names of one anchor that are compared one by one
LITTLE = frozenset("的和与及或、之")  # what a name may gain or lose and still be right
Miss = tuple[int, int, str]  # start, end, the name that was meant


class NearMisses:
    """Looks for ``names`` (distinct, of four characters at least; shorter ones are left out) with one slip.

    ``slips``: slips by shape with the names that were meant, ``anchors``: to be looked for by whoever asks.
    """

    def __init__(self, names: Iterable[str]) -> None:
        names = [name for name in names if len(name) >= SHORTEST]
        self.slips = {slip: name for name in names for slip in _by_shape(name)}
        table = sounds() if names else {}
        self._names_by_sound = names if table else []
        self._by_sound = Matcher([name.translate(table) for name in self._names_by_sound])
        self.anchors: list[str] = []
        self._names: list[_Names] = []
        halves: dict[tuple[str, bool], list[str]] = {}
        for name in names:
            if len(name) >= LONG:
                half = len(name) // 2
                halves.setdefault((name[:half], True), []).append(name)
                halves.setdefault((name[half:], False), []).append(name)
        for (anchor, front), found in halves.items():
            self.anchors.append(anchor)
            self._names.append(_Names(found, len(anchor), front))

    @property
    def hears(self) -> bool:
        """Is there anything to be found by sound? Not without ``pypinyin``."""
        return bool(self._names_by_sound)

    def sounding(self, text: str, sounding: str) -> Iterator[Miss]:
        """What sounds like a name and differs from it in one character. ``sounding``: how ``text`` sounds."""
        for start, end, number in self._by_sound.find(sounding):
            name = self._names_by_sound[number]
            written = text[start:end]
            if written != name and sum(map(ne, written, name)) == 1:
                yield start, end, name

    def around(self, text: str, start: int, end: int, number: int) -> Iterator[Miss]:
        """Slips around one occurrence of an anchor. The name itself, and what only lacks an end, is no slip."""
        names = self._names[number]
        front = names.front
        for name in names.likely(text, start, end):
            size = len(name)
            begin = start if front else end - size
            if front:  # nothing is asked of a name whose other end is not there
                if name[-1] not in text[begin + size - 2 : begin + size + 1]:
                    continue
            elif begin < -1 or name[0] not in text[max(begin - 1, 0) : begin + 2]:
                continue
            if begin >= 0 and text.startswith(name, begin):
                continue
            if begin >= 0 and _is_changed(text[begin : begin + size], name):
                yield begin, begin + size, name
            else:
                yield from _shifted(text, start if front else end, name, front)


class _Names:
    """The names that share one anchor."""

    def __init__(self, names: Sequence[str], anchor: int, front: bool) -> None:
        self.front = front
        self._few = names if len(names) <= FEW else ()
        self._near: dict[str, list[str]] = {}
        self._far: dict[tuple[int, str], list[str]] = {}
        self._near_sizes: set[int] = set()
        self._far_sizes: set[tuple[int, int]] = set()
        for name in () if self._few else names:
            self._add(name, name[anchor:] if front else name[:-anchor])

    def _add(self, name: str, rest: str) -> None:
        """By the half of the rest that lies beside the anchor, and by the one that lies away from it."""
        half = len(rest) // 2
        near, far = (rest[:half], rest[half:]) if self.front else (rest[-half:], rest[:-half])
        self._near.setdefault(near, []).append(name)
        self._far.setdefault((half, far), []).append(name)
        self._near_sizes.add(half)
        self._far_sizes.add((half, len(far)))

    def likely(self, text: str, start: int, end: int) -> Iterable[str]:
        """The names worth comparing with the text around the anchor."""
        if self._few:
            return self._few
        found: dict[str, None] = {}
        for size in self._near_sizes:
            near = text[end : end + size] if self.front else text[max(start - size, 0) : start]
            found.update(dict.fromkeys(self._near.get(near, ())))
        for half, size in self._far_sizes:
            for away in (half, half + 1, half - 1):
                if self.front:
                    far = text[end + away : end + away + size]
                else:
                    far = text[max(start - away - size, 0) : max(start - away, 0)]
                found.update(dict.fromkeys(self._far.get((half, far), ())))
        return found


def _by_shape(name: str) -> Iterator[str]:
    for at, sign in enumerate(name):
        for other in look_alikes(sign):
            yield name[:at] + other + name[at + 1 :]


def _is_changed(written: str, name: str) -> bool:
    """Is one character inside another one? At either end it may be another name."""
    if len(written) != len(name) or sum(map(ne, written, name)) != 1:
        return False
    at = next(at for at, sign in enumerate(name) if sign != written[at])
    return 0 < at < len(name) - 1 and is_han(written[at])


def _shifted(text: str, edge: int, name: str, front: bool) -> Iterator[Miss]:
    """One character too many, or one too few, inside the name; ``edge``: where the whole half begins or ends."""
    for size in (len(name) + 1, len(name) - 1):
        begin = edge if front else edge - size
        written = text[max(begin, 0) : begin + size]
        if len(written) == size and _is_shifted(written, name):
            yield begin, begin + size, name


def _is_shifted(written: str, name: str) -> bool:
    longer, shorter = (written, name) if len(written) > len(name) else (name, written)
    at = next((at for at, sign in enumerate(shorter) if sign != longer[at]), len(shorter))
    if longer[at + 1 :] != shorter[at:] or not is_han(longer[at]):
        return False
    doubled = longer[at] == longer[at - 1]
    return 0 < at < len(longer) - 1 and (doubled or longer[at] not in LITTLE)
