"""Does the guard still stand? Asked with everything else that is verified."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import router
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_govreview.conf import settings
from wagtail_govreview.ledger.guard.standing import faults, tables_on
from wagtail_govreview.ledger.models import Chain
from wagtail_govreview.ledger.verification import Checked, Notice, Problem, register_verifier

SETTING = "GOVREVIEW_DATABASE_GUARD"


@register_verifier
def verify_guard() -> Iterator[Problem | Notice | Checked]:
    """Every table of evidence is guarded by the database that holds it, unless the site has switched that off."""
    if not settings.database_guard:
        sentence = _("The guard of the database is switched off (%(setting)s).")
        yield Notice("ledger.guard_off", SETTING, sentence % {"setting": SETTING})
        return
    alias = router.db_for_write(Chain)
    for table in faults(alias):
        sentence = _(
            "The database does not guard the table %(table)s: triggers are missing, altered or disabled. "
            "Run “manage.py migrate”, and find out who took them away."
        )
        yield Problem("ledger.unguarded", table, sentence % {"table": table})
    yield Checked(gettext_lazy("guarded tables"), len(tables_on(alias)))
