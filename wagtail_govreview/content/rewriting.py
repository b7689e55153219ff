"""HTML taken apart and written anew: well-formed, of allowed parts, within limits, in linear time.

This is no judge of what is harmless (``cleaning`` has bleach for that) but makes sure that the judge gets
something short, shallow and regular. No step looks at a character more than a few times: parsers that do are
what crowded and broken input brings to a standstill.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape, unescape

TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,20})(?=[\s/>])"""
    r"""(?P<attributes>(?:[^<>"']|"[^"<]*"|'[^'<]*')*)>"""
)
DECLARATION = re.compile(r"<[!?][^<>]*>")
ATTRIBUTE = re.compile(
    r"""(?<![^\s"'/])([a-zA-Z][a-zA-Z-]{0,20})\s{0,5}=\s{0,5}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
)
SPACE = re.compile(r"[ \t\r\n\f]+")
DROPPED_WITH_CONTENT = frozenset(
    "applet audio canvas embed frameset head iframe math noembed noframes noscript object script select style "
    "svg template textarea title video xmp".split()
)
VOID = frozenset({"br", "hr", "img"})
BLOCKS = frozenset(
    "blockquote div dl figure h1 h2 h3 h4 h5 h6 hr ol p pre section table ul".split()
)
# A tag closes these, back to the nearest container: what HTML lets authors leave out.
CLOSES = {
    **dict.fromkeys(BLOCKS, frozenset({"p"})),
    "li": frozenset({"li"}),
    **dict.fromkeys(("dt", "dd"), frozenset({"dt", "dd"})),
    **dict.fromkeys(("td", "th"), frozenset({"td", "th"})),
    "tr": frozenset({"tr", "td", "th"}),
    **dict.fromkeys(("thead", "tbody", "tfoot"), frozenset({"thead", "tbody", "tfoot", "tr"})),
}
CONTAINERS = frozenset("blockquote div dl figure ol section table ul".split())
CELLS = frozenset({"td", "th", "caption", "li", "dd", "dt"})
LINES = BLOCKS | CELLS | {"br", "tr"}

MAX_DEPTH = 50
MAX_ATTRIBUTE = 2_000


class Rewriter:
    """Writes one piece of HTML anew.

    ``tags``: allowed tags, with their attributes. ``accept``: what may stay of the value of an attribute.
    ``html`` is the result, ``lines`` its text alone; ``widest`` the sum over all tags of the square of how many
    lie in them side by side, ``escaped`` how many characters had to be escaped. Runs of white space, which mean
    nothing outside ``pre``, become one character.
    """

    def __init__(
        self, tags: Mapping[str, tuple[str, ...]], accept: Callable[[str, str], str]
    ) -> None:
        self.tags = tags
        self.accept = accept
        self._texts: list[str] = []
        self.escaped = 0
        self.widest = 0
        self._parts: list[str] = []
        self._open: list[str] = []
        self._children = [0]

    @property
    def html(self) -> str:
        return "".join(self._parts)

    @property
    def lines(self) -> list[str]:
        lines = "".join(self._texts).splitlines()
        return [line.strip() for line in lines if line.strip()]

    def write(self, source: str) -> None:
        """Write all of ``source``, and close what it leaves open."""
        position = 0
        while position < len(source):
            opening = source.find("<", position)
            self._text(source[position : opening if opening >= 0 else None])
            if opening < 0:
                break
            position = self._markup(source, opening)
        while self._open:
            self._close()

    def _markup(self, source: str, opening: int) -> int:
        """Write the tag, comment or mere ``<`` at ``opening``; returns where to go on."""
        if source.startswith("<!--", opening):
            return _after(source, "-->", opening + 4)
        declaration = DECLARATION.match(source, opening)
        if declaration:
            return declaration.end()
        tag = TAG.match(source, opening)
        if tag is None:
            self._text("<")
            return opening + 1
        name = tag["name"].lower()
        if name in DROPPED_WITH_CONTENT:
            return tag.end() if tag["end"] else _after_element(source, name, tag.end())
        if name in self.tags:
            self._tag(name, bool(tag["end"]), tag["attributes"])
        return tag.end()

    def _tag(self, name: str, is_end: bool, attributes: str) -> None:
        if name in LINES:
            self._texts.append("\n")
        if is_end:
            if name in self._open:
                while self._close() != name:
                    pass
            return
        self._close_implied(name)
        if len(self._open) >= MAX_DEPTH:
            return
        self.widest += 2 * self._children[-1] + 1
        self._children[-1] += 1
        self._parts.append(f"<{name}{self._attributes(name, attributes)}>")
        if name not in VOID:
            self._open.append(name)
            self._children.append(0)

    def _close_implied(self, name: str) -> None:
        closes = CLOSES.get(name, frozenset())
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index] in closes:
                while len(self._open) > index:
                    self._close()
            elif self._open[index] in CONTAINERS or (
                closes == {"p"} and self._open[index] in CELLS
            ):
                return

    def _close(self) -> str:
        name = self._open.pop()
        self._children.pop()
        self._parts.append(f"</{name}>")
        return name

    def _attributes(self, name: str, source: str) -> str:
        kept: dict[str, str] = {}
        for match in ATTRIBUTE.finditer(source):
            attribute = match[1].lower()
            if attribute not in self.tags[name] or attribute in kept:
                continue
            value = unescape(match[2] or match[3] or match[4] or "")
            kept[attribute] = self.accept(attribute, value) if len(value) <= MAX_ATTRIBUTE else ""
        return "".join(
            f' {attribute}="{escape(value)}"' for attribute, value in kept.items() if value
        )

    def _text(self, source: str) -> None:
        if not source:
            return
        text = unescape(source)
        if "pre" not in self._open:
            text = SPACE.sub(lambda run: "\n" if "\n" in run[0] else " ", text)
        written = escape(text, quote=False)
        self.escaped += (len(written) - len(text)) // 3
        self._texts.append(text)
        self._parts.append(written)


def _after(source: str, end: str, position: int) -> int:
    found = source.find(end, position)
    return found + len(end) if found >= 0 else len(source)


def _after_element(source: str, name: str, position: int) -> int:
    """Behind the next end tag of this name; the end of the source if there is none."""
    end = re.compile(rf"</{name}[^<>]*>", re.IGNORECASE).search(source, position)
    return end.end() if end else len(source)
