"""Scans of what is live, their pieces, and what they found."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail_govreview.screening.findings import Severity
from wagtail_govreview.units.models import Unit


class Scan(models.Model):
    """One look through everything that is live; with ``unit``, through its part of the site."""

    unit = models.ForeignKey(
        Unit,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="scans",
        verbose_name=_("unit"),
    )
    reason = models.CharField(_("reason"), max_length=255, blank=True)
    asked_by = models.CharField(_("asked for by"), max_length=255, blank=True)
    asked_at = models.DateTimeField(_("asked for on"), db_index=True)
    ended_at = models.DateTimeField(_("ended on"), null=True, blank=True, db_index=True)
    total = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("scan of what is live")
        verbose_name_plural = _("scans of what is live")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M}"


class ScanPiece(models.Model):
    """Pages of a scan that are looked at one after the other by one worker, from ``first`` to ``final`` (keys).

    ``last``: the page looked at last, so that somebody else can go on there. ``worker``: who is at it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to begin")
        RUNNING = "running", _("running")
        READY = "ready", _("done")

    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="pieces")
    first = models.BigIntegerField()
    final = models.BigIntegerField()
    last = models.BigIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    unread = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=16, choices=State.choices, default=State.WAITING)
    worker = models.CharField(max_length=200, blank=True)
    touched_at = models.DateTimeField()

    class Meta:
        verbose_name = _("piece of a scan")
        verbose_name_plural = _("pieces of scans")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.first}–{self.final}"


class LiveFinding(models.Model):
    """A finding in a page that is live. ``data``: the finding as it was seen last, with nothing personal in it."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("finding", "open")
        SETTLED = "settled", pgettext_lazy("finding", "settled")
        GONE = "gone", pgettext_lazy("finding", "no longer there")

    wagtail_reference_index_ignore = True

    unit = models.ForeignKey(
        Unit, on_delete=models.CASCADE, related_name="live_findings", verbose_name=_("unit")
    )
    page_key = models.BigIntegerField(db_index=True)
    page_title = models.CharField(_("title"), max_length=500)
    key = models.CharField(max_length=64)
    code = models.CharField(_("finding"), max_length=100, db_index=True)
    severity = models.CharField(
        _("severity"), max_length=16, choices=Severity.choices, db_index=True
    )
    state = models.CharField(
        _("state"), max_length=16, choices=State.choices, default=State.OPEN, db_index=True
    )
    data: Any = models.JSONField(default=dict)
    first_seen = models.DateTimeField(_("first seen"), db_index=True)
    last_seen = models.DateTimeField(_("last seen"), db_index=True)
    closed_at = models.DateTimeField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("finding in what is live")
        verbose_name_plural = _("findings in what is live")
        ordering = ("-first_seen", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("page_key", "key"), name="govreview_live_finding"),
        ]

    def __str__(self) -> str:
        return f"{self.page_title} · {self.code}"
