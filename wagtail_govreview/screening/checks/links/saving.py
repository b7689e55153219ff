"""When a draft under the rule is saved, and it is saved to be submitted too, its addresses are asked in the background."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from wagtail.models import Revision

from wagtail_govreview.conf import settings
from wagtail_govreview.pages import is_page
from wagtail_govreview.screening.checks.links.tasks import ask_links_of
from wagtail_govreview.screening.scanning.tasks import runs_elsewhere
from wagtail_govreview.units.governance import is_governed

logger = logging.getLogger(__name__)


def connect() -> None:
    """Called once, when the site starts."""
    post_save.connect(_on_revision, sender=Revision, dispatch_uid="govreview_ask_links")


def _on_revision(
    sender: Any, instance: Revision, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """Only where tasks run in processes of their own: nobody waits for the net while saving."""
    if raw or not created or not settings.ask_links or not runs_elsewhere():
        return
    page = instance.content_object
    if is_page(page) and is_governed(page):
        transaction.on_commit(partial(_enqueue, page.pk), robust=True)


def _enqueue(page_id: Any) -> None:
    """Saving never fails for it: ``govreview_links`` asks at night."""
    try:
        ask_links_of.enqueue(page_id)
    except Exception:  # queues of all kinds stand behind this
        logger.exception("The links of page %s could not be asked in the background.", page_id)
