"""Checks of the tests' own: a word that must be changed, one that needs a ruling, one that is a hint."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from wagtail_govreview.screening.findings import FindingType, Hit, Severity
from wagtail_govreview.screening.registry import registry

TYPES = {
    word: FindingType(
        code=f"tests.{severity.value}",
        label=f"a word of the tests ({severity.value})",
        severity=severity,
        advice="Take it out.",
    )
    for word, severity in (
        ("甲类词", Severity.BLOCK),
        ("乙类词", Severity.RULING),
        ("丙类词", Severity.HINT),
    )
}
BLOCK, RULING, HINT = TYPES
WORDS = re.compile("|".join(TYPES))


@contextmanager
def marking() -> Iterator[None]:
    """Within, the words are found, and nothing but them."""
    checks, types = list(registry.checks), dict(registry.types)
    registry.checks.clear()

    @registry.register(*TYPES.values())
    def words(view: Any, context: Any) -> Iterator[Hit]:
        for match in WORDS.finditer(view.text):
            yield Hit(type=TYPES[match[0]], start=match.start(), end=match.end())

    try:
        yield
    finally:
        registry.checks[:], registry.types = checks, types
