"""The findings of a page in front of one person: the panel in the editor and the page of their own share it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from wagtail_govreview.screening.extraction.notices import BY_CODE as NOTICES
from wagtail_govreview.screening.findings import Finding, FindingType, Severity
from wagtail_govreview.screening.last import last_of
from wagtail_govreview.screening.places import Kind
from wagtail_govreview.screening.registry import registry
from wagtail_govreview.screening.rules import (
    RulingFacts,
    Tally,
    is_confirmed,
    is_lifted,
    must_change,
    needs_ruling,
    tally,
)
from wagtail_govreview.screening.rulings import Decision

ICONS = {Severity.BLOCK: "cross", Severity.RULING: "warning", Severity.HINT: "info-circle"}
SHOWN_AT_ONCE = 30  # findings; the rest is folded away


@dataclass(frozen=True)
class Row:
    """One finding, as it is shown to somebody who has the rights ``facts`` on its page.

    ``page_id``: ``None`` while the page is not saved, so that nothing can be ruled on.
    """

    finding: Finding
    number: int
    page_id: Any
    facts: RulingFacts

    @property
    def icon(self) -> str:
        return "check" if self.passes else ICONS[self.finding.severity]

    @property
    def passes(self) -> bool:
        return is_lifted(self.finding)

    @property
    def state(self) -> str:
        """For the style: what it asks for now."""
        if self.passes:
            return "passed"
        if must_change(self.finding):
            return "block"
        return "ruling" if needs_ruling(self.finding) else "hint"

    @property
    def severity(self) -> str:
        """What it asks for, in words; what was decided says more."""
        return str(self.finding.severity.label)

    @property
    def label(self) -> str:
        """In the reader's language, where the type is still known."""
        return str(self.type.label) if self.type else self.finding.label

    @property
    def advice(self) -> str:
        return str(self.type.advice) if self.type else self.finding.advice

    @property
    def type(self) -> FindingType | None:
        code = self.finding.code
        return registry.types.get(code) or NOTICES.get(code)

    @property
    def decision(self) -> str:
        words = {str(code): str(label) for code, label in Decision.choices}
        return words.get(self.finding.ruling.get("decision", ""), "")

    @property
    def ruled_at(self) -> datetime | None:
        return parse_datetime(str(self.finding.ruling.get("at", "")))

    @property
    def may_rule(self) -> bool:
        return self.page_id is not None and self.facts.may_look

    @property
    def may_pass(self) -> bool:
        """May this person let it pass?"""
        blocks = self.finding.severity == Severity.BLOCK
        return self.may_rule and (self.facts.may_lift or not blocks)

    @property
    def may_confirm(self) -> bool:
        """May this person say that it is true? Of what has to be changed in any case there is no need to."""
        blocks = self.finding.severity == Severity.BLOCK and not self.passes
        return self.may_rule and not blocks and not is_confirmed(self.finding)

    @property
    def wants_signer(self) -> bool:
        """Is it something that this person has to change, because only somebody else could let it pass?"""
        return self.finding.severity == Severity.BLOCK and not self.passes and not self.may_pass

    @property
    def needs_reason(self) -> bool:
        return bool(self.finding.severity != Severity.HINT)

    # -- where it is ------------------------------------------------------------------------------

    @property
    def field(self) -> str:
        """The path of the passage in the page's form; empty for what is in a file."""
        places = self.finding.places
        if self.finding.source or not places or places[0].kind is not Kind.FIELD:
            return ""
        return places[0].name

    @property
    def needle(self) -> str:
        """What was found, for the script to mark in the form; empty where it is hidden."""
        found = self.finding.excerpt.partition("【")[2].rpartition("】")[0]
        return "" if "*" in found else found

    @property
    def file_url(self) -> str:
        """Where the file can be exchanged; empty for the page itself and for files of other kinds."""
        model, _colon, key = self.finding.source.partition(":")
        key = key.partition(".")[0]
        names = {
            get_document_model()._meta.label_lower: "wagtaildocs:edit",
            get_image_model()._meta.label_lower: "wagtailimages:edit",
        }
        return _address(names[model], key) if model in names else ""

    @property
    def mask_url(self) -> str:
        """Where it can be masked in one step; empty where nothing masks it."""
        if not self.finding.mask or self.page_id is None or self.passes:
            return ""
        if self.finding.source:
            return _address("wagtail_govreview:mask_document", self.page_id, self.finding.source)
        return _address("wagtail_govreview:mask_page", self.page_id)


def _address(name: str, *arguments: Any) -> str:
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class Shown:
    """All findings of a page. ``checked_at``: ``None`` before the first check."""

    findings: Sequence[Finding] = ()
    page_id: Any = None
    facts: RulingFacts = field(default_factory=RulingFacts)
    checked_at: datetime | None = None

    @cached_property
    def rows(self) -> list[Row]:
        return [
            Row(finding, number, self.page_id, self.facts)
            for number, finding in enumerate(self.findings)
        ]

    @property
    def first_rows(self) -> list[Row]:
        return self.rows[:SHOWN_AT_ONCE]

    @property
    def more_rows(self) -> list[Row]:
        return self.rows[SHOWN_AT_ONCE:]

    @cached_property
    def tally(self) -> Tally:
        return tally(self.findings)

    @property
    def headline(self) -> str:
        """“1 must be changed · 2 need a ruling · 3 hints”."""
        return " · ".join(self._counts()) or _("Nothing found")

    def _counts(self) -> list[str]:
        counted = self.tally
        said = []
        if counted.to_change:
            said.append(_("%(count)d must be changed") % {"count": counted.to_change})
        if counted.to_rule:
            words = ngettext("%(count)d needs a ruling", "%(count)d need a ruling", counted.to_rule)
            said.append(words % {"count": counted.to_rule})
        if counted.hints:
            words = ngettext("%(count)d hint", "%(count)d hints", counted.hints)
            said.append(words % {"count": counted.hints})
        if counted.passed:
            said.append(_("%(count)d may stay") % {"count": counted.passed})
        return said


def last_shown(page: Any, facts: RulingFacts) -> Shown:
    """What the last check of ``page`` found. One query, none where it was asked already."""
    screening = last_of(page)
    if screening is None:
        return Shown(page_id=page.pk, facts=facts)
    return Shown(screening.parsed(), page.pk, facts, screening.checked_at)
