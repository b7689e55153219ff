"""The acts that this room writes into the ledger."""

from django.utils.translation import gettext_lazy as _

MASKED = "screening.masked"

LABELS = {
    "screening.ruled": _("ruled on a finding"),
    MASKED: _("personal information masked in the draft"),
}
