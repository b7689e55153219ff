"""Types of the tests' own that can be masked, found by rules as simple as can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.test import override_settings

from wagtail_govreview.screening.findings import FindingType, Hit, Severity
from wagtail_govreview.screening.registry import registry


def _type(mask: str) -> FindingType:
    return FindingType(
        code=f"tests.{mask}",
        label=f"{mask} of the tests",
        severity=Severity.BLOCK,
        private=True,
        mask=mask,
    )


PATTERNS = {
    _type("id_number"): re.compile(r"(?<!\d)\d{17}[\dX](?![\dX])"),
    _type("phone"): re.compile(r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)"),
    _type("address"): re.compile(r"银川市[^，。；*\s]{4,30}号"),
    _type("email"): re.compile(r"[a-z0-9]+@[a-z]+\.cn"),
}
ID, PHONE = "110101199003078515", "13800138000"
HOME, MAIL = "银川市金凤区上海西路街道塞上江南3号楼12号", "zhangsan@example.cn"


@contextmanager
def unseen() -> Iterator[None]:
    """Within, nothing of it is found: as it was when the page was published."""
    with override_settings(GOVREVIEW_SEVERITIES={found.code: None for found in PATTERNS}):
        yield


@contextmanager
def masking() -> Iterator[None]:
    """Within, these four are found, and nothing else."""
    checks, types = list(registry.checks), dict(registry.types)
    registry.checks.clear()

    @registry.register(*PATTERNS)
    def numbers(view: Any, context: Any) -> Iterator[Hit]:
        for found, pattern in PATTERNS.items():
            for match in pattern.finditer(view.text):
                yield Hit(type=found, start=match.start(), end=match.end())

    try:
        yield
    finally:
        registry.checks[:], registry.types = checks, types
