"""What the site noticed about a draft: frozen into the sheet for the signers to see.

Two kinds stand side by side: the advice of ``sources`` (a code and a sentence), and the findings of the automatic
checks with what people decided about them. Sheets of earlier releases have advice only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.dateparse import parse_datetime

from wagtail_govreview.content.text import passages
from wagtail_govreview.moments import local_day
from wagtail_govreview.screening.findings import Finding, Severity
from wagtail_govreview.screening.rulings import Decision
from wagtail_govreview.screening.screening import screen
from wagtail_govreview.sources import rules as source_rules
from wagtail_govreview.sources.attributions import attribution_of
from wagtail_govreview.units.governance import unit_of
from wagtail_govreview.units.models import Unit


def screened(page: Any, unit: Unit | None) -> list[Finding]:
    """The findings of the automatic checks in the site's language, as the sheet keeps them."""
    with translation.override(settings.LANGUAGE_CODE):
        return screen(page, unit)


def findings_of(page: Any, found: Iterable[Finding] = ()) -> list[dict[str, Any]]:
    """Each thing to look at, in the site's language: the advice of ``sources``, and what the checks ``found``."""
    with translation.override(settings.LANGUAGE_CODE):
        advice = source_rules.advice(
            attribution_of(page),
            title=page.title,
            on=local_day(),
            text=text_of(page),
            unit=unit_of(page),
        )
        said = [{"code": each.code, "sentence": str(each.sentence)} for each in advice]
        return [*said, *(_frozen(finding) for finding in found)]


def _frozen(finding: Finding) -> dict[str, Any]:
    """A finding in words, without what only programs need."""
    return {
        "code": finding.code,
        "severity": str(finding.severity.value),
        "label": finding.label,
        "source": finding.title,
        "place": finding.place,
        "count": finding.count,
        "excerpt": finding.excerpt,
        "suggestion": finding.suggestion,
        "note": finding.note,
        "key": finding.key,
        "ruling": finding.ruling,
    }


def text_of(page: Any) -> str:
    """The page's content as plain text, a paragraph a line."""
    return "\n".join(passage.text for passage in passages(page))


@dataclass(frozen=True)
class Said:
    """One frozen finding, as screens and papers show it.

    ``sentence``: what it is; ``where``: file and place in words. ``severity`` and ``decision`` are codes, empty for
    advice. ``reason``, ``name`` and ``at`` tell of the ruling.
    """

    sentence: str
    where: str = ""
    severity: str = ""
    count: int = 1
    excerpt: str = ""
    suggestion: str = ""
    note: str = ""
    decision: str = ""
    reason: str = ""
    name: str = ""
    at: datetime | None = None

    @property
    def severity_label(self) -> str:
        return str(dict(Severity.choices).get(self.severity, self.severity))

    @property
    def decision_label(self) -> str:
        return str(dict(Decision.choices).get(self.decision, self.decision))

    @property
    def line(self) -> str:
        """All of it in one line."""
        ruled = " ".join(word for word in (self.decision_label, self.reason, self.name) if word)
        return " · ".join(word for word in (self.where, self.sentence, self.excerpt, ruled) if word)


def said(findings: Iterable[Mapping[str, Any]] | None) -> list[Said]:
    """What a sheet froze, whichever release froze it."""
    return [_said(finding) for finding in findings or ()]


def _said(data: Mapping[str, Any]) -> Said:
    ruling = data.get("ruling") or {}
    if not isinstance(ruling, Mapping):
        ruling = {"reason": str(ruling)}
    return Said(
        sentence=str(data.get("sentence") or data.get("label") or data.get("code", "")),
        where=" ".join(str(data[name]) for name in ("source", "place") if data.get(name)),
        severity=str(data.get("severity", "")),
        count=int(data.get("count") or 1),
        excerpt=str(data.get("excerpt", "")),
        suggestion=str(data.get("suggestion", "")),
        note=str(data.get("note", "")),
        decision=str(ruling.get("decision", "")),
        reason=str(ruling.get("reason", "")),
        name=str(ruling.get("name", "")),
        at=parse_datetime(str(ruling.get("at", ""))),
    )
