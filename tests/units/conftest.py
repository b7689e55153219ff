"""A section of the portal with no unit yet, and people without roles."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Page

from sandbox.portal.models import SectionIndexPage
from tests.road import person


@pytest.fixture
def section(site: Any) -> Page:
    page = SectionIndexPage(title="水利厅", slug="shui")
    site.root_page.add_child(instance=page)
    return page


@pytest.fixture
def other_section(site: Any) -> Page:
    page = SectionIndexPage(title="农业农村厅", slug="nong")
    site.root_page.add_child(instance=page)
    return page


@pytest.fixture
def clerk(db: Any) -> Any:
    return person("clerk", last_name="张", first_name="承办")
