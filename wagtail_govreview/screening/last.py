"""The last known result of the checks for each page, so that the editor opens without waiting for them.

No evidence: it is overwritten by every check and goes with its page. What was submitted stands in the sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.pages import BASE_PAGE_MODEL
from wagtail_govreview.screening.findings import Finding
from wagtail_govreview.screening.rules import Tally, tally
from wagtail_govreview.screening.rulings import Ruling

REMEMBERED = "_govreview_screening"


class Screening(models.Model):
    """``language``: in which the findings are worded. ``to_change``, ``to_rule``, ``hints``: see
    :class:`~wagtail_govreview.screening.rules.Tally`."""

    page = models.OneToOneField(
        BASE_PAGE_MODEL, on_delete=models.CASCADE, related_name="govreview_screening"
    )
    findings = models.JSONField(_("findings"), default=list)
    to_change = models.PositiveIntegerField(_("must be changed"), default=0)
    to_rule = models.PositiveIntegerField(_("needs a ruling"), default=0)
    hints = models.PositiveIntegerField(_("hints"), default=0)
    language = models.CharField(max_length=16, blank=True)
    checked_at = models.DateTimeField(_("checked at"))

    class Meta:
        verbose_name = _("last check")
        verbose_name_plural = _("last checks")

    def __str__(self) -> str:
        return str(self.page_id)

    def parsed(self) -> list[Finding]:
        """The findings; none where an earlier release kept them in another shape."""
        try:
            return [Finding.from_json(data) for data in self.findings]
        except (KeyError, TypeError, ValueError):
            return []


def keep(page: Any, findings: Sequence[Finding]) -> None:
    """Remember what was found last in ``page``. Nothing for a page that is not saved yet."""
    if page.pk is None:
        return
    counted = tally(findings)
    Screening.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "findings": [finding.to_json() for finding in findings],
            **_counts(counted),
            "language": get_language() or "",
            "checked_at": timezone.now(),
        },
    )
    page.__dict__.pop(REMEMBERED, None)


def last_of(page: Any) -> Screening | None:
    """The last result for ``page``. One query, and none when the same object is asked again."""
    if page.pk is None:
        return None
    if REMEMBERED not in page.__dict__:
        page.__dict__[REMEMBERED] = Screening.objects.filter(page_id=page.pk).first()
    found: Screening | None = page.__dict__[REMEMBERED]
    return found


def note_ruling(page: Any, ruling: Ruling) -> None:
    """Put a new ruling into the last result."""
    screening = Screening.objects.filter(page_id=page.pk).first()
    if screening is None:
        return
    findings = [
        each.ruled(ruling.told()) if each.key == ruling.finding_key else each
        for each in screening.parsed()
    ]
    Screening.objects.filter(pk=screening.pk).update(
        findings=[each.to_json() for each in findings], **_counts(tally(findings))
    )
    page.__dict__.pop(REMEMBERED, None)


def _counts(counted: Tally) -> dict[str, int]:
    return {
        "to_change": counted.to_change,
        "to_rule": counted.to_rule,
        "hints": counted.hints,
    }
