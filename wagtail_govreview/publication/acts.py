"""The acts that this room writes into the ledger."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "publication.publication": _("published"),
    "publication.update": _("updated in public"),
    "publication.withdrawal": _("taken offline"),
    "publication.stock": _("taken over, public before the review began"),
    "publication.scheduled": _("scheduled for publication"),
    "publication.moved": _("moved in the page tree"),
    "publication.deleted": _("page deleted"),
}
