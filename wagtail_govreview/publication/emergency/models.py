"""The record of one emergency publication, and of the signatures that it owes."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.content.models import SignedContent
from wagtail_govreview.ledger.permanence import Kept
from wagtail_govreview.pages import BASE_PAGE_MODEL
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.review.models import ReviewSheet
from wagtail_govreview.units.models import Unit


class EmergencyPublication(Kept):
    """Who published what before it was signed, why, and on whose order (紧急发布); and how the debt was settled.

    ``due_at`` is the moment by which the ordinary signatures have to follow. What was stated at the act is under
    ``digest`` and never changes; the fields in ``changes_later`` say what became of the debt, and the ledger proves
    them. ``open_key`` is the page's key as long as the debt is open: no database lets a page have two.
    """

    class State(models.TextChoices):
        OPEN = "open", _("signatures due")
        SIGNED = "signed", _("signed afterwards")
        CORRECTED = "corrected", _("replaced by a signed version")
        WITHDRAWN = "withdrawn", _("taken offline unsigned")

    may_be_destroyed = True
    changes_later: ClassVar[tuple[str, ...]] = (
        "state",
        "open_key",
        "settled_at",
        "settled_sheet",
        "settled_entry",
    )

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="emergencies", verbose_name=_("unit")
    )
    entry = models.OneToOneField(
        RegisterEntry,
        on_delete=models.PROTECT,
        related_name="emergency",
        verbose_name=_("register entry"),
    )
    page = models.ForeignKey(
        BASE_PAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="govreview_emergencies",
        verbose_name=_("page"),
    )
    page_key = models.CharField(max_length=64, db_index=True)
    title = models.CharField(_("title"), max_length=500)
    reason = models.TextField(_("reason"))
    ordered_by = models.CharField(_("ordered by"), max_length=255)
    ordered_post = models.CharField(_("post of who ordered it"), max_length=255)
    ordered_how = models.CharField(_("way of the order"), max_length=64)
    ordered_at = models.DateTimeField(_("ordered at"))
    secrecy = models.JSONField(_("declarations on secrecy"), default=list)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    user_key = models.CharField(max_length=64)
    name = models.CharField(_("published by"), max_length=255)
    contributors = models.JSONField(default=list)
    published_at = models.DateTimeField(_("published at"), db_index=True)
    due_at = models.DateTimeField(_("signatures due"), db_index=True)
    fingerprint = models.CharField(_("fingerprint"), max_length=160)
    content = models.ForeignKey(
        SignedContent,
        on_delete=models.PROTECT,
        related_name="emergencies",
        verbose_name=_("published content"),
    )
    digest = models.CharField(max_length=160)
    state = models.CharField(
        _("state"), max_length=16, choices=State.choices, default=State.OPEN, db_index=True
    )
    open_key = models.CharField(  # noqa: DJ001 - null keeps settled debts out of the unique key
        max_length=64, null=True, unique=True, editable=False
    )
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    settled_sheet = models.ForeignKey(
        ReviewSheet,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="settled_emergencies",
        verbose_name=_("review sheet"),
    )
    settled_entry = models.ForeignKey(
        RegisterEntry,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="settled_emergencies",
        verbose_name=_("settled by"),
    )

    class Meta:
        verbose_name = _("emergency publication")
        verbose_name_plural = _("emergency publications")
        ordering = ("-published_at", "-pk")
        default_permissions = ("view",)
        permissions = [("publish_in_emergency", "Can publish in an emergency")]

    def __str__(self) -> str:
        return f"{self.entry.number} {self.title}"

    @property
    def is_open(self) -> bool:
        """Do the signatures still have to follow?"""
        return bool(self.state == self.State.OPEN)

    @property
    def is_late(self) -> bool:
        """Was it settled after the deadline, or is it open past it?"""
        return bool((self.settled_at or timezone.now()) > self.due_at)
