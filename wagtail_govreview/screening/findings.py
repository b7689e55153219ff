"""What a check found: values, without anything personal in them, that can be frozen and kept for years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.screening.places import Place

AROUND = 16  # characters on either side that belong to an excerpt, and to what a ruling holds for
MOST_PLACES = 20  # places that a finding names; it counts all of them
LONGEST_EXCERPT = 120


class Severity(TextChoices):
    """What a finding asks for before the page may be submitted."""

    BLOCK = "block", _("must be changed")
    RULING = "ruling", _("needs a ruling")
    HINT = "hint", _("hint")


@dataclass(frozen=True, kw_only=True)
class FindingType:
    """One kind of thing that a check finds.

    ``code``: ``room-like.name``, stable for ever (``privacy.id_number``). ``label``: what it is, a few words.
    ``advice``: what to do about it, a sentence. ``severity``: unless the site's settings say otherwise.
    ``private``: the text found is nobody's business: excerpts hide it. ``mask``: code of the mask of the rulebook's
    profile that takes it out of sight; empty: nothing masks it.
    """

    code: str
    label: Any
    severity: Severity
    advice: Any = ""
    private: bool = False
    mask: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """What a check reports: a type, where, and what to write instead where the check knows.

    ``start``, ``end``: offsets in the view's folded text; of a whole item both 0. ``note``: what makes this one
    special, in words. ``place``: of a hit on a whole item, or on a file as such, where one can be named. ``severity``:
    of this one, where it is not that of its type (a dictionary says so); a type that is switched off stays so.
    ``about``: what a ruling holds for, where that is not the text around: a link's address, a day. In no language.
    """

    type: FindingType
    start: int = 0
    end: int = 0
    suggestion: str = ""
    note: Any = ""
    place: Place | None = None
    severity: Severity | None = None
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One finding as people see it and sheets keep it.

    ``source``: the page itself (empty), or the file as ``model:key`` (``wagtaildocs.document:3``); ``title`` its name.
    ``places``: the first of them; ``count``: how many there are. ``excerpt``: the text around, what is private in it
    hidden. ``key``: a digest of the type and of the text around every occurrence: the same finding in the next draft
    has the same key, wherever it has moved to. It is keyed with the site's secret, or a phone number could be guessed
    from it.
    """

    code: str
    severity: Severity
    label: str
    key: str
    source: str = ""
    title: str = ""
    places: Sequence[Place] = ()
    count: int = 1
    excerpt: str = ""
    suggestion: str = ""
    note: str = ""
    advice: str = ""
    mask: str = ""
    ruling: dict[str, Any] = field(default_factory=dict)

    def ruled(self, ruling: dict[str, Any]) -> Finding:
        """The same finding with what somebody decided about it."""
        return replace(self, ruling=ruling)

    @property
    def place(self) -> str:
        """The places in words: ``Sheet1!D2–D78``, ``Body · Paragraph``."""
        if not self.places:
            return ""
        first, last = self.places[0], self.places[-1]
        is_range = len(self.places) > 1 and last.key == first.key and last.name != first.name
        return f"{first.words()} – {last.name}" if is_range else first.words()

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "severity": str(self.severity.value),
            "label": str(self.label),
            "key": self.key,
            "source": self.source,
            "title": self.title,
            "places": [place.to_json() for place in self.places],
            "count": self.count,
            "excerpt": self.excerpt,
            "suggestion": self.suggestion,
            "note": str(self.note),
            "advice": str(self.advice),
            "mask": self.mask,
            "ruling": self.ruling,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Finding:
        """A finding that was kept. Raises ``KeyError`` or ``ValueError`` if it is none."""
        values = {**data, "severity": Severity(data["severity"])}
        values["places"] = tuple(Place.from_json(place) for place in data["places"])
        return cls(**values)


_DIGITS = re.compile(r"[0-9０-９Xx*](?:[ \-‐-―]?[0-9０-９Xx*]){4,}")


def obscured(text: str) -> str:
    """``text`` so that one recognises it and nobody else learns it: a few characters at either end."""
    length = len(text)
    front, back = (3, 2) if length >= 9 else (1, 0) if length < 4 else (2, 1)
    return text[:front] + "*" * (length - front - back) + (text[length - back :] if back else "")


def excerpt_of(text: str, start: int, end: int, *, private: bool) -> str:
    """What stands around ``text[start:end]``, on one line; what was found stands in 【】.

    ``private``: what was found is hidden. Long numbers beside it are hidden in any case.
    """
    before, found, after = (
        text[max(start - AROUND, 0) : start],
        text[start:end],
        text[end : end + AROUND],
    )
    before, after = re.split(r"[\n\t]", before)[-1], re.split(r"[\n\t]", after)[0]
    before, after = (_DIGITS.sub("***", each) for each in (before, after))
    if private:
        found = obscured(found)
    if len(found) > LONGEST_EXCERPT:
        found = f"{found[:LONGEST_EXCERPT]}…"
    return f"{before}【{found}】{after}" if found else (before + after).strip()
