"""The acts that this room writes into the ledger."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "screening.ruled": _("ruled on a finding"),
}
