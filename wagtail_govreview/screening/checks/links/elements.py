"""The links and the embedded parts of a piece of HTML, read as browsers do and in linear time, with what hides them.

Foreign HTML is broken on purpose where somebody hides something, so nothing here asks for well-formed input: a quote that is
never closed or a tag that never ends is read to the end of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from wagtail_govreview.content.rewriting import CLOSES
from wagtail_govreview.screening.checks.links import styles
from wagtail_govreview.screening.folding import fold

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,40})")
_ATTRIBUTE = re.compile(
    r"[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*)))?", re.DOTALL
)
_WRITES = re.compile(r"document\s{0,3}\.\s{0,3}write|innerHTML|insertAdjacentHTML")
_HIDING = re.compile(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|display\s{0,3}=\s{0,3}[\"']none"
)
_ADDRESS = re.compile(r"href\s{0,3}=\s{0,3}[\\\"']{0,3}(https?://[^\s\"'\\<>]{1,300})")
_CSS_ADDRESS = re.compile(r"url\(\s{0,3}[\"']?([^)\"'\s]{1,2000})")

VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr frame".split()
)
RAW = frozenset(
    {"script", "style", "xmp", "noembed", "noframes", "iframe"}
)  # their content is no markup
EMBEDDING = {
    "img": ("src", "srcset", "lowsrc", "dynsrc"),
    "iframe": ("src",),
    "frame": ("src",),
    "script": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "link": ("href",),
    "input": ("src",),
    "form": ("action",),
}
LINKING = ("a", "area")
DEEPEST = 200
LONGEST_TEXT = 500


@dataclass
class Element:
    """A link, or something that the browser loads. ``address``: as written. ``text``: what readers see of a link.
    ``hidden``: does its own style or that of what it lies in keep it out of sight? ``pictured``: is there a picture in it?
    """

    name: str
    address: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    hidden: bool = False
    text: str = ""
    pictured: bool = False

    @property
    def is_link(self) -> bool:
        return self.name in LINKING

    @property
    def is_out_of_sight(self) -> bool:
        """A link that nobody sees: hidden by style, or with nothing in it."""
        if not self.is_link:
            return False
        seen = fold(self.text).text.strip() or self.pictured or self.name == "area"
        return self.hidden or not seen


@dataclass
class _Open:
    """An element that is not closed yet, with what its content inherits."""

    name: str
    concealed: bool = False
    invisible: bool = False
    colour: object = None
    ground: object = None
    plain: bool = True  # nothing outside of the text can have given it another background

    @property
    def hidden(self) -> bool:
        return self.concealed or self.invisible


def elements_of(html: str) -> list[Element]:
    """Every link and every embedded part, in order."""
    return _Reader(html).elements


class _Reader:
    def __init__(self, html: str) -> None:
        self.html = html
        self.elements: list[Element] = []
        self.stack = [_Open("")]
        self.link: Element | None = None
        self.rules: dict[str, styles.Style] = {}
        self._read()

    def _read(self) -> None:
        position, html = 0, self.html
        while position < len(html):
            opening = html.find("<", position)
            self._text(html[position : opening if opening >= 0 else len(html)])
            if opening < 0:
                return
            position = self._markup(opening)

    def _markup(self, opening: int) -> int:
        html = self.html
        if html.startswith("<!--", opening):
            return _behind(html, "-->", opening + 4)
        if html.startswith(("<!", "<?"), opening):
            return _behind(html, ">", opening)
        tag = _TAG.match(html, opening)
        if tag is None:
            self._text("<")
            return opening + 1
        name = tag[2].lower()
        attributes, position = _attributes(html, tag.end())
        if tag[1]:
            self._close(name)
        else:
            self._open(name, attributes)
            if name in RAW:
                position = self._raw(name, position)
        return position

    def _text(self, text: str) -> None:
        if (
            self.link is not None
            and not self.stack[-1].hidden
            and len(self.link.text) < LONGEST_TEXT
        ):
            self.link.text += unescape(text[:LONGEST_TEXT])

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        while len(self.stack) > 1 and self.stack[-1].name in CLOSES.get(name, ()):
            self.stack.pop()
        style = self._style(name, attributes)
        opened = _inherited(self.stack[-1], name, style, attributes)
        if name in LINKING:
            self._link(name, attributes, opened.hidden)
        for address in _embedded(name, attributes, style):
            self._embed(name, address, attributes, opened.hidden)
        if name not in VOID and len(self.stack) < DEEPEST:
            self.stack.append(opened)

    def _link(self, name: str, attributes: dict[str, str], hidden: bool) -> None:
        self.link = None
        if "href" in attributes or "linktype" in attributes:
            self.link = Element(name, attributes.get("href", ""), attributes, hidden)
            self.elements.append(self.link)
            if name == "area":
                self.link = None

    def _embed(self, name: str, address: str, attributes: dict[str, str], hidden: bool) -> None:
        if address or "embedtype" in attributes:
            self.elements.append(Element(name, address, attributes, hidden))
        if self.link is not None and name in ("img", "embed", "object", "video") and not hidden:
            self.link.pictured = True

    def _close(self, name: str) -> None:
        if name == "a":
            self.link = None
        for index in range(len(self.stack) - 1, 0, -1):
            if self.stack[index].name == name:
                del self.stack[index:]
                return

    def _raw(self, name: str, position: int) -> int:
        """Read the content of a script or a style sheet; returns where its end tag begins."""
        end = re.compile(rf"</{name}", re.IGNORECASE).search(self.html, position)
        stop = end.start() if end else len(self.html)
        content = self.html[position:stop]
        if name == "style":
            for selector, style in styles.simple_rules(content).items():
                self.rules.setdefault(selector, {}).update(style)
        elif name == "script" and _WRITES.search(content) and _HIDING.search(content):
            written = _ADDRESS.findall(content)
            self.elements += [Element("a", address, hidden=True) for address in written]
        return stop

    def _style(self, name: str, attributes: dict[str, str]) -> styles.Style:
        style: styles.Style = {}
        if self.rules:
            selectors = [name, *(f".{each}" for each in attributes.get("class", "").split()[:20])]
            selectors.append(f"#{attributes.get('id', '')}")
            for selector in selectors:
                style.update(self.rules.get(selector, {}))
        style.update(styles.declarations(attributes.get("style", "")))
        return style


def _inherited(
    parent: _Open, name: str, style: styles.Style, attributes: Mapping[str, str]
) -> _Open:
    ground = style.get("background-color") or style.get("background") or attributes.get("bgcolor")
    written = style.get("color") or (attributes.get("color") if name == "font" else None)
    opened = _Open(
        name,
        colour=styles.colour(written) or parent.colour,
        ground=styles.colour(ground) or parent.ground,
        plain=parent.plain and not ground and "class" not in attributes and "id" not in attributes,
    )
    opened.concealed = (
        parent.concealed
        or styles.hides(style)
        or "hidden" in attributes
        or (name in ("marquee", "div", "iframe") and _is_squeezed(attributes))
    )
    is_coloured = written is not None or ground is not None
    opened.invisible = _is_invisible(opened) if is_coloured else parent.invisible
    return opened


def _is_squeezed(attributes: Mapping[str, str]) -> bool:
    return any(styles.is_tiny_attribute(attributes.get(side)) for side in ("width", "height"))


def _is_invisible(opened: _Open) -> bool:
    """Is its text as its background? Pages are white where nothing says otherwise."""
    if opened.colour == "transparent":
        return True
    if isinstance(opened.ground, tuple):
        return styles.are_alike(opened.colour, opened.ground)
    return opened.plain and styles.are_alike(opened.colour, (255, 255, 255))


def _embedded(name: str, attributes: Mapping[str, str], style: styles.Style) -> Iterator[str]:
    """What the browser loads for this element; an empty address for a picture of the site's own library."""
    if "embedtype" in attributes:
        yield attributes.get("url", "") if attributes["embedtype"] == "media" else ""
        return
    for attribute in EMBEDDING.get(name, ()):
        value = attributes.get(attribute, "")
        if attribute == "srcset":
            yield from (part.split()[0] for part in value.split(",") if part.strip())
        elif value:
            yield value
    for each in ("background", "background-image", "list-style-image", "list-style", "content"):
        yield from _CSS_ADDRESS.findall(style.get(each, ""))


def _attributes(html: str, position: int) -> tuple[dict[str, str], int]:
    """The attributes of a tag, the first of each name, and where the tag ends."""
    found: dict[str, str] = {}
    while True:
        match = _ATTRIBUTE.match(html, position)
        if match is None:
            return found, _behind(html, ">", position)
        position = match.end()
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), unescape(value))


def _behind(text: str, end: str, position: int) -> int:
    found = text.find(end, position)
    return found + len(end) if found >= 0 else len(text)
