"""The filing packages of periods: what was asked for, how far it is, what was made."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.ledger.permanence import Kept
from wagtail_govreview.units.models import Unit


class FilingPackage(Kept):
    """One period of one unit's register, packed for its archive (rule, chapter 五).

    ``done`` of ``total`` entries are packed. ``digest`` is that of the file at ``path`` in the private storage,
    ``manifest`` that of the list of digests in it; both stand in the ledger. ``failure`` says in plain words why
    there is no file.
    """

    changes_later: ClassVar[tuple[str, ...]] = (
        "state",
        "total",
        "done",
        "touched_at",
        "made_at",
        "path",
        "size",
        "digest",
        "manifest",
        "counts",
        "unprinted",
        "damaged",
        "failure",
    )

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be made")
        RUNNING = "running", _("being made")
        READY = "ready", _("ready to download")
        FAILED = "failed", _("could not be made")

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="filing_packages", verbose_name=_("unit")
    )
    number = models.CharField(_("package number"), max_length=64, unique=True)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    printed = models.BooleanField(_("with printed sheets"), default=True)
    state = models.CharField(
        _("state"), max_length=16, choices=State.choices, default=State.WAITING, db_index=True
    )
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    requested_at = models.DateTimeField(_("asked for on"), db_index=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    maker = models.CharField(_("made by"), max_length=255, blank=True)
    touched_at = models.DateTimeField()
    made_at = models.DateTimeField(_("made on"), null=True, blank=True)
    path = models.CharField(max_length=255, blank=True)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    digest = models.CharField(_("digest of the package"), max_length=160, blank=True)
    manifest = models.CharField(_("digest of its list"), max_length=160, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    unprinted = models.JSONField(default=list, blank=True)
    damaged = models.JSONField(default=list, blank=True)
    failure = models.TextField(_("why it failed"), blank=True)

    class Meta:
        verbose_name = _("filing package")
        verbose_name_plural = _("filing packages")
        ordering = ("-requested_at", "-pk")

    def __str__(self) -> str:
        return self.number

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def is_under_way(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)

    @property
    def has_failed(self) -> bool:
        return self.state == self.State.FAILED
