"""Foreign HTML made harmless: the one place with the one list of what is allowed.

bleach does the work. It is at the end of its life, so nothing else in the package imports it; its two known
weaknesses are met here: addresses such as ``javascript:1`` that it takes for a host with a port, and its
quadratic time on deep or crowded input.
"""

from __future__ import annotations

import re
from typing import Any

import bleach
from bleach.css_sanitizer import CSSSanitizer
from bleach.sanitizer import Cleaner
from bs4 import BeautifulSoup
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from wagtail_govreview.content.attachments import referenced_files
from wagtail_govreview.content.text import html_paragraphs, passages

TAGS = frozenset(
    "a abbr b blockquote br caption code dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins li "
    "ol p pre s section small span strong sub sup table tbody td tfoot th thead tr u ul".split()
)
ATTRIBUTES = {
    "a": ["href", "title"],
    "img": ["src", "alt", "width", "height"],
    "td": ["colspan", "rowspan", "style"],
    "th": ["colspan", "rowspan", "scope", "style"],
    "p": ["style"],
    "abbr": ["title"],
}
PROTOCOLS = frozenset({"http", "https", "mailto", "tel"})
STYLES = frozenset({"text-align", "text-indent", "font-weight"})
MAX_CHARACTERS = 500_000
MAX_TAGS = 20_000
MAX_DEPTH = 60

_DROPPED_WITH_CONTENT = ["script", "style", "template", "iframe", "object", "embed", "svg", "math"]
_TAG = re.compile(r"<\s*(/?)\s*([a-zA-Z][a-zA-Z0-9]*)[^>]*?(/?)>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_SCHEME = re.compile(r"\s*([^/?#:]*):")

_cleaner = Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    protocols=PROTOCOLS,
    strip=True,
    strip_comments=True,
    css_sanitizer=CSSSanitizer(allowed_css_properties=STYLES),
)


def clean(html: str) -> SafeString:
    """``html`` with nothing in it that could run, load from elsewhere by script, or disguise itself.

    Input that is too long, too crowded or too deep to be cleaned in reasonable time comes back as plain text.
    """
    if _is_too_much(html):
        return _as_plain_text(html)
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup(_DROPPED_WITH_CONTENT):
        tag.decompose()
    cleaned = BeautifulSoup(_cleaner.clean(str(soup)), "html.parser")
    _drop_odd_addresses(cleaned)
    return mark_safe(str(cleaned))  # noqa: S308 - this is what cleaning is for


def _is_too_much(html: str) -> bool:
    if len(html) > MAX_CHARACTERS:
        return True
    depth = deepest = count = attributes = 0
    for match in _TAG.finditer(html):
        closing, name, self_closing = match.groups()
        count += 1
        attributes = max(attributes, match.group(0).count("=") + match.group(0).count(" "))
        if closing:
            depth = max(depth - 1, 0)
        elif not self_closing and name.lower() not in _VOID:
            depth += 1
            deepest = max(deepest, depth)
    return count > MAX_TAGS or deepest > MAX_DEPTH or attributes > 200


def _as_plain_text(html: str) -> SafeString:
    text = bleach.clean(html[:MAX_CHARACTERS], tags=[], strip=True) if html.count("<") < 1000 else ""
    lines = html_paragraphs(text or html[:MAX_CHARACTERS])
    return format_html_join("", "<p>{}</p>", ((line,) for line in lines))


def _drop_odd_addresses(soup: BeautifulSoup) -> None:
    """bleach takes ``javascript:1`` for a host with a port; only the listed schemes stay."""
    for tag in soup.find_all(["a", "img"]):
        for name in ("href", "src"):
            scheme = _SCHEME.match(str(tag.get(name, "")))
            if scheme and scheme.group(1).lower() not in PROTOCOLS:
                del tag[name]
        if tag.name == "a" and tag.get("href"):
            tag["rel"] = "noopener noreferrer nofollow"


def snapshot(page: Any) -> SafeString:
    """The page's content as plain, harmless HTML: what the register shows years later."""
    fields: dict[str, list[str]] = {}
    for passage in passages(page):
        fields.setdefault(passage.label.split(" · ")[0], []).append(passage.text)
    sections = format_html_join(
        "",
        "<section><h2>{}</h2>{}</section>",
        (
            (label, format_html_join("", "<p>{}</p>", ((line,) for line in lines)))
            for label, lines in fields.items()
        ),
    )
    files = format_html_join(
        "",
        "<li>{} <small>{}</small></li>",
        ((file.filename, file.digest) for file in referenced_files(page)),
    )
    attachments = format_html("<ul>{}</ul>", files) if files else mark_safe("")
    return clean(format_html("<h1>{}</h1>{}{}", page.title, sections, attachments))


__all__ = ["clean", "escape", "snapshot"]
