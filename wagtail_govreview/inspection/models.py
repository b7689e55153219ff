"""What an inspection counts, worked out once for each publication."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.publication.models import RegisterEntry


class InspectionFact(models.Model):
    """What an inspection asks of one publication or update (rule, chapter 六), as columns.

    The answers are in the frozen sheet's JSON, in its signatures and in the ledger. No database counts these for a
    quarter of a large site while somebody waits, and not two of the supported ones read JSON in the same way. So they
    are worked out when the register takes the entry, in the same transaction, and kept here.

    This is no evidence: it can be thrown away, ``govreview_recount`` makes it again from what was frozen, and
    ``govreview_verify`` compares the two. ``basis`` names the rules and numbers by which it was counted.
    """

    entry = models.OneToOneField(
        RegisterEntry,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="inspection_fact",
        verbose_name=_("register entry"),
    )
    label_complete = models.BooleanField(_("source label complete"), null=True, db_index=True)
    sheet_complete = models.BooleanField(_("sheet complete"), null=True, db_index=True)
    reprinted_at = models.DateTimeField(_("time of reprint"), null=True)
    returns = models.PositiveSmallIntegerField(_("times returned"), default=0)
    review_minutes = models.PositiveIntegerField(
        _("minutes from submission to publication"), null=True, db_index=True
    )
    faults = models.PositiveSmallIntegerField(_("faults"), default=0, db_index=True)
    notices = models.PositiveSmallIntegerField(_("notices"), default=0, db_index=True)
    basis = models.CharField(max_length=100, db_index=True)

    class Meta:
        verbose_name = _("inspection fact")
        verbose_name_plural = _("inspection facts")

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.faults}/{self.notices}"


class FactException(models.Model):
    """One exception of one publication: a code of ``indicators`` and what it is about (names, tiers, fields)."""

    fact = models.ForeignKey(InspectionFact, on_delete=models.CASCADE, related_name="exceptions")
    code = models.CharField(_("exception"), max_length=32)
    detail = models.CharField(max_length=255, blank=True)

    class Meta:
        verbose_name = _("inspection exception")
        verbose_name_plural = _("inspection exceptions")
        constraints = [
            models.UniqueConstraint(fields=("code", "fact"), name="govreview_fact_exception"),
        ]

    def __str__(self) -> str:
        return self.code
