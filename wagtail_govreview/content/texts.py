"""Values without what editors and browsers add or drop on their own, so that an unchanged save changes nothing."""

from __future__ import annotations

import datetime
import re
from typing import Any

TAG = re.compile(r'<([a-z][a-z0-9]*)((?:\s+[\w-]+="[^"<>]*")+)\s*(/?)>')
ATTRIBUTE = re.compile(r'[\w-]+="[^"]*"')
BLOCK_KEY = "data-block-key="
EMPTY_PARAGRAPH = "<p></p>"


def plain_text(text: str) -> str:
    """``text`` with one kind of line break: a browser posts every line break as two characters."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def plain_rich_text(html: str) -> str:
    """Rich text without what the editor makes up and readers do not see.

    Those are the keys of paragraphs, the order of attributes, and the empty paragraphs that it puts around
    pictures to place the cursor in.
    """
    if '="' in html:
        html = TAG.sub(_plain_tag, html)
    return plain_text(html.replace(EMPTY_PARAGRAPH, ""))


def _plain_tag(tag: re.Match[str]) -> str:
    attributes = ATTRIBUTE.findall(tag[2])
    kept = sorted(each for each in attributes if not each.startswith(BLOCK_KEY))
    return f"<{' '.join([tag[1], *kept])}{tag[3]}>"


def to_the_minute(value: Any) -> Any:
    """A point in time or a time of the day as the editor shows it: its fields drop the seconds."""
    if isinstance(value, (datetime.datetime, datetime.time)):
        return value.replace(second=0, microsecond=0)
    return value
