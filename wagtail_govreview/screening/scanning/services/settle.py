"""Settle a finding in what is live with a reason: a ruling, as in the editor."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.refusal import Refusal, Refused
from wagtail_govreview.screening.everything import live_page
from wagtail_govreview.screening.findings import Finding
from wagtail_govreview.screening.rulings import Decision, Ruling
from wagtail_govreview.screening.scanning.models import LiveFinding
from wagtail_govreview.screening.services.rule import rule


@transaction.atomic
def settle(item: LiveFinding, decision: str, reason: str, user: Any) -> Ruling:
    """Rule on the finding as it was seen last. Raises ``Refused``; nothing is settled then."""
    item = LiveFinding.objects.select_for_update().get(pk=item.pk)
    page = live_page(item.page_key)
    if page is None or item.state == LiveFinding.State.GONE:
        sentence = _("What was found is no longer live. There is nothing to settle.")
        raise Refused([Refusal("screening.not_live", sentence)])
    ruling = rule(page, Finding.from_json(item.data), decision, reason, user)
    if decision in (Decision.FALSE_ALARM, Decision.ALLOWED):
        item.state, item.closed_at = LiveFinding.State.SETTLED, timezone.now()
    else:
        item.state, item.closed_at = LiveFinding.State.OPEN, None
    item.data = {**item.data, "ruling": ruling.told()}
    item.save(update_fields=["state", "closed_at", "data"])
    return ruling
