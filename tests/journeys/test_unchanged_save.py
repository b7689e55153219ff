"""Opening a page in the editor and saving it as it is keeps its fingerprint, and so its signatures."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect
from wagtail.models import Page

from tests.content.conftest import make_document, make_image, samples, section  # noqa: F401
from tests.content.samples import TYPES
from tests.journeys.people import log_in
from tests.road import person
from wagtail_govreview.content.compare import compare
from wagtail_govreview.content.fingerprint import fingerprint


@pytest.mark.parametrize("name", TYPES)
def test_a_save_without_changes(name: str, page: Tab, section: Any, samples: Any) -> None:  # noqa: F811
    draft = samples.all()[name]
    draft.live = False
    section.add_child(instance=draft)
    draft.save_revision()
    before = fingerprint(draft)

    log_in(page, person("admin", is_superuser=True))
    page.goto(f"/admin/pages/{draft.pk}/edit/")
    page.wait_for_load_state("networkidle")
    page.locator("button.action-save").first.click()
    expect(page.locator(".messages .success")).to_be_visible()

    saved = Page.objects.get(pk=draft.pk)
    assert saved.revisions.count() == 2
    latest = saved.get_latest_revision_as_object()
    assert compare(draft, latest) == []
    assert fingerprint(latest) == before
