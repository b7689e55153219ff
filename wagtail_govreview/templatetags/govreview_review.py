"""Template tags of the review's screens."""

from __future__ import annotations

from typing import Any

from django import template

from wagtail_govreview.content.models import SignedAttachment
from wagtail_govreview.review.forms import TaskForm
from wagtail_govreview.review.labels import signed_tier_label
from wagtail_govreview.review.names import (
    title_of,
    title_of_entry,
    who_signed,
    who_signed_entry,
)
from wagtail_govreview.review.sheets import Signature
from wagtail_govreview.review.signing import SigningScreen
from wagtail_govreview.review.viewing import PREVIEW, Viewing, attachment_part

register = template.Library()


@register.simple_tag
def govreview_signing_screen(form: TaskForm, task_state: Any) -> SigningScreen | None:
    """What is to be seen before signing, for Wagtail's dialog, which hands over only the form and the step."""
    desk = form.task.desk
    return SigningScreen(desk, task_state.pk) if desk is not None else None


@register.inclusion_tag("wagtail_govreview/review/mark.html")
def govreview_mark(
    viewing: Viewing | None, attachment: SignedAttachment | None = None
) -> dict[str, Any]:
    """Whether the reader has opened the preview, or ``attachment``; nothing on a screen where nobody signs."""
    code = PREVIEW if attachment is None else attachment_part(attachment).code
    return {"code": code, "viewing": viewing, "words": viewing.marks.get(code) if viewing else ""}


@register.filter
def govreview_tier(signature: Signature) -> str:
    """The tier in which a signature was made, in the reader's language."""
    return signed_tier_label(signature)


@register.filter
def govreview_who(signature: Signature) -> str:
    """Who signed, and for whom."""
    return who_signed(signature)


@register.filter
def govreview_title(signature: Signature) -> str:
    """The post title in which it was signed."""
    return title_of(signature)


@register.filter
def govreview_entry_signer(item: dict[str, Any]) -> str:
    """Who signed, and for whom, of one signature as the register keeps it."""
    return who_signed_entry(item)


@register.filter
def govreview_entry_title(item: dict[str, Any]) -> str:
    """The post title in which it was signed, as the register keeps it."""
    return title_of_entry(item)
