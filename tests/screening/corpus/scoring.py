"""How well checks do on texts of which it is known what is in them: recall and precision for each code."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wagtail_govreview.screening.folding import view_of
from wagtail_govreview.screening.places import Kind, Place
from wagtail_govreview.screening.registry import Context, hits_in
from wagtail_govreview.screening.stretches import Stretch

FOLDER = Path(__file__).parent
LEAST_RECALL = 0.995
LEAST_PRECISION = 0.98
_SOMEWHERE = Place(Kind.FIELD, "body")

Span = tuple[int, int]


@dataclass(frozen=True)
class Sample:
    """``expected``: code and offsets of what has to be found; ``None`` for offsets: anywhere."""

    text: str
    expected: tuple[tuple[str, Span | None], ...] = ()
    is_table: bool = False
    known: dict[str, Any] = field(default_factory=dict)


@dataclass
class Score:
    """Of one code. ``missed`` and ``wrong``: the texts, for whoever has to look at them."""

    right: int = 0
    expected: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.wrong)) if self.right or self.wrong else 1.0

    @property
    def is_good(self) -> bool:
        return self.recall >= LEAST_RECALL and self.precision >= LEAST_PRECISION


def labelled(name: str, **known: Any) -> Iterator[Sample]:
    """The samples of a file of this folder: ``text`` with ``found`` (code and text of each) or ``types`` (codes).

    ``known``: what the checks are told of all texts, such as the attribute on the sheet; a line may say otherwise.
    """
    for line in (FOLDER / name).read_text("utf-8").splitlines():
        data = json.loads(line)
        anywhere = tuple((code, None) for code in data.get("types", ()))
        yield Sample(
            data["text"],
            (*anywhere, *_located(data["text"], data.get("found", ()))),
            data.get("table", False),
            {**known, **data.get("known", {})},
        )


def _located(text: str, found: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Span]]:
    """Each in order, wherever it stands after the one before of its code."""
    ends: dict[str, int] = {}
    for code, words in found:
        start = text.index(words, ends.get(code, 0))
        ends[code] = start + len(words)
        yield code, (start, start + len(words))


def scores(samples: Iterable[Sample], prefix: str) -> dict[str, Score]:
    """By code, of those that begin with ``prefix``."""
    result: dict[str, Score] = {}
    for sample in samples:
        hits = _hits(sample, prefix)
        for code in {code for code, _span in (*hits, *sample.expected) if code.startswith(prefix)}:
            _count(
                result.setdefault(code, Score()),
                sample.text,
                [span for each, span in sample.expected if each == code],
                [span for each, span in hits if each == code],
            )
    return result


def _hits(sample: Sample, prefix: str) -> list[tuple[str, Span]]:
    view = view_of(Stretch(sample.text, [0], [_SOMEWHERE], is_table=sample.is_table))
    return [
        (hit.type.code, view.written(hit.start, hit.end))
        for hit in hits_in(view, Context(**sample.known))
        if hit.type.code.startswith(prefix)
    ]


def _count(score: Score, text: str, expected: list[Span | None], hits: list[Span]) -> None:
    for span in expected:
        score.expected += 1
        if any(_covers(hit, span) for hit in hits):
            score.right += 1
        else:
            score.missed.append(_excerpt(text, span))
    for hit in hits:
        if not any(span is None or _touch(hit, span) for span in expected):
            score.wrong.append(_excerpt(text, hit))


def _touch(hit: Span, span: Span) -> bool:
    return hit[0] < span[1] and span[0] < hit[1]


def _covers(hit: Span, span: Span | None) -> bool:
    return span is None or (hit[0] <= span[0] and span[1] <= hit[1])


def _excerpt(text: str, span: Span | None) -> str:
    start, end = span or (0, len(text))
    return f"{text[max(start - 20, 0) : start]}【{text[start:end]}】{text[end : end + 20]}"


def told(results: dict[str, Score]) -> str:
    """What is not good enough, in words for the failing test."""
    lines = []
    for code, score in sorted(results.items()):
        if not score.is_good:
            lines.append(f"{code}: recall {score.recall:.4f}, precision {score.precision:.4f}")
            lines += [f"   missed {each}" for each in score.missed[:20]]
            lines += [f"   wrong  {each}" for each in score.wrong[:20]]
    return "\n".join(lines)
