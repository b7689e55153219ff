"""The acts that this room writes into the ledger."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "review.submitted": _("submitted for review"),
    "review.resubmitted": _("submitted again, unchanged"),
    "review.saved_again": _("saved again without changes while in review"),
    "review.signed": _("signed"),
    "review.completed": _("signed by all tiers"),
    "review.returned": _("returned"),
    "review.void": _("signatures void, content changed"),
    "review.taken_back": _("taken back"),
    "review.handed_back": _("review ended, workflows handed back"),
}
