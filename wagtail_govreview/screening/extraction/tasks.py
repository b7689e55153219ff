"""Files are read in the background as soon as they are uploaded, so that submission finds their texts ready."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models.signals import post_save
from django_tasks import task

from wagtail_govreview.content.attachments import Media
from wagtail_govreview.screening.extraction.extracting import extracts_of
from wagtail_govreview.units.governance import governed_paths

# By name: a site may be without Wagtail's documents or images, and their models cannot be imported then.
BASES = {
    ("wagtail.documents.models", "AbstractDocument"),
    ("wagtail.images.models", "AbstractImage"),
}
logger = logging.getLogger(__name__)


@task()
def read_files_of(label: str, key: str) -> int:
    """Read the files of one document or image (``wagtaildocs.document``, ``"3"``). How many there were.

    Nothing where the site has no part that is reviewed.
    """
    if not governed_paths():
        return 0
    model = apps.get_model(label)
    files = [file for file in Media([(model, key)]).files(model, key, None) if not file.missing]
    extracts_of(files)
    return len(files)


def media_models() -> Iterator[type[models.Model]]:
    """The site's models of documents and images, its own ones included."""
    for model in apps.get_models():
        if any((base.__module__, base.__name__) in BASES for base in model.__mro__):
            yield model


def connect() -> None:
    """Listen to every document and image. Called once, when the site starts."""
    for model in media_models():
        post_save.connect(
            _on_saved, sender=model, dispatch_uid=f"govreview_read_{model._meta.label_lower}"
        )


def _on_saved(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        enqueue = partial(_enqueue, sender._meta.label_lower, str(instance.pk))
        transaction.on_commit(enqueue, robust=True)


def _enqueue(label: str, key: str) -> None:
    """Give it to the site's queue. An upload never fails for it: submission reads the file where nobody did before."""
    try:
        read_files_of.enqueue(label, key)
    except Exception:  # queues of all kinds stand behind this
        logger.exception("The file of %s %s could not be read in the background.", label, key)
