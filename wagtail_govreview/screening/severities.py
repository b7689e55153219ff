"""How severe a finding is on this site."""

from __future__ import annotations

from wagtail_govreview.conf import settings
from wagtail_govreview.screening.findings import FindingType, Severity


def severity_of(found: FindingType) -> Severity | None:
    """The type's own severity, or what ``GOVREVIEW_SEVERITIES`` says; ``None``: it is switched off."""
    chosen = settings.severities.get(found.code, found.severity)
    return None if chosen is None else Severity(chosen)
