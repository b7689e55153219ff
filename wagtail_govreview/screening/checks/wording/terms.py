"""What the dictionaries in force say: wrong words, words to be used with care, titles, protected names, secrets."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail_govreview.screening.checks.wording.types import (
    CAREFUL,
    NEAR_MISS,
    SECRET,
    TITLE,
    WRONG,
)
from wagtail_govreview.screening.findings import Hit
from wagtail_govreview.screening.folding import View
from wagtail_govreview.screening.registry import Context, register


@register(WRONG, CAREFUL, TITLE, NEAR_MISS, SECRET)
def terms(view: View, context: Context) -> Iterable[Hit]:
    """Every kind in one pass (:class:`~wagtail_govreview.screening.dictionaries.wordbook.Wordbook`)."""
    wordbook = context.dictionaries
    return wordbook.hits(view, context.on) if wordbook else ()
