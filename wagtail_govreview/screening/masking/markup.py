"""Text within HTML, character by character, with the way back to the markup.

A number may be split by tags, and what stands between the tags may be written as entities. So the HTML is taken apart
into pieces, each with the character that a reader sees in it, and put together again from the same pieces: whatever is
not changed stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape
from html.parser import HTMLParser

from wagtail_govreview.content.paragraphs import PARAGRAPHS, WITHOUT_TEXT

BREAKS = frozenset({*PARAGRAPHS, "br", "embed", "img"})
PART_END = "\n"
# Attributes that say something to people, or hold a number to be dialled.
_TELLING = re.compile(
    r"""\s(?:alt|title|aria-label)\s*=\s*(?:"([^"]*)"|'([^']*)')"""
    r"""|\shref\s*=\s*(?:"(?:tel|mailto|sms):([^"]*)"|'(?:tel|mailto|sms):([^']*)')""",
    re.IGNORECASE,
)
_SIGN = re.compile(r"&(?:#\d{1,8}|#x[0-9a-f]{1,8}|\w{1,32});|.", re.IGNORECASE | re.DOTALL)


class Markup:
    """HTML as ``text``: what its readers see, paragraphs parted by line breaks, inline tags left out."""

    def __init__(self, html: str) -> None:
        self._raw: list[str] = []  # pieces of the HTML, in order
        self._at: list[int] = []  # for each character of the text, the number of its piece
        signs: list[str] = []
        for raw, sign in _pieces(html):
            if sign:
                self._at.append(len(self._raw))
                signs.append(sign)
            self._raw.append(raw)
        self.text = "".join(signs)

    def rewritten(self, signs: Sequence[str]) -> str:
        """The HTML with other characters: ``signs`` holds what stands for each character of the text."""
        raw = list(self._raw)
        for piece, before, after in zip(self._at, self.text, signs, strict=True):
            if before != after:
                raw[piece] = escape(after)
        return "".join(raw)


def _pieces(html: str) -> Iterator[tuple[str, str]]:
    """``(piece, character)``; without a character for what readers do not see."""
    tokens = _Tokens(html)
    ends = [start for start, _kind, _tag in tokens.found[1:]] + [len(html)]
    silent = 0
    for (start, kind, tag), end in zip(tokens.found, ends, strict=True):
        raw = html[start:end]
        if kind == "text":
            yield from ((piece, "") for piece in raw) if silent else _signs(raw)
            continue
        if tag in WITHOUT_TEXT:
            silent = max(silent + (1 if kind == "start" else -1), 0)
        yield from _tag(raw, kind, tag)


def _tag(raw: str, kind: str, tag: str) -> Iterator[tuple[str, str]]:
    told = list(_TELLING.finditer(raw)) if kind == "start" else []
    breaks = PART_END if told or tag in BREAKS else ""
    position = 0
    for attribute in told:
        group = next(number for number in range(1, 5) if attribute.group(number) is not None)
        yield raw[position : attribute.start(group)], PART_END
        yield from _signs(attribute.group(group))
        position = attribute.end(group)
    yield raw[position:], breaks


def _signs(raw: str) -> Iterator[tuple[str, str]]:
    for piece in _SIGN.findall(raw):
        read = piece if len(piece) == 1 else unescape(piece)
        if len(read) == 1:
            yield piece, read
        else:  # no entity after all, or one that stands for two characters
            yield from zip(piece, piece, strict=True)


class _Tokens(HTMLParser):
    """Where each tag, each comment and each run of text begins."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[int, str, str]] = []
        self._lines = [0, *(match.end() for match in re.finditer("\n", html))]
        self.feed(html)
        self.close()
        if not self.found or self.found[0][0] > 0:
            self.found.insert(0, (0, "text", ""))

    def _note(self, kind: str, tag: str = "") -> None:
        line, column = self.getpos()
        start = self._lines[line - 1] + column
        if self.found and start <= self.found[-1][0]:
            return
        self.found.append((start, kind, tag))

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._note("start", tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self._note("start" if tag not in WITHOUT_TEXT else "end", tag)

    def handle_endtag(self, tag: str) -> None:
        self._note("end", tag)

    def handle_data(self, data: str) -> None:
        self._note("text")

    def handle_entityref(self, name: str) -> None:
        self._note("text")

    def handle_charref(self, name: str) -> None:
        self._note("text")

    def handle_comment(self, data: str) -> None:
        self._note("other")

    def handle_decl(self, decl: str) -> None:
        self._note("other")

    def handle_pi(self, data: str) -> None:
        self._note("other")

    def unknown_decl(self, data: str) -> None:
        self._note("other")
