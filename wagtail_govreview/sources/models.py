"""Where information comes from: the attribution of each page, and the register of authorised sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.api import APIField

from wagtail_govreview.content.text import readable_value
from wagtail_govreview.history import History
from wagtail_govreview.pages import BASE_PAGE_MODEL
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.rulebook.types import words

READABLE_FIELDS = (
    "link",
    "source_site",
    "original_title",
    "issuing_organ",
    "document_number",
    "original_date",
    "reprinted_at",
    "authorised_by",
)


class SourceAttribution(models.Model):
    """Class and source of the information on one page (来源标注; rule, chapters 一 and 二).

    A child of the base page, so that Wagtail keeps it in revisions, drafts, copies and comparisons. A page
    has at most one. All fields may be empty in a draft; ``sources.rules`` says what a submission needs.
    """

    page = ParentalKey(
        BASE_PAGE_MODEL,
        on_delete=models.CASCADE,
        related_name="govreview_attributions",
    )
    information_class = models.CharField(_("information class"), max_length=32, blank=True)
    subclasses = models.JSONField(_("tick what applies"), default=list, blank=True)
    link = models.URLField(
        _("link to the original"),
        max_length=1000,
        blank=True,
        help_text=_("Paste the address of the page that is reprinted."),
    )
    source_site = models.CharField(_("source website"), max_length=255, blank=True)
    original_title = models.CharField(_("original title"), max_length=500, blank=True)
    issuing_organ = models.CharField(_("issuing organ"), max_length=255, blank=True)
    document_number = models.CharField(
        _("document number"),
        max_length=100,
        blank=True,
        help_text=_("For instance 国办发〔2018〕123号."),
    )
    original_date = models.DateField(_("original date"), null=True, blank=True)
    reprinted_at = models.DateTimeField(_("time of reprint"), null=True, blank=True)
    authorised_by = models.CharField(
        _("authorising act"),
        max_length=500,
        blank=True,
        help_text=_("Which act allows this source to publish documents of the issuing organ."),
    )

    history = History()

    # A headless site shows them with ``APIField("govreview_attributions")`` in a page type's ``api_fields``.
    api_fields = [
        APIField("information_class"),
        APIField("subclasses"),
        *(APIField(name) for name in READABLE_FIELDS),
    ]

    class Meta:
        verbose_name = _("source attribution")
        verbose_name_plural = _("source attributions")

    def readable(self) -> Iterator[tuple[Any, str]]:
        """Every answer in words, for comparisons: label and text."""
        profile = get_profile()
        yield self._label("information_class"), words(profile.classes, [self.information_class])
        yield self._label("subclasses"), words(profile.subclasses, self.subclasses)
        for name in READABLE_FIELDS:
            yield self._label(name), readable_value(getattr(self, name))

    def _label(self, name: str) -> Any:
        field: Any = self._meta.get_field(name)
        return capfirst(str(field.verbose_name))

    def __str__(self) -> str:
        return self.source_site or self.information_class


class AuthorisedSource(ClusterableModel):
    """A website or medium from which reprinting is allowed (授权发布的网站、媒体; rule, chapter 二(一)(二)).

    A reprint is judged by the day it was made, so an entry is never overwritten by a newer edition: it gets
    an end, and the new edition an entry of its own.
    """

    class Status(models.TextChoices):
        VALID = "valid", _("valid")
        FROZEN = "frozen", _("frozen")
        REMOVED = "removed", _("removed")

    name = models.CharField(_("name"), max_length=255)
    scope = models.CharField(_("scope"), max_length=32, db_index=True)
    organ = models.CharField(
        _("organ"),
        max_length=255,
        blank=True,
        help_text=_("Whose documents this source may publish, for sources of one organ."),
    )
    basis = models.CharField(
        _("basis"), max_length=500, blank=True, help_text=_("The act that authorises it.")
    )
    edition = models.CharField(_("edition"), max_length=100, blank=True)
    status = models.CharField(
        _("status"),
        max_length=16,
        choices=Status.choices,
        default=Status.VALID,
        db_index=True,
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    remarks = models.TextField(_("remarks"), blank=True)

    history = History()

    class Meta:
        verbose_name = _("authorised source")
        verbose_name_plural = _("authorised sources")
        ordering = ("scope", "name")

    def __str__(self) -> str:
        return self.name


class AuthorisedHost(models.Model):
    """An address of an authorised source: one exact host, on request its sub-hosts, on request one path."""

    source = ParentalKey(AuthorisedSource, on_delete=models.CASCADE, related_name="hosts")
    host = models.CharField(
        _("host"), max_length=253, db_index=True, help_text=_("For instance www.gov.cn.")
    )
    with_subdomains = models.BooleanField(
        _("with all its sub-hosts"),
        default=False,
        help_text=_("Never for gov.cn: everything under it belongs to somebody else."),
    )
    path_prefix = models.CharField(_("only below this path"), max_length=255, blank=True)
    excluded = models.BooleanField(
        _("not allowed"),
        default=False,
        help_text=_("Tick to keep a host or path of this source out."),
    )

    history = History()

    class Meta:
        verbose_name = _("authorised host")
        verbose_name_plural = _("authorised hosts")

    def __str__(self) -> str:
        return f"{self.host}{self.path_prefix}"
