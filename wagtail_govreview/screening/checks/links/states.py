"""What addresses answered when they were last asked. The checks only read it: nobody waits for the net while writing."""

from __future__ import annotations

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PATIENCE = 2  # failures in a row after which an address that does not answer counts as dead


class LinkState(models.Model):
    """One address outside of the site. No evidence: it is asked again and overwritten.

    ``digest``: of the address, because databases index no long texts. ``status``: of the last HTTP answer, if there was
    one. ``failures``: how many times in a row nothing usable came back.
    """

    class State(models.TextChoices):
        ALIVE = "alive", pgettext_lazy("address", "answers")
        DEAD = "dead", pgettext_lazy("address", "dead")
        UNSURE = "unsure", pgettext_lazy("address", "not sure")

    digest = models.CharField(max_length=64, unique=True)
    address = models.TextField(_("address"))
    state = models.CharField(_("state"), max_length=8, choices=State.choices, db_index=True)
    status = models.PositiveSmallIntegerField(_("status"), null=True, blank=True)
    failures = models.PositiveSmallIntegerField(_("failures"), default=0)
    checked_at = models.DateTimeField(_("checked at"), db_index=True)

    class Meta:
        verbose_name = _("state of a link")
        verbose_name_plural = _("states of links")

    def __str__(self) -> str:
        return self.address


def digest_of_address(address: str) -> str:
    return hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()
