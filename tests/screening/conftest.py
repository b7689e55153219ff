from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.screening.marks import marking


@pytest.fixture(autouse=True)
def every_finding(settings: Any) -> None:
    """Here nothing is switched off."""
    settings.GOVREVIEW_SEVERITIES = {}


@pytest.fixture(autouse=True)
def in_english(settings: Any) -> None:
    """What people read is compared in the words of the code; that it is all translated is another test's business."""
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def marks() -> Iterator[None]:
    """Only the words of :mod:`tests.screening.marks` are found."""
    with marking():
        yield
