"""Masking until nothing is found any more: what a mask leaves may look like something else to another check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate

from wagtail_govreview.rulebook.masks import SIGN, MaskProfile
from wagtail_govreview.screening.masking.hiding import Found, maskable, signs_of
from wagtail_govreview.screening.places import Kind, Place
from wagtail_govreview.screening.registry import Context
from wagtail_govreview.screening.stretches import Stretch

PASSES = 4
Wanted = Callable[[Found], bool]


def everything(found: Found) -> bool:
    """The wish to have all masked that can be masked."""
    return True


def masked_signs(
    stretch: Stretch,
    context: Context,
    *,
    wanted: Wanted = everything,
    masks: MaskProfile | None = None,
) -> list[str] | None:
    """What stands for each character of the stretch's text after masking; ``None`` if nothing is to be masked.

    ``wanted``: of what is found, what is to be masked. What is found only after the first pass, because of what the
    masks left, is hidden to the last sign; what was found and is not wanted stays.
    """
    found = maskable(stretch, context)
    chosen = [each for each in found if wanted(each)]
    if not chosen:
        return None
    left = [each for each in found if not wanted(each)]
    signs = signs_of(stretch.text, chosen, masks=masks)
    for _pass in range(PASSES):
        more = [each for each in _found_after(stretch, signs, context) if not _touches(each, left)]
        if not more:
            break
        for each in more:
            signs[each.start : each.end] = [sign and SIGN for sign in signs[each.start : each.end]]
    return signs


def mask_all(text: str, context: Context, masks: MaskProfile | None = None) -> str:
    """``text`` with everything masked that the checks find in it."""
    signs = masked_signs(Stretch(text, [0], [Place(Kind.FILE)]), context, masks=masks)
    return text if signs is None else "".join(signs)


def _found_after(stretch: Stretch, signs: Sequence[str], context: Context) -> list[Found]:
    """What is found in the masked text, with offsets in the text before."""
    origins = [offset for offset, sign in enumerate(signs) if sign]
    ends = [0, *accumulate(map(len, signs))]
    masked = Stretch(
        "".join(signs), [ends[start] for start in stretch.starts], stretch.places, stretch.is_table
    )
    return [
        replace(each, start=origins[each.start], end=origins[each.end - 1] + 1)
        for each in maskable(masked, context)
    ]


def _touches(one: Found, others: Sequence[Found]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)
