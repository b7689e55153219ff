"""Office files without what their readers do not see.

Of a workbook: hidden sheets go; cells in hidden columns and rows are emptied and shown, since taking them out would shift
what refers to them; formulas give way to their values, which would change otherwise; comments go. Of a document:
comments, hidden text and deletions go, tracked insertions become text. Of both: who wrote them.
"""

from __future__ import annotations

import re
from typing import IO

from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.masking.files.archive import Zip
from wagtail_govreview.screening.masking.files.clearing_book import clear_book
from wagtail_govreview.screening.masking.files.clearing_text import clear_text

KINDS = ("docx", "xlsx")
_PEOPLE = re.compile(
    rb"(<((?:[\w.-]+:)?(?:creator|lastModifiedBy|Manager|Company|author))\b[^>]*(?<!/)>)[^<]*(</\2>)"
)
# Parts are told by what the list of contents says of them: programs choose their names.
_OVERRIDE = re.compile(rb"<(?:\w+:)?Override\b[^<>]*/>")
_NAME = re.compile(rb"""\bPartName\s*=\s*["']/?([^"'<>]*)["']""")
_ABOUT = re.compile(rb"""(comments\w*|people|person|threadedcomments)\+xml["']""", re.IGNORECASE)


def cleared(stream: IO[bytes], kind: str, budget: Budget) -> bytes:
    """The file without its hidden parts; as it is where it is of another kind. Raises :class:`Unreadable`."""
    stream.seek(0)
    if kind not in KINDS:
        return budget.read(stream)
    package = Zip(stream, budget)
    _drop_comments(package)
    (clear_text if kind == "docx" else clear_book)(package, budget)
    for name in package:
        if name.lower().startswith("docprops/") and name.lower().endswith(".xml"):
            package[name] = _PEOPLE.sub(rb"\1\3", package[name])
    return package.written()


def _drop_comments(package: Zip) -> None:
    """The parts with comments, and the boxes in which a sheet shows them."""
    listed = package["[Content_Types].xml"] if "[Content_Types].xml" in package else b""
    told = [tag for tag in _OVERRIDE.findall(listed) if _ABOUT.search(tag)]
    named = [match[1].decode("utf-8", "replace") for tag in told if (match := _NAME.search(tag))]
    usual = ("word/comments.xml", "word/people.xml")
    dropped = {package.named(name) for name in (*named, *usual)} - {""}
    if not dropped:
        return
    dropped |= {name for name in package if _shows_comments(package, name)}
    for name in dropped:
        package.drop(name)
    package.forget(dropped)


def _shows_comments(package: Zip, name: str) -> bool:
    """Is this old drawing of a sheet there for comments, and for nothing else?"""
    if not name.lower().endswith(".vml"):
        return False
    kinds = set(re.findall(rb'ObjectType="(\w+)"', package[name]))
    return kinds == {b"Note"}
