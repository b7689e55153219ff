"""What an act is about, as a text that outlives the object: ``wagtailcore.page:12``."""

from __future__ import annotations

from django.db import models

from wagtail_govreview.pages import base_page_model, is_page


def subject_key(subject: models.Model | None) -> str:
    """``app.model:key``; ``""`` for nothing. A page is named by the base page model whatever its type."""
    if subject is None:
        return ""
    model = base_page_model() if is_page(subject) else type(subject)
    return f"{model._meta.label_lower}:{subject.pk}"
