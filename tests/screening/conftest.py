from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.screening.marks import marking


@pytest.fixture
def marks() -> Iterator[None]:
    """Only the words of :mod:`tests.screening.marks` are found."""
    with marking():
        yield
