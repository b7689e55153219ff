"""The acts that dictionaries write into the ledger."""

from django.utils.translation import gettext_lazy as _

ACTIVATED = "screening.dictionary_activated"

LABELS = {ACTIVATED: _("dictionary put in force")}
