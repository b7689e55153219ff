"""The acts that this room writes into the ledger."""

from django.utils.translation import gettext_lazy as _

MASKED = "screening.masked"
STRIPPED = "screening.stripped"

LABELS = {
    "screening.ruled": _("ruled on a finding"),
    MASKED: _("personal information masked in the draft"),
    STRIPPED: _("metadata removed from a picture"),
}
