from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Site

from sandbox.portal.models import SectionIndexPage


@pytest.fixture
def section(site: Site) -> SectionIndexPage:
    """A section that nothing governs."""
    Collection.objects.exists() or Collection.add_root(name="Root")
    section = SectionIndexPage(title="通知公告", slug="tzgg")
    site.root_page.add_child(instance=section)
    return section


@pytest.fixture
def make_document(section: Any) -> Any:
    def make(name: str = "方案.pdf", data: bytes = b"%PDF-1.4 one", title: str = "实施方案") -> Any:
        return get_document_model().objects.create(title=title, file=ContentFile(data, name))

    return make


@pytest.fixture
def make_image(section: Any) -> Any:
    def make(name: str = "photo.png", title: str = "现场照片") -> Any:
        return get_image_model().objects.create(title=title, file=get_test_image_file(name))

    return make


@pytest.fixture
def samples(section: Any, make_document: Any, make_image: Any) -> Any:
    """A filled-in page of every type of the sandbox, unsaved."""
    from tests.content.samples import Samples

    return Samples(make_document, make_image)
