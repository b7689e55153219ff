"""The bank of phrases as it is kept."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PhraseBank(models.Model):
    """Made from what is published, and made again from it at any time: no evidence. The last one is in use."""

    made_at = models.DateTimeField(_("made at"))
    pages = models.PositiveIntegerField(_("pages read"))
    frequency = models.PositiveIntegerField(_("least number of times"))
    count = models.PositiveIntegerField(_("phrases"))
    data = models.BinaryField(_("packed phrases"))

    class Meta:
        verbose_name = _("bank of phrases")
        verbose_name_plural = _("banks of phrases")

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M} · {self.count}"
