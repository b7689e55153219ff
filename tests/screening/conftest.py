from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from tests.screening.marks import marking


@pytest.fixture(autouse=True)
def every_finding(settings: Any) -> None:
    """Here nothing is switched off."""
    settings.GOVREVIEW_SEVERITIES = {}


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """What people read is compared in the words of the code; that it is all translated is another test's business."""
    with override("en"):
        yield


@pytest.fixture
def client() -> Client:
    """A browser that asks for English."""
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def marks() -> Iterator[None]:
    """Only the words of :mod:`tests.screening.marks` are found."""
    with marking():
        yield
