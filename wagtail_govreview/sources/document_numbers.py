"""Document numbers (发文字号): read, check, and say how the right one is written.

Three shapes are in official use (the first is the national standard of official documents; the others are how
orders and announcements are numbered in practice):

* numbered documents and telegrams: 国办发〔2018〕123号, 国办发明电〔2018〕15号;
* orders: 国务院令第711号, 交通运输部令2020年第10号;
* announcements: 国家税务总局公告2019年第48号, 中国人民银行公告〔2020〕第5号.

Pure: nothing here reads the database or the clock; the caller says which day it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NUMBERED, ORDER, ANNOUNCEMENT = "numbered", "order", "announcement"
FIRST_YEAR = 1949

_HAN = "㐀-䶿一-鿿豈-﫿"
_CODE = rf"[{_HAN}][{_HAN}A-Za-z·]{{0,29}}"
_ORGANS = rf"[{_HAN}][{_HAN}A-Za-z·、 ]{{0,80}}"
_HAN_SERIAL = "[〇零一二三四五六七八九十百千]+"
_SERIAL = rf"(?P<serial>[1-9][0-9]{{0,6}}|{_HAN_SERIAL})"
_YEAR = "(?P<year>[0-9]{4})"
_SHAPES = (
    (NUMBERED, re.compile(rf"(?P<code>{_CODE})〔{_YEAR}〕(?P<serial>[1-9][0-9]{{0,6}})号")),
    (ORDER, re.compile(rf"(?P<code>{_ORGANS}令)(?:{_YEAR}年)?第{_SERIAL}号")),
    (
        ANNOUNCEMENT,
        re.compile(
            rf"(?P<code>{_ORGANS}(?:公告|通告))(?:(?:{_YEAR}年)?第|〔(?P<bracketed>[0-9]{{4}})〕第?){_SERIAL}号"
        ),
    ),
)

_OPENING = "\\[［(（【﹝{｛〈<＜「『❲"
_CLOSING = "\\]］)）】﹞}｝〉>＞」』❳"
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True)
class DocumentNumber:
    """A well-formed document number.

    * ``kind``: ``"numbered"``, ``"order"`` or ``"announcement"``;
    * ``code``: the organ's code (机关代字), or its name with 令, 公告 or 通告;
    * ``year``: four digits, ``None`` for an order without one;
    * ``text``: the whole number as written.
    """

    kind: str
    code: str
    year: int | None
    text: str

    @property
    def is_telegram(self) -> bool:
        """明电 and 发电: the rule names telegrams beside documents."""
        return self.kind == NUMBERED and self.code.endswith("电")


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a document number."""

    code: str
    sentence: str | Promise


@dataclass(frozen=True)
class Check:
    """What a check of a typed number found; ``suggestion`` is the right spelling where it is certain."""

    number: DocumentNumber | None
    faults: tuple[Fault, ...] = ()
    suggestion: str = ""


WRAPPED = Fault("wrapped", _("it stands without brackets or quotation marks around it"))
SPACES = Fault("spaces", _("it has no spaces"))
FULL_WIDTH = Fault("full_width", _("its digits are ordinary ones (0–9)"))
BRACKETS = Fault("brackets", _("the year stands in hexagonal brackets 〔 〕"))
SHORT_YEAR = Fault("short_year", _("the year has four digits"))
FUTURE_YEAR = Fault("future_year", _("its year lies in the future"))
EARLY_YEAR = Fault("early_year", _("its year is before 1949"))
ORDINAL = Fault("ordinal", _("no 第 or 字 stands before the serial number"))
NO_ORDINAL = Fault(
    "no_ordinal", _("第 stands before the serial number of an order or an announcement")
)
HAN_SERIAL = Fault("han_serial", _("its serial number is written in digits (0–9)"))
LEADING_ZERO = Fault("leading_zero", _("its serial number has no leading zero"))
NO_HAO = Fault("no_hao", _("it ends with 号"))
TRAILING = Fault("trailing", _("nothing follows the final 号"))
UNREADABLE = Fault(
    "unreadable",
    _("it is written as code, year and serial number, for instance 国办发〔2018〕123号"),
)


def parse(text: str) -> DocumentNumber | None:
    """The number, if ``text`` is a well-formed one and nothing else."""
    for kind, shape in _SHAPES:
        match = shape.fullmatch(text)
        if match:
            year = match["year"] or match.groupdict().get("bracketed")
            return DocumentNumber(kind, match["code"], int(year) if year else None, text)
    return None


def check(text: str, *, on: date) -> Check:
    """Check a number that somebody typed, on the day ``on``; the empty number has no faults."""
    if not text.strip():
        return Check(None)
    faults, repaired = _repair(text, on)
    number = parse(repaired)
    if number is None:
        return Check(None, (*faults, UNREADABLE))
    wrong_year = _year_fault(number, on)
    if wrong_year:
        return Check(None, (*faults, wrong_year))
    if faults:
        return Check(None, faults, repaired)
    return Check(number)


def _year_fault(number: DocumentNumber, on: date) -> Fault | None:
    if number.year is None:
        return None
    if number.year > on.year:
        return FUTURE_YEAR
    return EARLY_YEAR if number.year < FIRST_YEAR else None


def _repair(text: str, on: date) -> tuple[tuple[Fault, ...], str]:
    """Everything wrong that can be put right without guessing, and the text put right."""
    text = text.strip()
    if parse(text) is not None:
        return (), text
    faults: list[Fault] = []
    for fault, repair in _REPAIRS:
        repaired = repair(text, on)
        if repaired != text:
            faults.append(fault)
            text = repaired
    return tuple(faults), text


def _unwrapped(text: str, on: date) -> str:
    return re.sub(r"^[《“\"（(]+(.*号)[》”\"）)]+$", r"\1", text)


def _without_spaces(text: str, on: date) -> str:
    if re.search("令|公告|通告", text):  # a space may stand between the names of joint organs
        return re.sub(rf"\s+(?=[0-9〔第号年])|(?<=[0-9〔〕第年])\s+|(?<=[^{_HAN}])\s+", "", text)
    return re.sub(r"\s+", "", text)


def _plain_digits(text: str, on: date) -> str:
    return text.translate(_FULL_WIDTH)


def _year_in_brackets(text: str, on: date) -> str:
    years = "[0-9]{4}|[0-9]{2}|[〇○零一二三四五六七八九]{4}"
    text = re.sub(rf"[{_OPENING}〔]({years})年?[{_CLOSING}〕]", r"〔\1〕", text, count=1)
    if re.search("令|公告|通告", text):
        return text
    return re.sub(rf"^({_CODE}?)([0-9]{{4}})(?:年|[-—－–/])?(?=第?[0-9])", r"\1〔\2〕", text)


def _full_year(text: str, on: date) -> str:
    text = re.sub(
        "〔([〇○零一二三四五六七八九]{4})〕",
        lambda match: f"〔{match[1].translate(_HAN_DIGITS)}〕",
        text,
    )
    return re.sub("〔([0-9]{2})〕", lambda match: f"〔{_century(int(match[1]), on)}〕", text)


def _century(short: int, on: date) -> int:
    """The latest year that ends in these two digits and is not in the future."""
    year = on.year - on.year % 100 + short
    return year if year <= on.year else year - 100


def _without_ordinal(text: str, on: date) -> str:
    if re.search("公告|通告", text):  # 中国人民银行公告〔2020〕第5号 is right
        return text
    return re.sub("(〔[0-9]{4}〕)(?:字第|字|第)", r"\1", text)


def _with_ordinal(text: str, on: date) -> str:
    text = re.sub(r"((?:公告|通告|令)[0-9]{4}年)(?=[0-9])", r"\1第", text)
    return re.sub(r"(公告|通告|令)(?=[0-9]{1,4}号?$)", r"\1第", text)


def _serial_in_digits(text: str, on: date) -> str:
    return re.sub(
        f"(〔[0-9]{{4}}〕)({_HAN_SERIAL})(?=号|$)",
        lambda match: match[1] + str(han_to_int(match[2])),
        text,
    )


def _without_zeros(text: str, on: date) -> str:
    return re.sub("(?<=[〕第])0+(?=[1-9])", "", text)


def _with_hao(text: str, on: date) -> str:
    text = text.replace("號", "号")
    return re.sub(r"([〕第][0-9]+)$", r"\1号", text)


def _without_trailing(text: str, on: date) -> str:
    return re.sub("([〕第][0-9]+号)(?:文件|文|通知|函)$", r"\1", text)


_REPAIRS = (
    (WRAPPED, _unwrapped),
    (SPACES, _without_spaces),
    (FULL_WIDTH, _plain_digits),
    (BRACKETS, _year_in_brackets),
    (SHORT_YEAR, _full_year),
    (ORDINAL, _without_ordinal),
    (NO_ORDINAL, _with_ordinal),
    (HAN_SERIAL, _serial_in_digits),
    (LEADING_ZERO, _without_zeros),
    (NO_HAO, _with_hao),
    (TRAILING, _without_trailing),
)


def han_to_int(text: str) -> int:
    """A whole number below ten thousand written in Chinese: 一百二十三 is 123, 二〇 is 20."""
    if not re.search("[十百千]", text):
        return int(text.translate(_HAN_DIGITS))
    total, digit = 0, 0
    for sign in text:
        if sign in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = 0
        else:
            digit = int(sign.translate(_HAN_DIGITS))
    return total + digit
