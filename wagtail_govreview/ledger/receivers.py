"""What the ledger connects when the site starts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ACTS = {"ledger.anchored": _("head given outside")}


def connect() -> None:
    """Have the chains and the guard verified, the settings checked, and the guard put up after ``migrate``."""
    from wagtail_govreview.ledger import chains, checks  # noqa: F401 - they register themselves
    from wagtail_govreview.ledger.acts import register_acts
    from wagtail_govreview.ledger.anchors import comparing  # noqa: F401
    from wagtail_govreview.ledger.destruction import verification as destruction  # noqa: F401
    from wagtail_govreview.ledger.guard import checks as guard_checks  # noqa: F401
    from wagtail_govreview.ledger.guard import standing, verification  # noqa: F401

    register_acts(ACTS)
    standing.connect()
