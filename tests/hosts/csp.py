"""The strictest policy that a site can have."""

from __future__ import annotations

import re
from collections.abc import Callable

from bs4 import BeautifulSoup
from django.http import HttpRequest, HttpResponse

POLICY = "default-src 'self'"
VALUES = re.compile(r'"[^"]*"|\d+')  # the same call with other values is the same call


class StrictPolicy:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Content-Security-Policy"] = POLICY
        return response


def written_into(answer: HttpResponse) -> set[str]:
    """What this policy keeps from working: scripts and styles inside the page itself."""
    page = BeautifulSoup(answer.content, "html.parser")
    scripts = [
        item.get_text() for item in page.find_all("script", src=False) if _runs(item.get("type"))
    ]
    styles = [item.get_text() for item in page.find_all("style")]
    attributes = [
        f"{name}={value}"
        for item in page.find_all(True)
        for name, value in item.attrs.items()
        if name == "style" or name.startswith("on") or str(value).startswith("javascript:")
    ]
    return {VALUES.sub("…", " ".join(text.split())) for text in (*scripts, *styles, *attributes)}


def _runs(kind: str | None) -> bool:
    return kind in (None, "", "module", "text/javascript")
