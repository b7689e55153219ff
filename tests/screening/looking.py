"""What the registered checks find in a piece of text, in one line."""

from __future__ import annotations

from typing import Any

from wagtail_govreview.screening.folding import view_of
from wagtail_govreview.screening.places import Kind, Place
from wagtail_govreview.screening.registry import Context, hits_in
from wagtail_govreview.screening.stretches import Stretch

SOMEWHERE = Place(Kind.FIELD, "body")


def found_in(text: str, *, table: bool = False, **known: Any) -> list[tuple[str, str]]:
    """Code and text of each hit in the written text, in order. ``known``: what the context tells the checks."""
    view = view_of(Stretch(text, [0], [SOMEWHERE], is_table=table))
    spans = sorted(
        (*view.written(hit.start, hit.end), hit.type.code)
        for hit in hits_in(view, Context(**known))
    )
    return [(code, text[start:end]) for start, end, code in spans]


def of_codes(found: list[tuple[str, str]], prefix: str) -> list[tuple[str, str]]:
    """Only what has a code that begins with ``prefix``."""
    return [each for each in found if each[0].startswith(prefix)]
