"""The frozen review sheet (审查表) and the signatures on it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.content.models import SignedContent
from wagtail_govreview.history import History
from wagtail_govreview.ledger.permanence import Kept
from wagtail_govreview.pages import BASE_PAGE_MODEL
from wagtail_govreview.units.delegations import Delegation
from wagtail_govreview.units.models import Unit


class SheetState(models.TextChoices):
    """Where a sheet is on its way. Only ``SIGNED`` and ``PUBLISHED`` let content be public."""

    IN_REVIEW = "in_review", _("in review")
    RETURNED = "returned", _("returned")
    WITHDRAWN = "cancelled", _("taken back")
    VOID = "void", _("void: the content changed")
    SIGNED = "signed", _("signed, waiting for publication")
    PUBLISHED = "published", _("published")
    SUPERSEDED = "superseded", _("superseded")
    REVOKED = "revoked", _("taken offline")
    DONE = "done", _("carried out")


class SheetPurpose(models.TextChoices):
    """What the tiers sign: that content becomes public, or that a public page ceases to be."""

    PUBLICATION = "publication", _("publication")
    WITHDRAWAL = "withdrawal", _("taking offline")
    DELETION = "deletion", _("deletion")


OPEN_STATES = (SheetState.IN_REVIEW, SheetState.RETURNED)
PUBLISHABLE_STATES = (SheetState.SIGNED, SheetState.PUBLISHED)


class ReviewSheet(Kept):
    """One submission, frozen: all fields, attachments and the content that the tiers sign.

    ``answers`` holds every printed value as it was on that day (codes, wording, names), ``tiers`` the tiers
    that must sign, as the rulebook had them at submission; later changes of the configuration do not reach
    a sheet. A changed draft makes a new sheet with the same number and the next ``round``.

    A sheet with another ``purpose`` than publication holds what is or was public, and why it is to go. It never
    allows anything to become public.
    """

    State = SheetState
    Purpose = SheetPurpose
    changes_later: ClassVar[tuple[str, ...]] = (
        "state",
        "tier",
        "waiting_since",
        "due_at",
        "escalated",
        "revision",
        "return_reason",
    )
    may_be_destroyed = True

    number = models.CharField(_("number"), max_length=64, db_index=True)
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    purpose = models.CharField(
        _("purpose"),
        max_length=16,
        choices=SheetPurpose.choices,
        default=SheetPurpose.PUBLICATION,
        db_index=True,
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="sheets", verbose_name=_("unit")
    )
    page = models.ForeignKey(
        BASE_PAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="govreview_sheets",
        verbose_name=_("page"),
    )
    page_key = models.CharField(max_length=64, db_index=True)
    title = models.CharField(_("title"), max_length=500)
    information_class = models.CharField(_("information class"), max_length=32, db_index=True)
    attribute = models.CharField(_("disclosure attribute"), max_length=32, db_index=True)
    escalated = models.BooleanField(_("goes to the principal"), default=False)
    state = models.CharField(
        _("state"),
        max_length=16,
        choices=SheetState.choices,
        default=SheetState.IN_REVIEW,
        db_index=True,
    )
    tier = models.CharField(_("waits at"), max_length=32, blank=True, db_index=True)
    waiting_since = models.DateTimeField(_("waiting since"), null=True, blank=True)
    due_at = models.DateTimeField(_("due"), null=True, blank=True, db_index=True)
    answers = models.JSONField(_("answers"), default=dict)
    tiers = models.JSONField(_("tiers"), default=list)
    findings = models.JSONField(_("findings"), default=list, blank=True)
    fingerprint = models.CharField(_("fingerprint"), max_length=160, db_index=True)
    content = models.ForeignKey(
        SignedContent,
        on_delete=models.PROTECT,
        related_name="sheets",
        verbose_name=_("signed content"),
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("revision"),
    )
    workflow_state = models.ForeignKey(
        "wagtailcore.WorkflowState",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    undertaker = models.CharField(_("undertaker"), max_length=255)
    contributors = models.JSONField(default=list)
    submitted_at = models.DateTimeField(_("submitted at"), db_index=True)
    return_reason = models.TextField(_("reason of the return"), blank=True)
    digest = models.CharField(max_length=160, blank=True)

    history = History()

    class Meta:
        verbose_name = _("review sheet")
        verbose_name_plural = _("review sheets")
        ordering = ("-submitted_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("number", "round"), name="govreview_sheet_number"),
        ]
        indexes = [
            models.Index(fields=("page", "fingerprint", "state"), name="govreview_sheet_grant"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def is_removal(self) -> bool:
        """Is it signed so that a page goes offline, or is deleted?"""
        return bool(self.purpose != SheetPurpose.PUBLICATION)


class Signature(Kept):
    """One person's decision on one sheet in one tier (签字): signed, or returned with a reason.

    ``checklist`` keeps the wording that was ticked. Names and titles are snapshots. ``principal_…`` say for whom the
    person signed under a ``delegation``; empty, in their own name. ``reading`` is what the signer had opened of the
    sheet (``what``, ``label``, ``digest``, ``opened_at``, and the digest of the ``opening`` that proves it), or says that
    the page has no preview; ``read_seconds`` how long before the signature the first of it was opened. Both are empty on
    returns and on signatures of earlier versions. ``signed_key`` makes
    two signatures of one person in one tier of a sheet impossible in every database (a partial unique constraint
    would be one on PostgreSQL and SQLite only).
    """

    may_be_destroyed = True

    class Decision(models.TextChoices):
        SIGNED = "signed", _("signed")
        RETURNED = "returned", _("returned")

    sheet = models.ForeignKey(ReviewSheet, on_delete=models.PROTECT, related_name="signatures")
    tier = models.CharField(_("tier"), max_length=32)
    tier_wording = models.CharField(max_length=64)
    post = models.CharField(max_length=32, blank=True)
    decision = models.CharField(_("decision"), max_length=16, choices=Decision.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    user_key = models.CharField(max_length=64)
    name = models.CharField(_("name"), max_length=255)
    title = models.CharField(_("post title"), max_length=100, blank=True)
    delegation = models.ForeignKey(
        Delegation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="signatures",
        verbose_name=_("delegation of signing"),
    )
    principal_key = models.CharField(max_length=64, blank=True)
    principal_name = models.CharField(_("signed for"), max_length=255, blank=True)
    principal_title = models.CharField(max_length=100, blank=True)
    checklist = models.JSONField(_("checklist"), default=list)
    opinion = models.TextField(_("opinion"), blank=True)
    escalation = models.JSONField(default=list, blank=True)
    reading = models.JSONField(_("opened before"), default=list, blank=True)
    read_seconds = models.PositiveIntegerField(
        _("seconds from the first opening"), null=True, blank=True
    )
    fingerprint = models.CharField(_("fingerprint"), max_length=160)
    signed_at = models.DateTimeField(_("signed at"), db_index=True)
    signed_key = models.CharField(  # noqa: DJ001 - null keeps returns out of the unique key
        max_length=128,
        null=True,
        unique=True,
        editable=False,
    )
    digest = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ("signed_at", "pk")

    def __str__(self) -> str:
        return f"{self.tier_wording} {self.name}"
