"""How often one person may start heavy work: printing, spreadsheets, packages.

A fixed window of a minute in Django's cache, for each account. Where the processes of a site share no cache, each
counts for itself, and the limit is that many times higher.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wagtail_govreview.conf import settings

WINDOW = 60
TEMPLATE = "wagtail_govreview/too_often.html"
View = Callable[..., Any]


def too_often(request: HttpRequest, kind: str = "") -> HttpResponse | None:
    """Count one piece of heavy work; the answer 429 if it was one too many, else ``None``.

    ``GOVREVIEW_HEAVY_PER_MINUTE`` is the limit; ``None`` there counts nothing. ``kind``: of work that is counted by
    itself, so that the checks of what somebody writes leave them their documents.
    """
    limit = settings.heavy_per_minute
    if limit is None or _counted(request.user.pk, kind) <= limit:
        return None
    wait = WINDOW - int(time.time()) % WINDOW
    response = render(request, TEMPLATE, {"wait": wait}, status=429)
    response["Retry-After"] = str(wait)
    return response


def paced(view: View) -> View:
    """A view of which every call is heavy work."""

    @wraps(view)
    def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return too_often(request) or view(request, *args, **kwargs)

    return counted


def _counted(person: Any, kind: str) -> int:
    """The number of this piece of work in this minute, beginning with 1."""
    key = f"govreview-pace{kind}-{person}-{int(time.time()) // WINDOW}"
    if cache.add(key, 1, WINDOW * 2):
        return 1
    try:
        return int(cache.incr(key))
    except ValueError:  # the cache forgot it between the two questions, or keeps nothing at all
        return 1
