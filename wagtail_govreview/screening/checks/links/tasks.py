"""Asking in the background, through whatever task backend the site has chosen for Wagtail."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from wagtail_govreview.pages import base_page_model
from wagtail_govreview.screening.checks.links.collecting import addresses_of
from wagtail_govreview.screening.services.ask_links import ask_links

MOST_OF_ONE = 50


@task()
def ask_links_of(page_id: Any) -> None:
    """Ask the addresses in the newest draft of one page. Nothing if the page is gone meanwhile."""
    page: Any = base_page_model()._default_manager.filter(pk=page_id).first()
    if page is not None:
        ask_links(addresses_of(page.get_latest_revision_as_object()), most=MOST_OF_ONE)
