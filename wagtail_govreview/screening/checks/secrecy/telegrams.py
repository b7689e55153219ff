"""Cipher telegrams (密电), headings of telegrams (明传电报), and copy numbers (份号).

Numbers of open telegrams are cited on public pages every year (国办发明电〔2023〕7号, the holidays), so they are no find;
the heading of one is. How organs number their telegrams is a local matter: their own words go into a dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wagtail_govreview.screening.checks.secrecy.lines import (
    after,
    before,
    begins_line,
    is_quoted,
)
from wagtail_govreview.screening.checks.secrecy.types import COPY_NUMBER, OPEN_TELEGRAM, TELEGRAM
from wagtail_govreview.screening.findings import Hit
from wagtail_govreview.screening.folding import View
from wagtail_govreview.screening.registry import Context, register

_YEAR = r" {0,3}[〔\[(【［] {0,3}[0-9]{2}(?: ?[0-9]{2})? {0,3}[〕\])】］]"
_NUMBER = r" {0,3}(?:第 {0,3})?[0-9](?: ?[0-9]){0,5} {0,3}号"
_CIPHER = re.compile(
    rf"(?:密 {{0,3}}电|密 {{0,3}}传|机 {{0,3}}要 {{0,3}}传 {{0,3}}真|机 {{0,3}}密 {{0,3}}传 {{0,3}}真)(?:{_YEAR})?{_NUMBER}"
    rf"|密 {{0,3}}码 {{0,3}}电 {{0,3}}报(?:{_YEAR})?{_NUMBER}"
    rf"|[绝机秘] {{0,3}}密 {{0,3}}[·・]? {{0,3}}(?:电|明电|传电)(?:{_YEAR})?{_NUMBER}"
    r"|等 {0,3}级 {0,3}:? {0,3}(?:特提|特急|加急|平急)? {0,3}[·・、/]? {0,3}密 {0,3}电(?![㐀-鿿])"
)
_URGENT = re.compile(
    r"(?:特 ?提|特 ?急|加 ?急|平 ?急) {0,3}[·・•.、/] {0,3}明 {0,3}电"
    r"|发 ?电 ?单 ?位 {0,3}:?[^\n\t]{0,40}签 ?批 ?盖 ?章"
)
_TITLE = re.compile(r"发 {0,3}电|明 {0,3}传 {0,3}电 {0,3}报|密 {0,3}码 {0,3}电 {0,3}报")
# Something of this stands in each of them; most texts have nothing of it.
_ANY = re.compile(r"[密传码要] {0,3}[电真报传]|[明发] {0,3}电|电 {0,3}单")
_COPY = re.compile(r"份 {0,3}号 {0,3}[:.]? {0,3}(?:No\.? {0,3})?[0-9](?: ?[0-9]){2,7}(?![0-9])")
_BEFORE_COPY = re.compile(r"(?:^|[ (\[【])$")


@register(TELEGRAM, OPEN_TELEGRAM, COPY_NUMBER)
def telegrams(view: View, context: Context) -> Iterator[Hit]:
    """Numbers and headings of telegrams, and copy numbers."""
    text = view.text
    if _ANY.search(text):
        for match in _CIPHER.finditer(text):
            if not is_quoted(before(text, match.start()), after(text, match.end())):
                yield Hit(type=TELEGRAM, start=match.start(), end=match.end())
        for match in _URGENT.finditer(text):
            yield Hit(type=OPEN_TELEGRAM, start=match.start(), end=match.end())
        for match in _TITLE.finditer(text):
            if _is_alone(text, match):
                yield Hit(type=OPEN_TELEGRAM, start=match.start(), end=match.end())
    for match in _COPY.finditer(text):
        if _BEFORE_COPY.search(before(text, match.start())):
            yield Hit(type=COPY_NUMBER, start=match.start(), end=match.end())


def _is_alone(text: str, match: re.Match[str]) -> bool:
    """Does it stand in a line or cell of its own?"""
    front, rest = begins_line(text, match.start()), after(text, match.end())
    return front is not None and not front.strip(" ") and not rest.strip(" ")
