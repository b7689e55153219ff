"""What readers and signers of a sheet are told when its page became public before it was signed."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail_govreview.moments import local_moment
from wagtail_govreview.publication.emergency.models import EmergencyPublication
from wagtail_govreview.review.clock import clock_for
from wagtail_govreview.review.notices import Notice


def emergency_of(sheet: Any) -> EmergencyPublication | None:
    """The emergency publication that ``sheet`` settles, has settled, or would settle. One query."""
    same = Q(page_key=sheet.page_key, state=EmergencyPublication.State.OPEN)
    found = EmergencyPublication.objects.filter(same | Q(settled_sheet=sheet.pk))
    related: Any = found.select_related("entry").defer("entry__snapshot").order_by("-pk")
    record: EmergencyPublication | None = related.first()
    return record


def notice_of(sheet: Any) -> Notice | None:
    """“Public since … by emergency; signatures due by …”."""
    record = emergency_of(sheet)
    if record is None:
        return None
    values = {
        "number": record.entry.number,
        "since": _words(record.published_at),
        "name": record.name,
        "due": _words(record.due_at),
    }
    if record.is_open:
        sentence = _(
            "Public since %(since)s by emergency publication %(number)s (%(name)s). The signatures are due by %(due)s."
        )
        return Notice(sentence % values, clock_for(record.due_at))
    values["settled"] = _words(record.settled_at)
    if record.state == EmergencyPublication.State.CORRECTED:
        sentence = _(
            "Public since %(since)s by emergency publication %(number)s (%(name)s). Replaced by this signed version on %(settled)s; due by %(due)s."
        )
        return Notice(sentence % values)
    sentence = _(
        "Public since %(since)s by emergency publication %(number)s (%(name)s). Signed afterwards, on %(settled)s; due by %(due)s."
    )
    return Notice(sentence % values)


def _words(moment: Any) -> str:
    return date_format(local_moment(moment), "DATETIME_FORMAT")
