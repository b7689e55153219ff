"""The acts that this room writes into the ledger."""

from django.utils.translation import gettext_lazy as _

from wagtail_govreview.ledger.destruction.knowledge import DESTROYED

FILED, TAKEN = "archive.filed", "archive.downloaded"

LABELS = {
    FILED: _("packed for the archive"),
    TAKEN: _("filing package downloaded"),
    DESTROYED: _("destroyed by approval"),
}
