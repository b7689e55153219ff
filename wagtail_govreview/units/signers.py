"""In which post a person signs."""

from __future__ import annotations

from typing import Any

from wagtail_govreview.units.models import Signer, Unit


def signer_for(unit: Unit, user: Any, tier: str) -> Signer | None:
    """The post in which ``user`` signs ``tier`` for ``unit``; ``None`` when nobody has entered one.

    Whether the person may sign at all is decided by the tier's group, not here.
    """
    if user is None or user.pk is None:
        return None
    return Signer.objects.filter(unit=unit, user=user, tier=tier).first()
