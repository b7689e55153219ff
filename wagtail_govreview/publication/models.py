"""The register of publications (登记簿)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.content.models import SignedContent
from wagtail_govreview.ledger.permanence import Kept
from wagtail_govreview.pages import BASE_PAGE_MODEL
from wagtail_govreview.review.models import ReviewSheet
from wagtail_govreview.units.models import Unit


class RegisterEntry(Kept):
    """One publication, update, withdrawal or deletion, with the unit's next number of the year (rule, chapter 五).

    What was public before the review began is taken over as stock (存量): an entry without signatures, in a
    series of its own (``year`` 0), so that later changes of it are found.

    Everything that the register prints is a snapshot: the entry outlives the page, the sheet's revision and
    the people. Only ``state`` changes later.
    """

    changes_later: ClassVar[tuple[str, ...]] = ("state",)
    may_be_destroyed = True

    class Kind(models.TextChoices):
        PUBLICATION = "publication", _("publication")
        UPDATE = "update", _("update")
        WITHDRAWAL = "withdrawal", _("withdrawal")
        STOCK = "stock", _("taken over")
        DELETION = "deletion", _("deletion")

    class State(models.TextChoices):
        CURRENT = "current", _("current")
        SUPERSEDED = "superseded", _("superseded")
        WITHDRAWN = "withdrawn", _("withdrawn")
        CLOSED = "closed", _("closed")

    ENDS: ClassVar[tuple[str, ...]] = (Kind.WITHDRAWAL, Kind.DELETION)

    class Exceptional(models.TextChoices):
        """How it became public without signatures; nothing on the ordinary way."""

        EMERGENCY = "emergency", _("emergency")
        EXEMPT = "exempt", _("exempt import")

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="register", verbose_name=_("unit")
    )
    year = models.PositiveSmallIntegerField(_("year"), db_index=True)
    serial = models.PositiveIntegerField(_("serial number"))
    number = models.CharField(_("register number"), max_length=64, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, db_index=True)
    state = models.CharField(
        _("state"),
        max_length=16,
        choices=State.choices,
        default=State.CURRENT,
        db_index=True,
    )
    exception = models.CharField(
        _("exception"), max_length=16, choices=Exceptional.choices, blank=True, db_index=True
    )
    sheet = models.ForeignKey(
        ReviewSheet,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="entries",
        verbose_name=_("review sheet"),
    )
    sheet_number = models.CharField(_("sheet number"), max_length=64, blank=True)
    previous = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="next_entries",
        verbose_name=_("previous entry"),
    )
    page = models.ForeignKey(
        BASE_PAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="govreview_entries",
        verbose_name=_("page"),
    )
    page_key = models.CharField(max_length=64, db_index=True)
    title = models.CharField(_("title"), max_length=500)
    url = models.CharField(_("address"), max_length=1000, blank=True)
    information_class = models.CharField(
        _("information class"), max_length=32, blank=True, db_index=True
    )
    attribute = models.CharField(
        _("disclosure attribute"), max_length=32, blank=True, db_index=True
    )
    source = models.CharField(_("source"), max_length=500, blank=True)
    source_link = models.CharField(_("source link"), max_length=1000, blank=True)
    document_number = models.CharField(_("document number"), max_length=100, blank=True)
    undertaker = models.CharField(_("undertaker"), max_length=255, blank=True)
    signers = models.JSONField(_("signed by"), default=list)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    happened_at = models.DateTimeField(_("published at"), db_index=True)
    actor = models.CharField(_("by"), max_length=255, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    reason_code = models.CharField(_("kind of reason"), max_length=40, blank=True, db_index=True)
    fingerprint = models.CharField(_("fingerprint"), max_length=160, blank=True)
    content = models.ForeignKey(
        SignedContent,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="entries",
        verbose_name=_("signed content"),
    )
    snapshot = models.TextField(_("snapshot"), blank=True)
    digest = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = _("register entry")
        verbose_name_plural = _("register of publications")
        ordering = ("-happened_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("unit", "year", "serial"), name="govreview_register_serial"
            ),
        ]
        indexes = [
            models.Index(fields=("page", "state"), name="govreview_register_page"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
