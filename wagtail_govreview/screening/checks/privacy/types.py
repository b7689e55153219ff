"""What the checks of personal information find.

The severities are local values: the rule says “隐私信息要遮掩” and names no list. ``GOVREVIEW_SEVERITIES`` changes them.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wagtail_govreview.screening.findings import FindingType, Severity

MASK_IT = _("Mask it, or take it out.")

ID_NUMBER = FindingType(
    code="privacy.id_number",
    label=_("Resident ID number"),
    severity=Severity.BLOCK,
    advice=MASK_IT,
    private=True,
    mask="id_number",
)
ID_DOUBTFUL = FindingType(
    code="privacy.id_doubtful",
    label=_("Looks like a mistyped resident ID number"),
    severity=Severity.RULING,
    advice=_("Mask it if it belongs to a person: one wrong digit hides nobody."),
    private=True,
    mask="id_number",
)
MOBILE = FindingType(
    code="privacy.mobile",
    label=_("Mobile phone number"),
    severity=Severity.RULING,
    advice=_("Mask it, or say why this number may be published, such as a duty phone."),
    private=True,
    mask="phone",
)
LANDLINE = FindingType(
    code="privacy.landline",
    label=_("Landline number"),
    severity=Severity.HINT,
    advice=_("An office's number may be published, somebody's at home may not."),
    private=True,
    mask="phone",
)
BANK_CARD = FindingType(
    code="privacy.bank_card",
    label=_("Bank card number"),
    severity=Severity.BLOCK,
    advice=MASK_IT,
    private=True,
    mask="bank_card",
)
PASSPORT = FindingType(
    code="privacy.passport",
    label=_("Passport or travel permit number"),
    severity=Severity.BLOCK,
    advice=MASK_IT,
    private=True,
    mask="passport",
)
ADDRESS = FindingType(
    code="privacy.address",
    label=_("Home address below township or street"),
    severity=Severity.RULING,
    advice=_("Give a home address only down to the township or the street office."),
    private=True,
    mask="address",
)
PLATE = FindingType(
    code="privacy.plate",
    label=_("Number plate"),
    severity=Severity.RULING,
    advice=_("Mask it, or say why it may be published, such as a sanction that has to be."),
    private=True,
    mask="plate",
)
EMAIL = FindingType(
    code="privacy.email",
    label=_("E-mail address"),
    severity=Severity.HINT,
    advice=_("An office's address may be published, somebody's own may not."),
    private=True,
    mask="email",
)
HEALTH = FindingType(
    code="privacy.health",
    label=_("Name beside illness, poverty or disability"),
    severity=Severity.RULING,
    advice=_("Mask the name, or say which rule demands that this is made public."),
    private=True,
    mask="name",
)
MASKED = FindingType(
    code="privacy.masked",
    label=_("Masked too little"),
    severity=Severity.HINT,
    advice=_("What is still to be read gives the birth date away, or leaves few numbers to try."),
    private=True,
    mask="id_number",
)
