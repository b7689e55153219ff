"""The texts of what is public, for counting."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from wagtail.models import Page

from wagtail_govreview.content.reading import read
from wagtail_govreview.content.text import passages_of
from wagtail_govreview.screening.folding import fold

PIECE = 100  # pages that are loaded at a time


def published_count() -> int:
    return Page.objects.live().filter(depth__gt=1).count()


def published_texts(advance: Callable[[int], None]) -> Iterator[str]:
    """The text of every public page, page by page; ``advance`` is told of pages that are done."""
    last = 0
    while True:
        pages = list(
            Page.objects.live().filter(depth__gt=1, pk__gt=last).order_by("pk").specific()[:PIECE]
        )
        if not pages:
            return
        for page in pages:
            passages = passages_of(page, read(page))
            yield "\n".join(fold(passage.text).text for passage in passages)
        last = pages[-1].pk
        advance(len(pages))
