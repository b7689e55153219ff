"""What people decided about findings: kept for proof, carried over to later drafts and rounds."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.ledger.canonical import plain_moment
from wagtail_govreview.ledger.permanence import Unchangeable
from wagtail_govreview.screening.findings import Severity
from wagtail_govreview.units.models import Unit


class Decision(models.TextChoices):
    """What may be said of a finding. All but ``TRUE`` let it pass."""

    TRUE = "true", _("true")
    FALSE_ALARM = "false_alarm", _("false alarm")
    ALLOWED = "allowed", _("allowed")


class Ruling(Unchangeable):
    """One decision of one person about one finding (处理意见).

    It holds for every finding of the page with the same ``finding_key``, and so as long as the text around it is
    unchanged; of several the latest counts. ``severity`` is what the finding asked for at that moment: a ruling on
    less never lifts what must be changed. ``source_title`` names the file, where it was found in one. ``place`` and
    ``excerpt`` say in words what was looked at; what is private in it is hidden.
    """

    may_be_destroyed = True

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="rulings", verbose_name=_("unit")
    )
    page_key = models.CharField(max_length=64, db_index=True)
    page_title = models.CharField(_("title"), max_length=500)
    finding_key = models.CharField(max_length=64, db_index=True)
    code = models.CharField(_("finding"), max_length=100, db_index=True)
    severity = models.CharField(_("severity"), max_length=16, choices=Severity.choices)
    source_title = models.CharField(_("file"), max_length=255, blank=True)
    place = models.CharField(_("place"), max_length=500, blank=True)
    excerpt = models.TextField(_("excerpt"), blank=True)
    decision = models.CharField(_("decision"), max_length=16, choices=Decision.choices)
    reason = models.TextField(_("reason"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    user_key = models.CharField(max_length=64)
    name = models.CharField(_("name"), max_length=255)
    ruled_at = models.DateTimeField(_("ruled at"), db_index=True)
    digest = models.CharField(max_length=160)

    class Meta:
        verbose_name = _("ruling on a finding")
        verbose_name_plural = _("rulings on findings")
        ordering = ("ruled_at", "pk")

    def __str__(self) -> str:
        return f"{self.page_title} · {self.code} · {self.get_decision_display()}"

    def told(self) -> dict[str, Any]:
        """As findings carry it, and sheets freeze it."""
        return {
            "decision": self.decision,
            "reason": self.reason,
            "severity": self.severity,
            "name": self.name,
            "at": plain_moment(self.ruled_at),
            "digest": self.digest,
        }


def rulings_on(page: Any) -> dict[str, Ruling]:
    """The latest ruling on each finding of ``page``, by the finding's key. One query; none for an unsaved page."""
    if page.pk is None:
        return {}
    found = Ruling.objects.filter(page_key=str(page.pk)).order_by("pk")
    return {ruling.finding_key: ruling for ruling in found}
