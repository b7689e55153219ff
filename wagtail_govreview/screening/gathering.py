"""How hits become findings: those of one kind in one group of places are one, with one excerpt and one key."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.crypto import salted_hmac

from wagtail_govreview.screening.findings import (
    AROUND,
    MOST_PLACES,
    Finding,
    Hit,
    Severity,
    excerpt_of,
)
from wagtail_govreview.screening.folding import View
from wagtail_govreview.screening.places import Kind, Place
from wagtail_govreview.screening.severities import severity_of
from wagtail_govreview.screening.sources import Source
from wagtail_govreview.screening.stretches import PART_END

SHORTEST_KEY = 32
SALT = "wagtail_govreview.screening"  # whoever reads a key must not be able to try out numbers
ORDER = list(Severity)  # what must be changed comes first
WHOLE = Place(Kind.FILE)


@dataclass
class _Group:
    """The hits that make one finding."""

    hit: Hit
    severity: Severity
    source: Source
    excerpt: str
    digest: Any
    places: list[Place] = field(default_factory=list)
    count: int = 0

    def add(self, place: Place, surroundings: str) -> None:
        self.count += 1
        self.digest.update(surroundings.encode("utf-8", "surrogatepass") + b"\0")
        if len(self.places) < MOST_PLACES:
            self.places.append(place)
        else:  # the last one stays the last: people are told from where to where
            self.places[-1] = place

    def finding(self) -> Finding:
        found = self.hit.type
        return Finding(
            code=found.code,
            severity=self.severity,
            label=str(found.label),
            key=self.digest.hexdigest()[:SHORTEST_KEY],
            source=self.source.key,
            title=self.source.title,
            places=tuple(self.places),
            count=self.count,
            excerpt=self.excerpt,
            suggestion=self.hit.suggestion,
            note=str(self.hit.note),
            advice=str(found.advice),
            mask=found.mask,
        )


def _line_around(text: str, start: int, end: int) -> str:
    """What a ruling holds for: what was found with what stands around it in the same paragraph or row.

    It says where what was found begins and ends: of two findings in one short line each has a ruling of its own.
    """
    before, after = text[max(start - AROUND, 0) : start], text[end : end + AROUND]
    parts = before.rpartition(PART_END)[2], text[start:end], after.partition(PART_END)[0]
    return "\0".join(parts)


class Gathered:
    """Takes hits one by one, whatever their number, and keeps what a finding needs."""

    def __init__(self) -> None:
        self._groups: dict[tuple[Any, ...], _Group] = {}

    def add(self, source: Source, hit: Hit, view: View | None = None) -> None:
        """Take a hit in ``view``; without one, on the file or the item as such."""
        severity = severity_of(hit.type)
        if severity is None:
            return
        severity = hit.severity or severity
        if view is None:
            place, found = hit.place or WHOLE, str(hit.note)
            surroundings = hit.about or f"{source.digest}{place.key}{hit.note}"
        else:
            text = view.stretch.text
            start, end = view.written(hit.start, hit.end)
            place = hit.place or view.stretch.place_at(start)
            found = view.text[hit.start : hit.end]
            surroundings = _line_around(view.text, hit.start, hit.end)
        private = hit.type.private
        key = (source.key, hit.type.code, place.key, "" if private else found, hit.suggestion)
        group = self._groups.get(key)
        if group is None:
            excerpt = "" if view is None else excerpt_of(text, start, end, private=private)
            digest = salted_hmac(SALT, hit.type.code, algorithm="sha256")
            group = self._groups[key] = _Group(hit, severity, source, excerpt, digest)
        elif ORDER.index(severity) < ORDER.index(group.severity):
            group.severity = severity
        group.add(place, surroundings)

    def findings(self) -> list[Finding]:
        """What was gathered: what must be changed first, then what needs a ruling, then hints; else in order."""
        groups = sorted(self._groups.values(), key=lambda group: ORDER.index(group.severity))
        return [group.finding() for group in groups]
