"""The half of the review sheet that the editor fills in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from wagtail_govreview.content.text import readable_value
from wagtail_govreview.history import History
from wagtail_govreview.pages import BASE_PAGE_MODEL
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.rulebook.types import words


class SheetDraft(models.Model):
    """What the editor answers for the review sheet (审查表), inside the page's own revision.

    A page has at most one. All fields may be empty in a draft; ``review.rules`` says what a submission needs.
    Codes are those of the rulebook.
    """

    page = ParentalKey(
        BASE_PAGE_MODEL,
        on_delete=models.CASCADE,
        related_name="govreview_sheet_drafts",
    )
    carrier = models.CharField(_("kind of text"), max_length=32, blank=True)
    attribute = models.CharField(_("disclosure attribute"), max_length=32, blank=True)
    attribute_reason = models.TextField(_("reason"), blank=True)
    escalation = models.JSONField(
        _("importance"),
        default=list,
        blank=True,
        help_text=_("Any tick sends the item to the principal as well."),
    )
    channels = models.JSONField(_("channels"), default=list, blank=True)
    column = models.CharField(
        _("column"),
        max_length=255,
        blank=True,
        help_text=_("Where it appears. Empty: the section in which the page lies."),
    )
    planned_at = models.DateTimeField(_("planned publication"), null=True, blank=True)
    secrecy = models.JSONField(
        _("secrecy and privacy"),
        default=list,
        blank=True,
        help_text=_("Tick each one after checking the text and every attachment."),
    )
    secrecy_basis = models.TextField(_("basis of the secrecy check"), blank=True)
    contact = models.CharField(_("contact"), max_length=255, blank=True)
    remarks = models.TextField(_("remarks"), blank=True)

    history = History()

    class Meta:
        verbose_name = _("review sheet, editor's half")
        verbose_name_plural = _("review sheets, editor's half")

    def readable(self) -> Iterator[tuple[Any, str]]:
        """Every answer in words, for comparisons: label and text."""
        profile = get_profile()
        yield self._label("carrier"), words(profile.carriers, [self.carrier])
        yield self._label("attribute"), words(profile.attributes, [self.attribute])
        yield self._label("attribute_reason"), self.attribute_reason
        yield self._label("escalation"), words(profile.escalation_reasons, self.escalation)
        yield self._label("channels"), words(profile.channels, self.channels)
        yield self._label("column"), self.column
        yield self._label("planned_at"), readable_value(self.planned_at)
        yield self._label("secrecy"), words(profile.secrecy, self.secrecy)
        yield self._label("secrecy_basis"), self.secrecy_basis
        yield self._label("contact"), self.contact
        yield self._label("remarks"), self.remarks

    def _label(self, name: str) -> Any:
        field: Any = self._meta.get_field(name)
        return capfirst(str(field.verbose_name))

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
