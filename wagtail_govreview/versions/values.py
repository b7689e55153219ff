"""Plain values in words."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from wagtail_govreview.ledger.canonical import canonical_json
from wagtail_govreview.moments import local_moment


def readable_value(value: Any) -> str:
    """``value`` as people of the active language read it; ``""`` for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime.datetime):
        local = local_moment(value)
        return date_format(local, "DATETIME_FORMAT")
    if isinstance(value, datetime.date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, datetime.time):
        return time_format(value, "TIME_FORMAT")
    if isinstance(value, (list, tuple)):
        return ", ".join(readable_value(item) for item in value)
    if isinstance(value, dict):
        return canonical_json(value)
    return str(value)
