"""Anchors that come back: files, log lines, saved mails, and heads that somebody typed off a sheet of paper."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_govreview.ledger.anchors.written import (
    CODE_GROUPS,
    FORMAT,
    GROUP,
    Anchor,
    Head,
    head_line,
)

CODE = r"[0-9a-f]{4}(?:-[0-9a-f]{4}){4}"
WORD = re.compile(r"(?<![\w-])govreview-anchor(?:-sum)?\s+(?=\d)")
LINE = re.compile(
    r"(?<![\w-])govreview-anchor\s+(?P<format>\d+)\s+(?P<at>\S+)\s+(?P<chain>[^\n]{1,64}?)\s+"
    rf"(?P<length>\d+)\s+(?P<digest>(?:sha256|sm3):[0-9a-f]{{64}})\s+(?P<code>{CODE})(?![\w-])"
)
SUM = re.compile(
    r"(?<![\w-])govreview-anchor-sum\s+(?P<format>\d+)\s+(?P<at>\S+)\s+(?P<count>\d+)\s+"
    rf"(?P<algorithm>sha256|sm3)\s+(?P<code>{CODE})(?![\w-])"
)
QUOTED = re.compile(r"^[>\s]+", re.MULTILINE)
MAIL = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+\r?\n")
TYPED = re.compile(r"(?P<chain>.+?)\s+(?P<length>\d+)\s+(?P<digest>.+)")
DIGEST = re.compile(r"(?:(?:sha256|sm3):)?(?P<hex>[0-9a-f\s-]+)")
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―－−·", "-"))
SHORTEST = CODE_GROUPS * GROUP
LONGEST = 64


class Unreadable(Exception):
    """It is no anchor, or no longer the one that was given; the text says why, for people."""


@dataclass(frozen=True)
class Known:
    """What is known outside of one chain: line ``length`` had a digest that begins with ``hex``.

    ``algorithm`` and ``at`` are ``""`` and ``None`` for what was typed off.
    """

    chain: str
    length: int
    hex: str
    algorithm: str = ""
    at: datetime | None = None

    def fits(self, digest: str) -> bool:
        """Is ``digest`` (``algorithm:hex``) the one that is known?"""
        algorithm, _colon, value = digest.partition(":")
        return self.algorithm in ("", algorithm) and value.startswith(self.hex)


def read_file(data: bytes) -> list[Known]:
    """The heads in a file: an anchor as it was given, a saved mail, a log among whose lines there are anchors.

    Raises :class:`Unreadable` if there are none, or if one was altered or lost lines since it was given.
    """
    text = QUOTED.sub("", _text_of(data))
    _complain_of_pieces(text)
    found = [_head(match) for match in dict.fromkeys(map(_as_one, LINE.finditer(text)))]
    if not found:
        raise Unreadable(_("There is no anchor in it."))
    _complain_of_sums(text, found)
    return [
        Known(head.chain, head.length, head.digest.partition(":")[2], head.algorithm, at)
        for at, head in found
    ]


def read_typed(text: str) -> Known:
    """A head as it stands on paper: ``宁水 203 9f86-d081-884c-7d65-9a2f``, with at least five groups.

    Capitals, full-width characters, other dashes and spaces between the groups do no harm. Raises
    :class:`Unreadable`.
    """
    match = TYPED.fullmatch(text.strip())
    digits = _hex_digits(match["digest"]) if match else ""
    if match is None or not SHORTEST <= len(digits) <= LONGEST:
        sentence = _(
            "“%(text)s” is no head of a ledger. Write the unit's code, the number of the line and at least five "
            "groups of its digest, such as: 宁水 203 9f86-d081-884c-7d65-9a2f"
        )
        raise Unreadable(sentence % {"text": text})
    return Known(match["chain"], int(match["length"]), digits)


def _hex_digits(typed: str) -> str:
    """The hex digits of a typed digest; ``""`` if anything else is in it."""
    plain = unicodedata.normalize("NFKC", typed).translate(DASHES).lower()
    found = DIGEST.fullmatch(plain.strip())
    return re.sub(r"[\s-]", "", found["hex"]) if found else ""


def _text_of(data: bytes) -> str:
    """The text of a file, or all texts of a saved mail; whatever program saved it, in whatever encoding."""
    if MAIL.match(data):
        message = message_from_bytes(data, policy=policy.default)
        if message["MIME-Version"] or message["Content-Type"]:
            parts: list[Any] = [part for part in message.walk() if not part.is_multipart()]
            return "\n".join(
                _decoded(part.get_payload(decode=True))
                for part in parts
                if part.get_content_maintype() == "text"
            )
    return _decoded(data)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _complain_of_pieces(text: str) -> None:
    """Where the mark stands, a whole line follows, in a format that is known."""
    whole = {match.start(): match for form in (LINE, SUM) for match in form.finditer(text)}
    for mark in WORD.finditer(text):
        place = {"line": text.count("\n", 0, mark.start()) + 1}
        match = whole.get(mark.start())
        if match is None:
            sentence = _("Line %(line)s begins like an anchor, but is not whole or was altered.")
            raise Unreadable(sentence % place)
        if int(match["format"]) != FORMAT:
            sentence = _("Line %(line)s is in format %(format)s, which this version does not know.")
            raise Unreadable(sentence % {**place, "format": match["format"]})


def _as_one(match: re.Match[str]) -> tuple[str, ...]:
    return (match["at"], match["chain"], match["length"], match["digest"], match["code"])


def _head(fields: tuple[str, ...]) -> tuple[datetime, Head]:
    """The moment and the head of a line whose code is right."""
    moment, chain, length, digest, code = fields
    head = Head(chain, int(length), digest)
    at = _moment(moment)
    if at is None or not head_line(at, head).endswith(f" {code}"):
        sentence = _(
            "The line of ledger %(chain)s, number %(length)s, was altered: its check code does not fit."
        )
        raise Unreadable(sentence % {"chain": chain, "length": length})
    return at, head


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None


def _complain_of_sums(text: str, found: list[tuple[datetime, Head]]) -> None:
    """Every sum fits the lines of its moment; lines without a sum, as a log has them, stand for themselves."""
    heads: dict[datetime, list[Head]] = {}
    for at, head in found:
        heads.setdefault(at, []).append(head)
    for match in SUM.finditer(text):
        moment = _moment(match["at"])
        given = heads.get(moment, []) if moment else []
        count = int(match["count"])
        if moment is None or len(given) != count:
            sentence = ngettext(
                "The anchor of %(at)s was given with %(count)d ledger, but %(found)d is in the file: lines were taken out or added.",
                "The anchor of %(at)s was given with %(count)d ledgers, but %(found)d are in the file: lines were taken out or added.",
                count,
            )
            raise Unreadable(sentence % {"at": match["at"], "count": count, "found": len(given)})
        if Anchor(moment, tuple(given), match["algorithm"]).code != match["code"]:
            sentence = _(
                "The anchor of %(at)s was altered: its check code %(code)s does not fit its lines."
            )
            raise Unreadable(sentence % {"at": match["at"], "code": match["code"]})
