"""Whose document is it? Recognises documents of the rulebook's families by number, organ or title.

The rule (chapter 二, section 一) binds not only the full text but digests and news items too, so a title such as
“国务院办公厅印发《…》” counts as much as the document's own. Text that merely cites a document is found as well, for
a hint: whether an item only cites it is for people to judge.

Pure: values in, values out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from wagtail_govreview.rulebook.types import DocumentFamily

# What follows the issuing organ in the title of a document, or of a news item that reports one. 发布 and its like may
# also announce a storm, so they count only before a title in 《》.
_ACTS = (
    r"(?:近日|日前|今日|联合)*"
    r"(?:关于|印发|转发|批转|批复|令(?:[第（(《0-9〇一二三四五六七八九十]|$)"
    r"|(?:发布|公布|颁布|批准|下发|出台)[^《]{0,20}《)"
)
# Decoration before the title proper: 【转载】, （转）, 转载：, quotation marks.
_DECORATION = re.compile(r"^(?:【[^】]{0,12}】|[（(]转载?[)）]|转载[:：|｜]|[《“”\"『「])+")
# After the closing bracket these make it a piece about the document by somebody else.
_ABOUT = re.compile(r"》.{0,10}(?:解读|图解|问答|答记者问|访谈|宣讲|读懂)")
_BETWEEN = re.compile(r"[\s、，,·]+")
# The genres of official documents (公文种类) and what is issued under them.
_GENRE = re.compile(
    r"(?:决议|决定|命令|令|公报|公告|通告|意见|通知|通报|批复|议案|函|纪要|办法|规定|条例|细则|方案|规程)"
    r"(?:[》”\"]|[（(][^（）()]{0,40}[）)])*$"
)
_CITED_NUMBER = re.compile(
    r"[㐀-䶿一-鿿]{2,16}(?:[〔［\[（(【﹝]\d{2,4}[〕］\])）】﹞]第?\d{1,5}号|令第[0-9〇一二三四五六七八九十百千]+号)"
)
_CITED_TITLE = re.compile(r"《([^《》]{4,120}(?:《[^《》]{2,100}》[^《》]{0,40})?)》")
# Before a cited number stands no part of an organ's name: a bracket, punctuation, or a word like these.
_LEAD_IN = frozenset("据照按和与及以由从对见即经将为是了的于在依循遵关发到，。；：、（(“《 ")


@dataclass(frozen=True)
class Match:
    """A document that belongs to a family. ``by`` is ``"number"``, ``"organ"`` or ``"title"``."""

    family: DocumentFamily
    by: str
    value: str


def family_of(
    families: Collection[DocumentFamily],
    *,
    number: str = "",
    organ: str = "",
    titles: Collection[str] = (),
) -> Match | None:
    """The family of a document, by its number or issuing organ, else by one of its titles."""
    for family in families:  # the strictest comes first
        if number and family.owns_number(number):
            return Match(family, "number", number.strip())
        if organ and family.owns_issuer(organ):
            return Match(family, "organ", organ.strip())
    for title in titles:
        for family in families:
            if owns_title(family, title):
                return Match(family, "title", title.strip())
    return None


def owns_title(family: DocumentFamily, title: str) -> bool:
    """Does this title open with an issuing organ of ``family`` and what it did with a document?"""
    if _ABOUT.search(title):
        return False
    return _title_shape(family.issuers).match(plain_title(title)) is not None


def plain_title(title: str) -> str:
    """A title without decoration before it, and without the spaces and points between names of organs."""
    return _BETWEEN.sub("", _DECORATION.sub("", title.strip()))


@lru_cache(maxsize=32)
def _title_shape(issuers: tuple[str, ...]) -> re.Pattern[str]:
    if not issuers:
        return re.compile(r"(?!)")
    names = "|".join(re.escape(name) for name in sorted(issuers, key=len, reverse=True))
    return re.compile(rf"(?:{names})+{_ACTS}")


def is_document_title(title: str) -> bool:
    """Does the title end with a genre of official documents (…的通知, …的意见, …办法)?"""
    return _GENRE.search(title.strip()) is not None


def citations(families: Collection[DocumentFamily], text: str) -> list[Match]:
    """The family documents that ``text`` names by number or by title in 《》, each once, in their order."""
    found = sorted(_citations(families, text), key=lambda item: item[0])
    unique: dict[str, Match] = {}
    for _position, match in found:
        unique.setdefault(match.value, match)
    return list(unique.values())


def _citations(families: Collection[DocumentFamily], text: str) -> Iterator[tuple[int, Match]]:
    for hit in _CITED_NUMBER.finditer(text):
        match = _cited_number(families, hit[0], preceded=text[: hit.start()][-1:])
        if match:
            yield hit.start(), match
    for hit in _CITED_TITLE.finditer(text):
        for family in families:
            if owns_title(family, hit[1]):
                yield hit.start(), Match(family, "title", f"《{hit[1]}》")
                break


def _cited_number(families: Collection[DocumentFamily], run: str, *, preceded: str) -> Match | None:
    """The number at the end of ``run``, which may begin with words of the sentence (“根据国办发〔…”)."""
    for start in range(len(run)):
        before = run[start - 1] if start else preceded
        if before and before not in _LEAD_IN:
            continue
        for family in families:
            if family.owns_number(run[start:]):
                return Match(family, "number", run[start:])
    return None
