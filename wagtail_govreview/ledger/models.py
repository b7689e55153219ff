"""The ledger: one hash chain for each organ, in which every act of the review is a line."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.ledger.permanence import Kept, Unchangeable


class Chain(Kept):
    """One organ's chain. ``length`` and ``head`` are the number and the digest of its newest line."""

    name = models.CharField(_("name"), max_length=64, unique=True)
    length = models.PositiveBigIntegerField(_("length"), default=0)
    head = models.CharField(_("head"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("ledger chain")
        verbose_name_plural = _("ledger chains")

    def __str__(self) -> str:
        return self.name


class LedgerLine(Unchangeable):
    """One act. ``digest`` is taken over all other fields and the digest of the line before.

    Names are snapshots, never foreign keys: the line stays true when users and pages are gone.
    """

    chain = models.ForeignKey(
        Chain, on_delete=models.PROTECT, related_name="lines", verbose_name=_("chain")
    )
    number = models.PositiveBigIntegerField(_("number"))
    act = models.CharField(_("act"), max_length=64, db_index=True)
    at = models.DateTimeField(_("at"), db_index=True)
    actor = models.CharField(_("actor"), max_length=255, blank=True)
    actor_key = models.CharField(max_length=64, blank=True)
    subject = models.CharField(max_length=100, blank=True, db_index=True)
    summary = models.CharField(_("subject"), max_length=500, blank=True)
    data = models.TextField(_("data"), default="{}")
    previous = models.CharField(max_length=160, blank=True)
    digest = models.CharField(_("digest"), max_length=160)

    class Meta:
        verbose_name = _("ledger line")
        verbose_name_plural = _("ledger lines")
        ordering = ("chain", "number")
        constraints = [
            models.UniqueConstraint(fields=("chain", "number"), name="govreview_ledger_number"),
        ]

    def __str__(self) -> str:
        return f"{self.chain_id}#{self.number} {self.act}"
