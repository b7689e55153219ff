"""What keeps a draft from being submitted, and who may rule on what (rule, chapter 三(二)). Pure: values in, refusals out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_govreview.refusal import Refusal
from wagtail_govreview.screening.findings import Finding, Severity
from wagtail_govreview.screening.rulings import Decision

NAMED = 8  # findings that a refusal names one by one; the rest it counts


@dataclass(frozen=True)
class RulingFacts:
    """Everything that decides whether one person may rule on findings of one page.

    ``has_unit``: does the page lie in a unit's part of the tree? ``may_edit``: the page; ``signs``: for the unit, in
    any tier, in their own name; ``keeps``: the unit's register; ``contributed``: to the content since it was last
    published.
    """

    has_unit: bool = True
    may_edit: bool = False
    signs: bool = False
    keeps: bool = False
    contributed: bool = False

    @property
    def may_lift(self) -> bool:
        """May they let pass what must be changed?"""
        return self.signs and not self.contributed

    @property
    def may_look(self) -> bool:
        """May they see the findings at all?"""
        return self.may_edit or self.signs or self.keeps


def for_ruling(facts: RulingFacts, severity: Severity, decision: str, reason: str) -> list[Refusal]:
    """Why this person may not make this ruling."""
    return list(_ruling_refusals(facts, severity, decision, reason))


def _ruling_refusals(
    facts: RulingFacts, severity: Severity, decision: str, reason: str
) -> Iterator[Refusal]:
    if not facts.has_unit:
        yield Refusal(
            "units.none",
            _("No unit publishes this part of the page tree. An administrator has to set one up."),
        )
    if decision not in Decision.values:
        yield Refusal("screening.decision", _("Choose what it is."), "decision")
        return
    if not facts.may_look:
        yield Refusal(
            "screening.not_editor",
            _("Only who may edit the page, or signs for its unit, rules on what was found in it."),
        )
        return
    passes = decision != Decision.TRUE
    if passes and severity == Severity.BLOCK:
        yield from _lifting_refusals(facts)
    if passes and severity != Severity.HINT and not reason.strip():
        yield Refusal("screening.reason", _("Say why it may stay."), "reason")


def _lifting_refusals(facts: RulingFacts) -> Iterator[Refusal]:
    if not facts.signs:
        yield Refusal(
            "screening.not_signer",
            _(
                "This has to be changed. Only somebody who signs for this unit and did not work on the content "
                "can let it pass, with a reason."
            ),
        )
    elif facts.contributed:
        yield Refusal(
            "screening.contributor",
            _("You worked on this content, so somebody else who signs has to let it pass."),
        )


# -- submission -----------------------------------------------------------------------------------


def is_lifted(finding: Finding) -> bool:
    """Did somebody who may do so let the finding pass?

    A ruling that was made when the finding asked for less does not lift what must be changed.
    """
    ruling = finding.ruling
    if not ruling or ruling["decision"] == Decision.TRUE:
        return False
    if finding.severity != Severity.BLOCK:
        return True
    return bool(ruling["severity"] == Severity.BLOCK)


def is_confirmed(finding: Finding) -> bool:
    """Did somebody say that it is true, so that it has to be changed?"""
    return bool(finding.ruling) and finding.ruling["decision"] == Decision.TRUE


def must_change(finding: Finding) -> bool:
    """Does it keep the draft back until the content is another?"""
    if is_lifted(finding):
        return False
    return finding.severity == Severity.BLOCK or is_confirmed(finding)


def needs_ruling(finding: Finding) -> bool:
    """Does it keep the draft back until somebody says what it is?"""
    return finding.severity == Severity.RULING and not finding.ruling


@dataclass(frozen=True)
class Tally:
    """How many findings there are: to be changed, to be ruled on, hints that nobody ruled on, and ruled so that they pass."""

    to_change: int = 0
    to_rule: int = 0
    hints: int = 0
    passed: int = 0

    @property
    def outstanding(self) -> int:
        """What keeps the draft back."""
        return self.to_change + self.to_rule


def tally(findings: Iterable[Finding]) -> Tally:
    """Count ``findings``; each once."""
    to_change = to_rule = hints = passed = 0
    for finding in findings:
        if must_change(finding):
            to_change += 1
        elif needs_ruling(finding):
            to_rule += 1
        elif is_lifted(finding):
            passed += 1
        else:
            hints += 1
    return Tally(to_change, to_rule, hints, passed)


def for_submission(findings: Iterable[Finding]) -> list[Refusal]:
    """Why a draft with these findings (rulings put in) may not be submitted."""
    findings = list(findings)
    blocked = [each for each in findings if must_change(each) and not is_confirmed(each)]
    confirmed = [each for each in findings if must_change(each) and is_confirmed(each)]
    unruled = [each for each in findings if needs_ruling(each)]
    return [
        *(
            Refusal("screening.blocked", _("Has to be changed first: %(finding)s.") % words)
            for words in _words(blocked)
        ),
        *(
            Refusal(
                "screening.true",
                _("Was found to be true, so it has to be changed first: %(finding)s.") % words,
            )
            for words in _words(confirmed)
        ),
        *(
            Refusal("screening.unruled", _("Needs a ruling first: %(finding)s.") % words)
            for words in _words(unruled)
        ),
    ]


def _words(findings: Sequence[Finding]) -> Iterator[dict[str, str]]:
    """One by one, and the rest as a number: a sheet with 300 findings does not make 300 sentences."""
    for finding in findings[:NAMED]:
        yield {"finding": named(finding)}
    left = len(findings) - NAMED
    if left > 0:
        more = ngettext("%(count)d more finding", "%(count)d more findings", left)
        yield {"finding": more % {"count": left}}


def named(finding: Finding) -> str:
    """A finding in one line: what it is and where."""
    where = " ".join(word for word in (finding.title, finding.place) if word)
    return f"{finding.label} ({where})" if where else str(finding.label)
