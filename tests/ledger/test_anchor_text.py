"""An anchor as a text: written, mailed, wrapped, typed off, and altered."""

from __future__ import annotations

import hashlib
from datetime import datetime, timezone
from email.message import EmailMessage

import pytest

from wagtail_govreview.ledger.anchors.reading import Known, Unreadable, read_file, read_typed
from wagtail_govreview.ledger.anchors.written import Anchor, Head

AT = datetime(2026, 3, 2, 1, 12, tzinfo=timezone.utc)
WATER = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
OFFICE = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
ANCHOR = Anchor(
    AT,
    (Head("宁水", 203, f"sha256:{WATER}"), Head("A. 办", 7, f"sm3:{OFFICE}")),
    "sha256",
)
KNOWN = [Known("宁水", 203, WATER, "sha256", AT), Known("A. 办", 7, OFFICE, "sm3", AT)]


def test_the_text_can_be_checked_with_common_tools() -> None:
    line, _other, total = ANCHOR.text.splitlines()
    said, _space, code = line.rpartition(" ")
    assert said == f"govreview-anchor 1 2026-03-02T01:12:00.000000Z 宁水 203 sha256:{WATER}"
    assert code.replace("-", "") == hashlib.sha256(said.encode()).hexdigest()[:20]
    lines = "\n".join(ANCHOR.lines)
    assert ANCHOR.code.replace("-", "") == hashlib.sha256(lines.encode()).hexdigest()[:20]
    assert total.endswith(f" 2 sha256 {ANCHOR.code}")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"], ids=lambda name: name
)
def test_what_was_written_is_read_in_whatever_encoding_it_was_saved(encoding: str) -> None:
    assert read_file(ANCHOR.text.encode(encoding)) == KNOWN
    assert read_file(ANCHOR.text.replace("\n", "\r\n").encode(encoding)) == KNOWN


def test_lines_of_a_log_stand_for_themselves() -> None:
    log = "\n".join(f"Mar  2 09:12:00 www portal[81]: INFO {line}" for line in ANCHOR.lines)
    assert read_file(f"other\n{log}\nother".encode()) == KNOWN
    assert read_file(log.splitlines()[1].encode()) == KNOWN[1:]


def test_a_mail_that_was_wrapped_and_quoted() -> None:
    wrapped = ANCHOR.text.replace(" sha256:", "\n  sha256:").replace(" sm3:", "\n> sm3:")
    assert read_file(f"您好：\n\n{wrapped}\n谢谢".encode()) == KNOWN


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
def test_a_saved_mail(encoding: str) -> None:
    mail = EmailMessage()
    mail["Subject"] = "账本"
    mail["From"] = "portal@example.gov.cn"
    mail.set_content(f"链头\n{ANCHOR.text}", cte=encoding)
    mail.add_attachment(ANCHOR.text, filename="anchor.txt")
    assert read_file(mail.as_bytes()) == KNOWN


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("203", "204"),
        ("9f86d", "9f86e"),
        ("9f86d", "9f86"),
        ("宁水", "宁木"),
        ("T01:12", "T01:13"),
        ("govreview-anchor 1 2026", "govreview-anchor 2 2026"),
        (" 2 sha256", " 3 sha256"),
        (ANCHOR.code, "0000-0000-0000-0000-0000"),
        (ANCHOR.lines[0] + "\n", ""),
        (ANCHOR.text, ANCHOR.lines[1] + "\n" + ANCHOR.lines[0] + ANCHOR.text[-92:]),
        (ANCHOR.text, ANCHOR.text[:100]),
        (ANCHOR.text, ""),
        (ANCHOR.text, "\x00\xff"),
    ],
)
def test_an_anchor_that_was_altered_is_refused(old: str, new: str) -> None:
    altered = ANCHOR.text.replace(old, new)
    assert altered != ANCHOR.text
    with pytest.raises(Unreadable):
        read_file(altered.encode("utf-8", "surrogateescape"))


@pytest.mark.parametrize(
    "typed",
    [
        "宁水 203 9f86-d081-884c-7d65-9a2f",
        "  宁水  203  9F86 D081 884C 7D65 9A2F ",
        "宁水 203 9f86—d081—884c—7d65—9a2f",
        "宁水 ２０３ ９ｆ８６－ｄ０８１－884c－7d65－9a2f",
        "宁水 203 sha256:9f86d081884c7d659a2f",
    ],
)
def test_a_head_that_was_typed_off(typed: str) -> None:
    assert read_typed(typed) == Known("宁水", 203, WATER[:20])


def test_a_whole_digest_typed_off() -> None:
    assert read_typed(f"宁水 203 {WATER}").fits(f"sha256:{WATER}")
    assert not read_typed(f"宁水 203 {WATER}").fits(f"sha256:{OFFICE}")
    assert read_typed(str(ANCHOR.heads[1])).chain == "A. 办"


@pytest.mark.parametrize(
    "typed",
    ["", "宁水", "宁水 203", "宁水 203 9f86-d081-884c-7d65", "宁水 203 9g86-d081-884c-7d65-9a2f"],
)
def test_what_is_no_head(typed: str) -> None:
    with pytest.raises(Unreadable):
        read_typed(typed)


def test_too_many_digits_are_no_head() -> None:
    with pytest.raises(Unreadable):
        read_typed(f"宁水 203 {WATER}0")
