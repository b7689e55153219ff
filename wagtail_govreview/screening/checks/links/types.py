"""What the checks of links find. Severities are local values."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wagtail_govreview.screening.findings import FindingType, Severity

HIDDEN = FindingType(
    code="links.hidden",
    label=_("Hidden link (暗链)"),
    severity=Severity.BLOCK,
    advice=_(
        "Readers do not see this link. Take it out of the code, and find out how it came there."
    ),
)
SCRIPT = FindingType(
    code="links.script",
    label=_("Link that runs code"),
    severity=Severity.BLOCK,
    advice=_(
        "Addresses such as javascript: and data: do not lead to a page. Put in the address of a page."
    ),
)
DISGUISED = FindingType(
    code="links.disguised",
    label=_("Link that hides where it leads"),
    severity=Severity.RULING,
    advice=_(
        "Use the ordinary address under the website's name: without user name, number or port."
    ),
)
OUTSIDE = FindingType(
    code="links.outside",
    label=_("Link to a website that is not the government's"),
    severity=Severity.RULING,
    advice=_("Say why the link is needed, or take it out. Registered sources are allowed."),
)
EMBEDDED = FindingType(
    code="links.embedded",
    label=_("Loaded from another website"),
    severity=Severity.RULING,
    advice=_(
        "Others decide what readers see here. Upload the file, or say why it must come from there."
    ),
)
BROKEN = FindingType(
    code="links.broken",
    label=_("Link to nothing that is public on this site"),
    severity=Severity.RULING,
    advice=_("What the link leads to is gone or not public. Publish it first, or change the link."),
)
DEAD = FindingType(
    code="links.dead",
    label=_("Dead link"),
    severity=Severity.RULING,
    advice=_(
        "The address did not answer when it was last asked. Open it, and change or remove the link."
    ),
)
