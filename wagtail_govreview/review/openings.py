"""What a person opened before signing (审看): the evidence that a signature rests on something that was seen."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.content.models import SignedAttachment
from wagtail_govreview.ledger.permanence import Unchangeable
from wagtail_govreview.review.sheets import ReviewSheet


class Opening(Unchangeable):
    """The first time that one person opened one part of what a sheet froze: its preview, or one attachment.

    It belongs to the sheet and so to its fingerprint: changed content gets a new sheet and has to be opened anew.
    ``text`` stands for the preview where there was none to show and the content was read as text. ``content_digest``
    is the fingerprint of the page or the digest of the file, ``digest`` that of the row's own statement: a signature
    that rests on it names it. ``opening_key`` keeps it one row for each person and part in every database.
    """

    class What(models.TextChoices):
        PREVIEW = "preview", _("preview of the page")
        TEXT = "text", _("content as text")
        ATTACHMENT = "attachment", _("attachment")

    may_be_destroyed = True

    sheet = models.ForeignKey(ReviewSheet, on_delete=models.PROTECT, related_name="openings")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    user_key = models.CharField(max_length=64)
    name = models.CharField(_("name"), max_length=255)
    what = models.CharField(_("what was opened"), max_length=16, choices=What.choices)
    attachment = models.ForeignKey(
        SignedAttachment, null=True, blank=True, on_delete=models.PROTECT, related_name="openings"
    )
    content_digest = models.CharField(max_length=160)
    opened_at = models.DateTimeField(_("opened at"))
    opening_key = models.CharField(max_length=128, unique=True, editable=False)
    digest = models.CharField(max_length=160)

    class Meta:
        verbose_name = _("opening")
        verbose_name_plural = _("openings")
        ordering = ("opened_at", "pk")

    def __str__(self) -> str:
        return f"{self.name} {self.get_what_display()}"
