"""Values without what editors and browsers add or drop on their own, so that an unchanged save changes nothing."""

from __future__ import annotations

import datetime
import re
from typing import Any

TAG = re.compile(r"<[^<>]*>")
BLOCK_KEY = re.compile(r'\s+data-block-key="[^"]*"')


def plain_text(text: str) -> str:
    """``text`` with one kind of line break: a browser posts every line break as two characters."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def plain_rich_text(html: str) -> str:
    """Rich text without the editor's keys of paragraphs, which it makes up for those that have none."""
    if "data-block-key" in html:
        html = TAG.sub(lambda tag: BLOCK_KEY.sub("", tag[0]), html)
    return plain_text(html)


def to_the_minute(value: Any) -> Any:
    """A point in time or a time of the day as the editor shows it: its fields drop the seconds."""
    if isinstance(value, (datetime.datetime, datetime.time)):
        return value.replace(second=0, microsecond=0)
    return value
