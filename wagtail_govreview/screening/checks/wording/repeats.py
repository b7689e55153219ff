"""What stands twice, one right after the other: a character that never does, or a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wagtail_govreview.screening.checks.wording.types import REPEATED
from wagtail_govreview.screening.findings import Hit
from wagtail_govreview.screening.folding import View
from wagtail_govreview.screening.registry import Context, register

LONGEST = 8
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两")
_TWICE = re.compile("([的了是在和与及或为将被把并以于由对])\\1")
_RIGHT = re.compile("的的确|不了了|了了之|是是非|和和[气美平乐]|对对[碰子]")
# Verbs and measures that are ordinarily said twice.
_ORDINARY = frozenset(
    "研究 讨论 学习 休息 商量 考虑 了解 调查 打听 琢磨 锻炼 活动 体验 检查 试验 特别 非常 十分 很多 好多 许多 谢谢 你好 "
    "加油 恭喜 欢迎 哈哈 呵呵 滴答 叮当 星星 宝宝 天天 时时 处处 人人 年年".split()
)


@register(REPEATED)
def repeats(view: View, context: Context) -> Iterator[Hit]:
    """的的, 了了 and the like; words of two characters and more (工作工作). The suggestion is to write it once."""
    text = view.text
    for match in _TWICE.finditer(text):
        if _RIGHT.search(text, max(match.start() - 1, 0), match.end() + 1):
            continue
        yield Hit(type=REPEATED, start=match.start(), end=match.end(), suggestion=match[0][0])
    taken = 0
    for start, length in sorted(doubled(text)):
        word = text[start : start + length]
        if start >= taken and _is_slip(text, start, word):
            taken = start + 2 * length
            yield Hit(type=REPEATED, start=start, end=taken, suggestion=word)


def _is_slip(text: str, start: int, word: str) -> bool:
    if word in _ORDINARY or not _HAN.fullmatch(word) or len(set(word)) == 1:
        return False
    if word[0] == "一" or "不" in word or "没" in word:  # 一步一步, 是不是不, 有没有没
        return False
    return not (set(word) & _NUMERALS)


def doubled(text: str) -> Iterator[tuple[int, int]]:
    """Where runs of 2 to :data:`LONGEST` characters stand twice, one right after the other: offset and length.

    The text is laid over itself, moved by the length: where both are the same, their difference is a row of zeros. As
    one great number each, a million characters are compared in no time.
    """
    codes, width = _codes(text)
    here = int.from_bytes(codes, "little")
    for length in range(2, LONGEST + 1):
        moved, size = length * width, len(codes) - length * width
        if size < moved:
            return
        difference = (here ^ (here >> (8 * moved))).to_bytes(len(codes), "little")
        yield from ((start, length) for start in _zeros(difference, moved, width, size))


def _codes(text: str) -> tuple[bytes, int]:
    """The text in codes of one width, and that width in bytes."""
    codes = text.encode("utf-16-le", "surrogatepass")
    if len(codes) == 2 * len(text):
        return codes, 2
    return text.encode("utf-32-le", "surrogatepass"), 4


def _zeros(difference: bytes, count: int, width: int, size: int) -> Iterator[int]:
    """The first offset, in characters, of each row of ``count`` zeros."""
    zeros = bytes(count)
    at = difference.find(zeros, 0, size)
    while at != -1:
        start = -(-at // width)
        if difference.startswith(zeros, start * width, size):
            yield start
            at = difference.find(zeros, start * width + count, size)
        else:
            at = difference.find(zeros, at + 1, size)
