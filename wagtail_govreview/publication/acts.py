"""The acts that this room writes into the ledger."""

from django.utils.translation import gettext_lazy as _

SCHEDULED, UNSCHEDULED = "publication.scheduled", "publication.unscheduled"
ALLOWED, DISALLOWED = "publication.emergency_allowed", "publication.emergency_disallowed"

LABELS = {
    "publication.publication": _("published"),
    "publication.update": _("updated in public"),
    "publication.withdrawal": _("taken offline"),
    "publication.stock": _("taken over, public before the review began"),
    "publication.handed_over": _("handed over to another unit"),
    "publication.emergency": _("published in an emergency, signatures due"),
    "publication.emergency_settled": _("debt of an emergency publication settled"),
    ALLOWED: _("named for emergency publication"),
    DISALLOWED: _("no longer named for emergency publication"),
    SCHEDULED: _("scheduled for publication"),
    UNSCHEDULED: _("scheduled publication cancelled"),
    "publication.moved": _("moved in the page tree"),
    "publication.deleted": _("page deleted"),
    "publication.deletion": _("deleted while public"),
}
