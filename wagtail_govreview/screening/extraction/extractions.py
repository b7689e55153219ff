"""The model of what was read from files: once for each content, kept as long as it is used."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Extraction(models.Model):
    """The texts of one file, by the digest of its bytes. No evidence: it is made anew whenever it is missing.

    ``suffix``: the extension, which decides between kinds of plain text and tells what is disguised. ``version``: of the
    readers and their limits. ``stored_name``: of the packed extract in the private storage; it holds whatever personal
    data the file holds, so it never lies where the web server reaches it, and goes when nobody asked for it for some
    weeks. ``used_at``: when somebody last asked for it, give or take a day.
    """

    digest = models.CharField(_("digest"), max_length=160)
    suffix = models.CharField(max_length=16, blank=True)
    version = models.CharField(max_length=40)
    kind = models.CharField(max_length=16)
    notices: Any = models.JSONField(default=list)
    characters = models.PositiveBigIntegerField(default=0)
    seconds = models.FloatField(default=0)
    stored_name = models.CharField(max_length=255)
    made_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")
        constraints = [
            models.UniqueConstraint(
                fields=("digest", "suffix", "version"), name="govreview_extraction"
            )
        ]

    def __str__(self) -> str:
        return self.digest
