"""Likely slips of the input method: what sounds like a phrase of this site and is none."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail_govreview.screening.checks.wording.types import SOUND
from wagtail_govreview.screening.findings import Hit
from wagtail_govreview.screening.folding import View
from wagtail_govreview.screening.registry import Context, register


@register(SOUND)
def slips_by_sound(view: View, context: Context) -> Iterator[Hit]:
    """Asks the bank of phrases (:mod:`wagtail_govreview.screening.phrases`), where one was made."""
    if context.phrases is None:
        return
    for start, end, phrase in context.phrases.slips(view.lowered, view.sounding):
        yield Hit(type=SOUND, start=start, end=end, suggestion=phrase)
