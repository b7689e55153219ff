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
_TWICE = re.compile(
    "的的(?!确)|(?<!不)了了(?!之)|是是(?!非)|在在|(?<!和)和和(?![气美平乐])|与与|及及|或或|为为|将将"
    "|被被|把把|并并|以以|于于|由由|对对(?!碰|子)"
)
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
        yield Hit(type=REPEATED, start=match.start(), end=match.end(), suggestion=match[0][0])
    taken = 0
    spots = [(start, size) for size in range(2, LONGEST + 1) for start in doubled(text, size)]
    for start, length in sorted(spots):
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


def doubled(text: str, length: int) -> Iterator[int]:
    """Where a run of ``length`` characters stands twice, one right after the other: the first offset of each such run.

    The text is laid over itself, moved by ``length``: where both are the same, their difference is a row of zeros.
    """
    if len(text) < 2 * length:
        return
    width = 4
    codes = text.encode("utf-32-le", "surrogatepass")
    here = int.from_bytes(codes[: -length * width], "little")
    there = int.from_bytes(codes[length * width :], "little")
    difference = (here ^ there).to_bytes(len(codes) - length * width, "little")
    zeros = bytes(width * length)
    at = difference.find(zeros)
    while at != -1:
        start = -(-at // width)
        if difference.startswith(zeros, start * width):
            yield start
            at = difference.find(zeros, (start + length) * width)
        else:
            at = difference.find(zeros, at + 1)
