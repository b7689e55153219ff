"""What the checks of whole items find. Severities are local values."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wagtail_govreview.screening.findings import FindingType, Severity

DUPLICATE = FindingType(
    code="items.duplicate",
    label=_("The same text is public already"),
    severity=Severity.RULING,
    advice=_("Link to the page that is public, or say why the text appears twice."),
)
NO_DATE = FindingType(
    code="items.no_date",
    label=_("No date of publication"),
    severity=Severity.HINT,
    advice=_("Readers and inspections ask for the date: fill it in."),
)
INTERPRETATION = FindingType(
    code="items.interpretation",
    label=_("Interpretation without its document"),
    severity=Severity.RULING,
    advice=_("Link to the document that is interpreted, or name it with its title or number."),
)
NOTICE_PERIOD = FindingType(
    code="items.notice_period",
    label=_("The period of public notice is over"),
    severity=Severity.RULING,
    advice=_("Correct the period, or say why the notice is still to be public."),
)
