"""Delegation of signing (授权代签): somebody signs a tier in another's place, under a written authorisation, for a time."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.history import History
from wagtail_govreview.ledger.permanence import Kept, KeptQuerySet
from wagtail_govreview.storage import private_storage
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.roles import role_label


class DelegationState(models.TextChoices):
    """Where a delegation stands at one moment, by its own period and revocation."""

    IN_FORCE = "in_force", _("in force")
    TO_COME = "to_come", _("not begun yet")
    ENDED = "ended", _("over")
    REVOKED = "revoked", _("revoked")


class DelegationQuerySet(KeptQuerySet):
    """Delegations, by the state that they have at a moment (default: now)."""

    def in_state(self, state: str, at: datetime | None = None) -> Any:
        moment = at or timezone.now()
        if state == DelegationState.REVOKED:
            return self.filter(revoked_at__isnull=False)
        standing = self.filter(revoked_at__isnull=True)
        if state == DelegationState.TO_COME:
            return standing.filter(starts_at__gt=moment)
        if state == DelegationState.ENDED:
            return standing.filter(ends_at__lte=moment)
        return standing.filter(starts_at__lte=moment, ends_at__gt=moment)

    def in_period(self, at: datetime | None = None) -> Any:
        """Those whose period includes the moment and that nobody has revoked."""
        return self.in_state(DelegationState.IN_FORCE, at)


class Delegation(Kept):
    """One authorisation (授权书): who signs which tier of which unit for whom, from when until when.

    The period is half open: ``starts_at`` belongs to it, ``ends_at`` does not. Names and titles are those of the
    day of entry. Nothing of it is edited: a mistaken one is revoked, and another is entered. No published rule
    speaks of signing for another; the record follows the 授权书 that an organ of government gives for a time.
    """

    State = DelegationState
    changes_later: ClassVar[tuple[str, ...]] = (
        "revoked_at",
        "revoked_by",
        "revoked_by_name",
        "revocation_reason",
    )

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="delegations", verbose_name=_("unit")
    )
    tier = models.CharField(_("tier"), max_length=32)
    principal = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("in whose place"),
    )
    principal_key = models.CharField(max_length=64)
    principal_name = models.CharField(_("in whose place"), max_length=255)
    principal_title = models.CharField(_("post title"), max_length=100, blank=True)
    delegate = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="govreview_delegations",
        verbose_name=_("who signs"),
    )
    delegate_key = models.CharField(max_length=64)
    delegate_name = models.CharField(_("who signs"), max_length=255)
    delegate_title = models.CharField(_("post title"), max_length=100, blank=True)
    starts_at = models.DateTimeField(_("in force from"))
    ends_at = models.DateTimeField(_("in force until"), db_index=True)
    reason = models.TextField(_("reason"))
    file = models.FileField(
        _("authorisation"), storage=private_storage, upload_to="delegations/", max_length=255
    )
    file_name = models.CharField(_("file name"), max_length=255)
    file_size = models.PositiveIntegerField(_("size"))
    file_digest = models.CharField(_("digest of the file"), max_length=160)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("entered by"),
    )
    granted_by_name = models.CharField(_("entered by"), max_length=255)
    granted_at = models.DateTimeField(_("entered on"), db_index=True)
    revoked_at = models.DateTimeField(_("revoked on"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("revoked by"),
    )
    revoked_by_name = models.CharField(_("revoked by"), max_length=255, blank=True)
    revocation_reason = models.TextField(_("reason of the revocation"), blank=True)
    digest = models.CharField(_("digest"), max_length=160)

    objects: ClassVar[Any] = DelegationQuerySet.as_manager()
    history = History()

    class Meta:
        verbose_name = _("delegation of signing")
        verbose_name_plural = _("delegations of signing")
        ordering = ("-granted_at", "-pk")
        # Who may enter and revoke them follows from the permissions on signers.
        default_permissions = ()
        indexes = [
            models.Index(fields=("unit", "tier", "ends_at"), name="govreview_delegation_tier"),
        ]

    def __str__(self) -> str:
        return f"{self.principal_name} → {self.delegate_name}"

    def state_at(self, moment: datetime | None = None) -> str:
        """The state at ``moment``, default now."""
        moment = moment or timezone.now()
        if self.revoked_at is not None and self.revoked_at <= moment:
            return DelegationState.REVOKED
        if moment < self.starts_at:
            return DelegationState.TO_COME
        return DelegationState.IN_FORCE if moment < self.ends_at else DelegationState.ENDED

    @property
    def tier_label(self) -> str:
        return role_label(self.tier)

    @property
    def state(self) -> str:
        return self.state_at()

    @property
    def state_label(self) -> Any:
        return DelegationState(self.state).label

    @property
    def is_open(self) -> bool:
        """Can it still be revoked?"""
        return self.state in (DelegationState.IN_FORCE, DelegationState.TO_COME)
