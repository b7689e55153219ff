"""Which characters are mistaken for each other: by sound, and some by their shape or their keys.

The pairs by shape are those of slips that were found on government sites (a local value: sites meet others).
"""

from __future__ import annotations

import unicodedata
from functools import cache

_BY_SHAPE = ("政攻", "除险", "华共", "和合", "共大", "秆杆", "毫豪", "己已", "未末")
FIRST, LAST = 0x4E00, 0x9FFF


def is_han(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff" or "\u3400" <= sign <= "\u4dbf"


@cache
def sounds() -> dict[int, str]:
    """How each character sounds, without its tone: one letter for one syllable, for ``str.translate``.

    Syllables that are easily confused (-n and -ng are not among them) keep apart. Empty without ``pypinyin``.
    """
    try:
        from pypinyin.constants import PINYIN_DICT
    except ImportError:
        return {}
    letters: dict[str, str] = {}
    table = {}
    for code in range(FIRST, LAST + 1):
        readings = PINYIN_DICT.get(code)
        if readings:
            syllable = _without_tone(readings.split(",")[0])
            table[code] = letters.setdefault(syllable, chr(0xE000 + len(letters)))
    return table


@cache
def _tones() -> dict[int, str | None]:
    marks = "\u0300\u0301\u0304\u030c"
    table: dict[int, str | None] = dict.fromkeys(map(ord, marks))
    for code in range(0xC0, 0x1F00):
        plain = "".join(
            each for each in unicodedata.normalize("NFD", chr(code)) if each not in marks
        )
        table.setdefault(code, unicodedata.normalize("NFC", plain))
    return table


def _without_tone(syllable: str) -> str:
    return syllable.translate(_tones())


def look_alikes(sign: str) -> str:
    """The characters that are written for this one by a slip of the eye or of the keys."""
    return "".join(pair.replace(sign, "") for pair in _BY_SHAPE if sign in pair)
