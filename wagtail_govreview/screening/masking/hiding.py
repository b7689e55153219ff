"""Text with what was found in it hidden, and nothing else touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wagtail_govreview.rulebook import get_masks
from wagtail_govreview.rulebook.masks import SIGN, Mask, MaskProfile
from wagtail_govreview.screening.findings import Hit, Severity
from wagtail_govreview.screening.folding import view_of
from wagtail_govreview.screening.registry import Context, hits_in
from wagtail_govreview.screening.severities import severity_of
from wagtail_govreview.screening.stretches import Stretch

EVERYTHING = Mask(code="")


@dataclass(frozen=True)
class Found:
    """One piece of text that a mask can hide: ``start`` and ``end`` in the text as it is written;
    ``is_hint``: nobody has to do anything about it."""

    start: int
    end: int
    code: str
    label: str
    mask: str
    is_hint: bool = False


def maskable(stretch: Stretch, context: Context) -> list[Found]:
    """What the checks find in a stretch that a mask can hide, in order."""
    view = view_of(stretch)
    found = []
    for hit in hits_in(view, context):
        if is_maskable(hit):
            start, end = view.written(hit.start, hit.end)
            found.append(
                Found(
                    start,
                    end,
                    hit.type.code,
                    str(hit.type.label),
                    hit.type.mask,
                    severity_of(hit.type) is Severity.HINT,
                )
            )
    return sorted(found, key=lambda each: (each.start, each.end))


def is_maskable(hit: Hit) -> bool:
    """Is there a mask for it, and something that can be masked?"""
    return bool(hit.type.mask) and hit.end > hit.start


def signs_of(
    text: str, found: Iterable[Found], *, masks: MaskProfile | None = None, whole: bool = False
) -> list[str]:
    """What stands for each character of ``text`` afterwards: itself, stars or nothing. As many as characters.

    ``masks``: default those in force. ``whole``: hidden to the last sign.
    Where findings overlap, a character stays only if the masks of all of them leave it.
    """
    masks = masks or get_masks()
    signs = list(text)
    for group in _overlapping(found):
        start, end = group[0].start, max(each.end for each in group)
        chosen = [(each, EVERYTHING if whole else masks.mask(each.mask)) for each in group]
        shown = [True] * (end - start)
        for each, mask in chosen:
            for offset, stays in enumerate(mask.shown(text[each.start : each.end])):
                shown[each.start - start + offset] &= stays
        stars = [mask.stars for _each, mask in chosen if mask.stars is not None]
        signs[start:end] = _starred(text[start:end], shown, min(stars, default=None))
    return signs


def _overlapping(found: Iterable[Found]) -> Iterator[list[Found]]:
    group: list[Found] = []
    for each in sorted(found, key=lambda each: (each.start, each.end)):
        if group and each.start >= max(one.end for one in group):
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _starred(text: str, shown: Sequence[bool], stars: int | None) -> list[str]:
    signs, run = [], 0
    for sign, stays in zip(text, shown, strict=True):
        run = 0 if stays else run + 1
        too_many = stars is not None and run > stars
        signs.append(sign if stays else "" if too_many else SIGN)
    return signs
