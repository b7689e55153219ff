"""Dictionaries, their versions and the terms of each version."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.screening.dictionaries.entries import TermKind
from wagtail_govreview.screening.findings import Severity
from wagtail_govreview.units.models import Unit

LONGEST_TERM = 100
LONGEST_WORDS = 500


class Dictionary(models.Model):
    """A list of words of one kind. ``unit``: whose it is; none: it is shared by all units of the site.

    ``severity``: of what its words find; empty leaves it to the kind.
    """

    unit = models.ForeignKey(
        Unit,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="dictionaries",
        verbose_name=_("unit"),
    )
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=16, choices=TermKind.choices)
    severity = models.CharField(
        _("severity"),
        max_length=16,
        choices=Severity.choices,
        blank=True,
        help_text=_("Empty: as is usual for this kind of words."),
    )
    description = models.TextField(_("description"), blank=True)

    class Meta:
        verbose_name = _("dictionary")
        verbose_name_plural = _("dictionaries")
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(fields=("unit", "name"), name="govreview_dictionary_name"),
        ]

    def __str__(self) -> str:
        return self.name


class DictionaryVersion(models.Model):
    """The terms of a dictionary as they were, are or will be in force.

    A version is edited while it is a draft. Activated, it never changes; the one before is retired. ``digest`` and
    ``count`` are those of its terms when it was activated, as in the ledger.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        ACTIVE = "active", _("in force")
        RETIRED = "retired", _("no longer in force")

    dictionary = models.ForeignKey(
        Dictionary, on_delete=models.PROTECT, related_name="versions", verbose_name=_("dictionary")
    )
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(
        _("state"), max_length=16, choices=State.choices, default=State.DRAFT, db_index=True
    )
    note = models.CharField(_("what is new"), max_length=LONGEST_WORDS, blank=True)
    made_at = models.DateTimeField(_("begun on"))
    made_by = models.CharField(_("begun by"), max_length=255, blank=True)
    activated_at = models.DateTimeField(_("in force since"), null=True, blank=True)
    activated_by = models.CharField(_("put in force by"), max_length=255, blank=True)
    retired_at = models.DateTimeField(_("in force until"), null=True, blank=True)
    digest = models.CharField(_("digest"), max_length=160, blank=True)
    count = models.PositiveIntegerField(_("number of terms"), default=0)

    class Meta:
        verbose_name = _("version of a dictionary")
        verbose_name_plural = _("versions of dictionaries")
        ordering = ("dictionary", "-number")
        constraints = [
            models.UniqueConstraint(
                fields=("dictionary", "number"), name="govreview_dictionary_version"
            ),
        ]

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_active(self) -> bool:
        return self.state == self.State.ACTIVE

    def __str__(self) -> str:
        return f"{self.dictionary} · {self.number}"


class DictionaryTerm(models.Model):
    """One entry. ``key`` is a digest of the term as it is compared (folded, in lower case): a term stands once in a
    version, however it is written, on databases of every collation."""

    wagtail_reference_index_ignore = True

    version = models.ForeignKey(DictionaryVersion, on_delete=models.CASCADE, related_name="terms")
    term = models.CharField(_("term"), max_length=LONGEST_TERM)
    key = models.CharField(max_length=64, editable=False)
    suggestion = models.CharField(_("write instead"), max_length=LONGEST_WORDS, blank=True)
    note = models.CharField(_("note"), max_length=LONGEST_WORDS, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("term of a dictionary")
        verbose_name_plural = _("terms of dictionaries")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("version", "key"), name="govreview_dictionary_term"),
        ]

    def __str__(self) -> str:
        return self.term


class DictionaryImport(models.Model):
    """A file or a list of pasted lines that was read and waits to be taken over: ``rows`` is compressed JSON."""

    wagtail_reference_index_ignore = True

    version = models.ForeignKey(DictionaryVersion, on_delete=models.CASCADE, related_name="imports")
    title = models.CharField(max_length=255, blank=True)
    rows = models.BinaryField()
    errors = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("import of terms")
        verbose_name_plural = _("imports of terms")

    def __str__(self) -> str:
        return self.title


class DictionaryTrial(models.Model):
    """What a draft would find in everything that is live, beside the version in force.

    ``found`` and ``gone``: by term ``{"count", "pages": [[key, title], …]}``, the first pages of each. ``last``: key
    of the last page that was looked at, so that a run that was cut off goes on there.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to begin")
        RUNNING = "running", _("running")
        READY = "ready", _("done")
        FAILED = "failed", _("failed")

    wagtail_reference_index_ignore = True

    version = models.ForeignKey(DictionaryVersion, on_delete=models.CASCADE, related_name="trials")
    state = models.CharField(max_length=16, choices=State.choices, default=State.WAITING)
    digest = models.CharField(max_length=160)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    last = models.CharField(max_length=255, blank=True)
    unread = models.PositiveIntegerField(default=0)
    found: Any = models.JSONField(default=dict)
    gone: Any = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=255, blank=True)
    touched_at = models.DateTimeField()

    class Meta:
        verbose_name = _("trial run of a dictionary")
        verbose_name_plural = _("trial runs of dictionaries")
        ordering = ("-pk",)

    @property
    def is_under_way(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def has_failed(self) -> bool:
        return self.state == self.State.FAILED

    def __str__(self) -> str:
        return f"{self.version} · {self.asked_at:%Y-%m-%d %H:%M}"
