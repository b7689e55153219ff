"""What the checks of secrecy find.

The form of marks is that of the rules on state secrets (密级★保密期限); their severities are local values.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wagtail_govreview.screening.findings import FindingType, Severity

MARK = FindingType(
    code="secrecy.mark",
    label=_("Secrecy mark"),
    severity=Severity.BLOCK,
    advice=_(
        "What bears a secrecy mark does not go online. Take it out, and tell who is responsible for secrecy."
    ),
)
PARAGRAPH_MARK = FindingType(
    code="secrecy.paragraph_mark",
    label=_("Secrecy mark of a paragraph"),
    severity=Severity.BLOCK,
    advice=_(
        "This paragraph is marked as secret. Take it out, and tell who is responsible for secrecy."
    ),
)
MENTION = FindingType(
    code="secrecy.mention",
    label=_("Secrecy mark that is cited or released"),
    severity=Severity.HINT,
    advice=_("Make sure that the mark is only spoken of here, or that its release is on record."),
)
TELEGRAM = FindingType(
    code="secrecy.telegram",
    label=_("Number of a cipher telegram"),
    severity=Severity.BLOCK,
    advice=_(
        "Cipher telegrams are neither published nor cited. Take out the number and what it says."
    ),
)
OPEN_TELEGRAM = FindingType(
    code="secrecy.open_telegram",
    label=_("Heading of a telegram"),
    severity=Severity.RULING,
    advice=_(
        "Telegrams (明传电报) are not made for publication. Say who allowed it, or publish the ordinary document."
    ),
)
COPY_NUMBER = FindingType(
    code="secrecy.copy_number",
    label=_("Copy number (份号)"),
    severity=Severity.RULING,
    advice=_(
        "Copy numbers stand on secret documents. Say where the text comes from, or take it out."
    ),
)
INTERNAL = FindingType(
    code="secrecy.internal",
    label=_("Mark of internal material"),
    severity=Severity.RULING,
    advice=_("This is marked as internal. Say why it may be public, or take it out."),
)
ATTRIBUTE_CONFLICT = FindingType(
    code="secrecy.attribute_conflict",
    label=_("The text says something else about its disclosure"),
    severity=Severity.BLOCK,
    advice=_("The text's own mark and the disclosure attribute on the sheet must agree."),
)
NOT_PUBLIC_PART = FindingType(
    code="secrecy.not_public_part",
    label=_("Part that is marked as not public"),
    severity=Severity.RULING,
    advice=_(
        "Take out what is not public, in the attachments too; or say why it may be published."
    ),
)
