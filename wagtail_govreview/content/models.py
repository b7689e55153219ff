"""The signed content and its attachments, kept for proof (签审稿)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.ledger.permanence import Unchangeable
from wagtail_govreview.storage import private_storage


def evidence_path(signed_file: SignedFile, filename: str) -> str:
    algorithm, _colon, value = signed_file.digest.partition(":")
    return f"{algorithm}/{value[:2]}/{value}"


class SignedContent(Unchangeable):
    """The canonical content of one fingerprint, kept once.

    ``canonical`` is the exact text whose digest is ``fingerprint``, so that anybody can check it years
    later without this package.
    """

    may_be_destroyed = True

    fingerprint = models.CharField(_("fingerprint"), max_length=160, unique=True)
    canonical = models.TextField(_("canonical content"))
    page_type = models.CharField(_("page type"), max_length=200)
    created_at = models.DateTimeField(_("kept since"), auto_now_add=True)

    class Meta:
        verbose_name = _("signed content")
        verbose_name_plural = _("signed contents")

    def __str__(self) -> str:
        return self.fingerprint


class SignedFile(Unchangeable):
    """The bytes of one attachment, kept once per digest in the private storage."""

    may_be_destroyed = True

    digest = models.CharField(_("digest"), max_length=160, unique=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    file: Any = models.FileField(
        _("file"), storage=private_storage, upload_to=evidence_path, max_length=255
    )
    created_at = models.DateTimeField(_("kept since"), auto_now_add=True)

    class Meta:
        verbose_name = _("signed file")
        verbose_name_plural = _("signed files")

    def __str__(self) -> str:
        return self.digest


class SignedAttachment(Unchangeable):
    """A document or image that one signed content refers to: which file it was, under which name."""

    may_be_destroyed = True

    content = models.ForeignKey(SignedContent, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey(SignedFile, on_delete=models.PROTECT, related_name="uses")
    model = models.CharField(max_length=200)
    object_key = models.CharField(max_length=64)
    title = models.CharField(_("title"), max_length=255)
    filename = models.CharField(_("file name"), max_length=255)

    class Meta:
        verbose_name = _("signed attachment")
        verbose_name_plural = _("signed attachments")
        constraints = [
            models.UniqueConstraint(
                fields=("content", "model", "object_key"),
                name="govreview_signed_attachment",
            ),
        ]

    def __str__(self) -> str:
        return self.title
