"""The ledger: one hash chain for each organ, in which every act of the review is a line; and the lists of destruction."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.ledger.permanence import Kept, Unchangeable


class Chain(Kept):
    """One organ's chain. ``length`` and ``head`` are the number and the digest of its newest line."""

    changes_later: ClassVar[tuple[str, ...]] = ("length", "head")

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


class Destruction(Unchangeable):
    """One list of destruction (销毁清册): by whose approval, for what reason, under whose eyes (监销). Kept for ever."""

    chain = models.ForeignKey(
        Chain, on_delete=models.PROTECT, related_name="destructions", verbose_name=_("chain")
    )
    number = models.CharField(_("number of the list"), max_length=100, unique=True)
    approval = models.CharField(_("number of the approval"), max_length=200)
    reason = models.TextField(_("reason"))
    ordered_by = models.CharField(_("ordered by"), max_length=255)
    supervised_by = models.CharField(_("supervised by"), max_length=255)
    actor = models.CharField(_("done by"), max_length=255, blank=True)
    at = models.DateTimeField(_("at"), db_index=True)

    class Meta:
        verbose_name = _("list of destruction")
        verbose_name_plural = _("lists of destruction")

    def __str__(self) -> str:
        return self.number


class DestroyedRecord(Unchangeable):
    """One record that a list of destruction names, with the ledger line that tells of it.

    This is the only key to the database's guard: a row of ``table_name`` can be deleted when its primary key stands
    here, and what stands here stays. ``name`` and ``digest`` are those of the record, ``path`` that of its file.
    """

    destruction = models.ForeignKey(Destruction, on_delete=models.PROTECT, related_name="records")
    line = models.ForeignKey(LedgerLine, on_delete=models.PROTECT, related_name="+")
    table_name = models.CharField(max_length=100)
    record_key = models.BigIntegerField()
    name = models.CharField(max_length=255, blank=True)
    digest = models.CharField(max_length=160, blank=True, db_index=True)
    path = models.CharField(max_length=255, blank=True)

    class Meta:
        verbose_name = _("destroyed record")
        verbose_name_plural = _("destroyed records")
        constraints = [
            models.UniqueConstraint(
                fields=("table_name", "record_key"), name="govreview_destroyed_record"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table_name} {self.record_key}"
