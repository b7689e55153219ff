"""Template tags of the review's screens."""

from __future__ import annotations

from typing import Any

from django import template

from wagtail_govreview.review.forms import TaskForm
from wagtail_govreview.review.labels import signed_tier_label
from wagtail_govreview.review.sheets import Signature
from wagtail_govreview.review.signing import SigningScreen

register = template.Library()


@register.simple_tag
def govreview_signing_screen(form: TaskForm, task_state: Any) -> SigningScreen | None:
    """What is to be seen before signing, for Wagtail's dialog, which hands over only the form and the step."""
    desk = form.task.desk
    return SigningScreen(desk, task_state.pk) if desk is not None else None


@register.filter
def govreview_tier(signature: Signature) -> str:
    """The tier in which a signature was made, in the reader's language."""
    return signed_tier_label(signature)
