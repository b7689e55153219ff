"""Foreign HTML made harmless: the one place with the one list of what is allowed.

Two steps: ``rewriting`` writes the input anew, well-formed and of allowed parts, then bleach, which is the
judge, cleans that. bleach alone would keep the text of scripts, take ``javascript:1`` for a host with a port, and
need time that grows with the square of deep, crowded or badly nested input. It is at the end of its life, so
nothing else in the package imports it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bleach.css_sanitizer import CSSSanitizer
from bleach.html5lib_shim import Filter  # type: ignore[attr-defined,unused-ignore] # bleach's stubs leave it out
from bleach.sanitizer import Cleaner
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from wagtail_govreview.content.rewriting import Rewriter

TAGS = frozenset(
    "a abbr b blockquote br caption code dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins li "
    "ol p pre s section small span strong sub sup table tbody td tfoot th thead tr u ul".split()
)
ATTRIBUTES = {
    "a": ("href", "title"),
    "abbr": ("title",),
    "img": ("src", "alt", "width", "height"),
    "p": ("style",),
    "td": ("colspan", "rowspan", "style"),
    "th": ("colspan", "rowspan", "scope", "style"),
}
ADDRESSES = frozenset({"href", "src"})
PROTOCOLS = frozenset({"http", "https", "mailto", "tel"})
STYLES = frozenset({"text-align", "text-indent", "font-weight"})

MAX_CHARACTERS = 500_000
# bleach's time grows with the square of the tags side by side, and of the escaped characters in one text.
MAX_WIDEST = 50_000_000
MAX_ESCAPED = 20_000

STYLE = re.compile(rf"(?:^|;)\s*({'|'.join(sorted(STYLES))})\s*:\s*([a-z0-9.%-]{{1,20}})\s*(?=;|$)")
SCHEME = re.compile(r"[^/?#]*?:")
INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff]")


def clean(html: str) -> SafeString:
    """``html`` with nothing in it that could run, load by script, disguise itself or capture names.

    No ``id``, ``name``, ``class``; addresses only of :data:`PROTOCOLS` or on this site; what lies too deep keeps
    its text only. Input above :data:`MAX_CHARACTERS` is cut there. Input too crowded to be cleaned in a few
    seconds comes back as plain paragraphs.
    """
    rewriter = Rewriter({tag: ATTRIBUTES.get(tag, ()) for tag in TAGS}, _harmless)
    rewriter.write(html[:MAX_CHARACTERS])
    if rewriter.widest > MAX_WIDEST or rewriter.escaped > MAX_ESCAPED:
        return format_html_join("", "<p>{}</p>", ((line,) for line in rewriter.lines))
    return mark_safe(_cleaner().clean(rewriter.html))  # noqa: S308 - this is the cleaning


class _LinkFilter(Filter):
    """Gives links to other places the relation that keeps the other place from reaching back."""

    def __iter__(self) -> Iterator[dict]:
        for token in super().__iter__():
            if token["type"] == "StartTag" and (None, "href") in token["data"]:
                token["data"][(None, "rel")] = "noopener noreferrer nofollow"
            yield token


def _cleaner() -> Cleaner:
    """A new one each time: it keeps the state of its parser, and threads must not share that."""
    return Cleaner(
        tags=TAGS,
        attributes={tag: list(names) for tag, names in ATTRIBUTES.items()},
        protocols=PROTOCOLS,
        strip=True,
        strip_comments=True,
        filters=[_LinkFilter],
        css_sanitizer=CSSSanitizer(allowed_css_properties=STYLES),
    )


def _harmless(attribute: str, value: str) -> str:
    """What may stay of an attribute's value; ``""`` for nothing."""
    if attribute in ADDRESSES:
        return value if _is_harmless_address(value) else ""
    if attribute == "style":
        return "".join(f"{name}: {setting};" for name, setting in STYLE.findall(value.lower()))
    return value


def _is_harmless_address(address: str) -> bool:
    """Is it relative to this site, or of an allowed protocol, as browsers read it?"""
    bare = INVISIBLE.sub("", address).replace("\\", "/")
    if bare.startswith("//"):
        return False
    scheme = SCHEME.match(bare)
    return scheme is None or scheme[0][:-1].lower() in PROTOCOLS
