from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Collection


@pytest.fixture
def library(db: Any) -> None:
    """The root of the collections, in which documents and images lie."""
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
