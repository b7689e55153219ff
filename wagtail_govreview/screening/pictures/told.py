"""What a picture tells about itself, said to whoever uploads it."""

from __future__ import annotations

from typing import Any

from django.contrib.messages.api import MessageFailure
from django.db.models.signals import post_save
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from simple_history.models import HistoricalRecords
from wagtail.admin import messages

from wagtail_govreview.screening.extraction.readers.image import told_by
from wagtail_govreview.screening.extraction.tasks import media_models

SAID = {"attachment.position", "attachment.camera", "attachment.author"}


def told_by_image(image: Any) -> set[str]:
    """Codes of what the metadata of Wagtail's ``image`` tell; none if its file is missing."""
    try:
        with image.file.storage.open(image.file.name) as stream:
            return told_by(stream) & SAID
    except (OSError, ValueError):
        return set()


def connect() -> None:
    """Listen to every picture. Called once, when the site starts."""
    for model in media_models():
        if hasattr(model, "get_rendition_model"):
            name = f"govreview_told_{model._meta.label_lower}"
            post_save.connect(_on_saved, sender=model, dispatch_uid=name)


def _on_saved(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """A message for the person in whose request a picture with a position was saved. Never an error: it is but said."""
    request = getattr(HistoricalRecords.context, "request", None)
    if raw or request is None or "attachment.position" not in told_by_image(instance):
        return
    sentence = _("“%(title)s” tells to a few metres where it was taken, also on the website.")
    try:
        address = reverse("wagtail_govreview:strip_image", args=[instance.pk])
        button = messages.button(address, _("Remove position and author"))
        messages.warning(request, sentence % {"title": instance.title}, buttons=[button])
    except (MessageFailure, NoReverseMatch):
        return
