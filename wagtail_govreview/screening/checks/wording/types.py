"""What the checks of wording may find. Which of them ask for a ruling is a local value: no rule says it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wagtail_govreview.screening.findings import FindingType, Severity

WRONG = FindingType(
    code="wording.wrong",
    label=_("Wrong word"),
    severity=Severity.RULING,
    advice=_("Put the right word in its place."),
)
CAREFUL = FindingType(
    code="wording.careful",
    label=_("Word to be used with care"),
    severity=Severity.HINT,
    advice=_("Check whether it is right here."),
)
TITLE = FindingType(
    code="wording.title",
    label=_("Title that was not held on this day"),
    severity=Severity.RULING,
    advice=_("Check who holds the office, or tell the former title as such."),
)
NEAR_MISS = FindingType(
    code="wording.near_miss",
    label=_("Protected name with one character off"),
    severity=Severity.RULING,
    advice=_("Write the name exactly, or rule that something else is meant."),
)
SECRET = FindingType(
    code="wording.secret",
    label=_("Word that must not go out"),
    severity=Severity.BLOCK,
    advice=_("Take it out: the unit has said that this must not be published."),
    private=True,
)
DOCUMENT_NUMBER = FindingType(
    code="wording.document_number",
    label=_("Document number in the wrong form"),
    severity=Severity.HINT,
    advice=_("Write it as the document itself does, such as 国办发〔2018〕123号."),
)
DATE = FindingType(
    code="wording.date",
    label=_("Date that does not exist"),
    severity=Severity.RULING,
    advice=_("Look up the right day."),
)
TOTAL = FindingType(
    code="wording.total",
    label=_("Total that does not add up"),
    severity=Severity.RULING,
    advice=_("Add up the figures, or rule that they are right because …"),
)
PUNCTUATION = FindingType(
    code="wording.punctuation",
    label=_("Punctuation"),
    severity=Severity.HINT,
    advice=_("Put the punctuation right."),
)
REPEATED = FindingType(
    code="wording.repeated",
    label=_("Repeated characters"),
    severity=Severity.HINT,
    advice=_("Take out what stands there twice."),
)
SOUND = FindingType(
    code="wording.sound",
    label=_("Sounds like a phrase of this site"),
    severity=Severity.HINT,
    advice=_("Look whether a character was mistaken for another that sounds like it."),
)
