"""Asking for the removal of a page, as the tests of this room do it."""

from __future__ import annotations

from typing import Any

from tests.road import Road, fresh
from wagtail_govreview.models import RegisterEntry, ReviewSheet
from wagtail_govreview.publication.asked import Asked
from wagtail_govreview.publication.services import request

WITHDRAWAL, DELETION = ReviewSheet.Purpose.WITHDRAWAL, ReviewSheet.Purpose.DELETION


def ask(road: Road, page: Any, purpose: str = WITHDRAWAL, **answers: str) -> ReviewSheet:
    """The editor asks; the content is wrong unless ``answers`` say otherwise."""
    asked = Asked(**{"code": "error", "details": "数字有误", **answers})
    return request(fresh(page), user=road.people["editor"], asked=asked, purpose=purpose)


def entries_of(key: Any) -> list[RegisterEntry]:
    return list(RegisterEntry.objects.filter(page_key=str(key)).order_by("pk"))


def kinds_of(key: Any) -> list[str]:
    return [entry.kind for entry in entries_of(key)]
