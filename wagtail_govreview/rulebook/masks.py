"""How personal information is made unrecognisable before it is published (隐私信息要遮掩).

The rule of Ningxia says that it must be, not how. The shapes of :data:`OFFICIAL` for numbers and homes are those of a
published official example (a city's monthly self-inspection of 2022: telephone 3+4, resident ID 2+3, home down to the
township). All others here are local values, from common practice; a profile or a site that knows better names its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from .terms import StrOrPromise

SIGN = "*"
HIDDEN = "*＊×●•■"  # what others hide with: such signs count among those that are hidden
COUNTRY = r"(?:\+|00)?[ \-]?86[ \-]?(?=1[0-9 \-]{10,})"


@dataclass(frozen=True, kw_only=True)
class Mask:
    """What stays to be seen of one piece of personal information.

    ``front``, ``back``: so many letters and digits at either end. ``least``: so many are hidden in any case, however
    short the text is; the front gives way first. ``stops``: regular expressions; what stands up to the end of the first
    match of the first that matches stays to be seen (a home down to its township). ``tail``: what begins with this sign
    stays to be seen (the host of a mail address). ``stars``: hidden signs that follow on each other become at most so
    many stars, which does not tell how many there were; ``None``: one for each. ``before``: a regular expression of what
    may stand in front and counts for nothing (the code of the country).
    """

    code: str
    front: int = 0
    back: int = 0
    least: int = 1
    stops: tuple[str, ...] = ()
    tail: str = ""
    before: str = ""
    stars: int | None = None

    def shown(self, text: str) -> list[bool]:
        """For each character of ``text``, whether it stays. Spaces and hyphens within stay as they are."""
        end = text.rfind(self.tail) if self.tail else -1
        body = text[:end] if end >= 0 else text
        counts = [sign.isalnum() or sign in HIDDEN for sign in body]
        shown = [not each for each in counts]
        if self.stops:
            kept = self._kept(body)
            shown = [position < kept for position in range(len(body))]
        else:
            prefix = re.match(self.before, body) if self.before else None
            begin = prefix.end() if prefix else 0
            signs = [place for place in range(begin, len(body)) if counts[place]]
            for place in self._ends(signs):
                shown[place] = True
            shown[:begin] = [True] * begin
        return shown + [True] * (len(text) - len(body))

    def _kept(self, text: str) -> int:
        for stop in self.stops:
            found = re.search(stop, text)
            if found and found.end() < len(text):
                return found.end()
        return 0

    def _ends(self, signs: Sequence[int]) -> Iterator[int]:
        spare = max(len(signs) - max(self.least, 1), 0)
        back = min(self.back, spare)
        front = min(self.front, spare - back)
        yield from signs[:front]
        yield from signs[len(signs) - back :]


@dataclass(frozen=True, kw_only=True)
class MaskProfile:
    """The masks of a region or site, under a name. What no mask is named for is hidden whole."""

    code: str
    label: StrOrPromise
    masks: tuple[Mask, ...] = ()

    def mask(self, code: str) -> Mask:
        """The mask with this code; one that hides everything where there is none."""
        return next((mask for mask in self.masks if mask.code == code), Mask(code=code))

    def changed(self, ends: Mapping[str, str]) -> MaskProfile:
        """The same with other ends for some masks: ``{"id_number": "6+4"}``."""
        kept = tuple(mask for mask in self.masks if mask.code not in ends)
        mine = tuple(_from_ends(code, each) for code, each in ends.items())
        return replace(self, masks=kept + mine)


def _from_ends(code: str, ends: str) -> Mask:
    front, _plus, back = ends.partition("+")
    return Mask(code=code, front=int(front), back=int(back), least=2)


TOWNSHIP = r"街道办事处|街道|(?<!城)(?<!乡)(?<!集)[镇乡](?!村)|苏木"
DISTRICT = r"(?<![小社园校厂片])区|[县旗市]"

OFFICIAL = MaskProfile(
    code="official",
    label=_("telephone 3+4, resident ID 2+3, home down to the township"),
    masks=(
        Mask(code="id_number", front=2, back=3, least=6),
        Mask(code="phone", front=3, back=4, least=4, before=COUNTRY),
        Mask(code="bank_card", back=4, least=8),
        Mask(code="address", stops=(TOWNSHIP, DISTRICT), stars=3),
        Mask(code="name", front=1),
        Mask(code="passport", front=1, back=2, least=4),
        Mask(code="plate", front=2, least=3),
        Mask(code="email", front=1, tail="@", stars=3),
    ),
)
# As many systems print it: more is recognisable. The region and whether man or woman stay to be seen.
COMMON = MaskProfile(
    code="common",
    label=_("telephone 3+4, resident ID 6+4, bank card 6+4"),
    masks=(
        Mask(code="id_number", front=6, back=4, least=5),
        Mask(code="bank_card", front=6, back=4, least=4),
        *(mask for mask in OFFICIAL.masks if mask.code not in ("id_number", "bank_card")),
    ),
)
STRICT = MaskProfile(
    code="strict",
    label=_("nothing but the region of a home and the first character of a name"),
    masks=(
        Mask(code="address", stops=(DISTRICT,), stars=3),
        Mask(code="name", front=1, stars=2),
    ),
)

PROFILES = {each.code: each for each in (OFFICIAL, COMMON, STRICT)}
