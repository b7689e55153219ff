"""What stands around a number and says what it is: the word before it, the unit after it, the heading of its column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from wagtail_govreview.screening.checks.privacy.links import is_in_link, links_in
from wagtail_govreview.screening.folding import View
from wagtail_govreview.screening.stretches import CELL_END, PART_END

BEFORE = 18  # characters in which a word before a number belongs to it
HEADING_ROWS = 8  # rows of a table among which its headings are looked for
_ENDS = re.compile(r"[\n\t。；;!?！？]")
_PARTS = re.compile(r"[\n\t。；;!?！？,，、]")

PHONE = re.compile(
    r"电话|手机|联系|热线|传真|座机|致电|拨打|咨询|监督|举报|小灵通|短号|专线|客服|值班|微信|(?i:tel|phone|mobile|fax|whatsapp)"
)
IDENTITY = re.compile(
    r"身份证|旧证|原证|证号|证件号|公民身份|居民证|身份号|居住证|(?i:id ?card|id ?no)"
)
CARD = re.compile(
    r"卡号|银行卡|储蓄卡|信用卡|社保卡|一卡通|账号|帐号|账户|帐户|存折|开户|(?i:card|account)"
)
PASSPORT = re.compile(r"护照|证件|永居|永久居留|通行证|台胞证|回乡证|旅行证|(?i:passport)")
# Numbers that are nobody's, whatever they look like; and amounts.
SERIAL = re.compile(
    r"编号|编码|代码|单号|流水号|序列号|序号|文号|批号|合同号|项目号|案号|索引号|受理号|备案号|登记号|注册号|许可证号|执照号|准考证|"
    r"报名号|学号|工号|货号|图号|档号|型号|机号|车架号|设备号|发票号|运单号|条码|条形码|宗地|产权证|产权号|主题词|校验码|验证码|"
    r"邮编|版本|ISBN|ISSN|IMEI|QQ|"
    r"资金|金额|产值|总额|收入|支出|预算|决算|投资|税收|贷款|余额|总量|面积|产量|用量|[万亿千]元|[(]元[)]|单位:元"
)
SOCIAL = re.compile(r"信用代码|社会信用|税号|纳税人识别|机构代码")
# What an amount is counted in.
_UNIT = re.compile(
    r" ?(?:元|万|亿|吨|公斤|千克|克|斤|立方|平方|亩|公顷|公里|千米|米|千瓦|度电|人次|户次|件次|株|尾|羽|头|%|‰|kW|km|kg|m[23²³])"
)


class Surroundings:
    """Asks one view. ``text``: its folded text."""

    def __init__(self, view: View) -> None:
        self.text = view.text
        self._is_table = view.stretch.is_table

    def before(self, start: int, length: int = BEFORE) -> str:
        """What stands before ``start`` in the same cell, sentence and line; in a table the heading of the column, too."""
        near = _ENDS.split(self.text[max(start - length, 0) : start])[-1]
        return f"{self.heading(start)} {near}" if self._is_table else near

    def close_before(self, start: int) -> str:
        """The same up to the next comma: what is said of the number itself."""
        near = _PARTS.split(self.text[max(start - BEFORE, 0) : start])[-1]
        return f"{self.heading(start)} {near}" if self._is_table else near

    def is_in_link(self, offset: int) -> bool:
        return is_in_link(self._links, offset)

    @cached_property
    def _links(self) -> Sequence[tuple[int, int]]:
        return links_in(self.text)

    def heading(self, offset: int) -> str:
        """The heading of the column in which ``offset`` lies; empty where there is none."""
        if not self.headings:
            return ""
        begin = self.text.rfind(PART_END, 0, offset) + 1
        column = self.text.count(CELL_END, begin, offset)
        return self.headings[column] if column < len(self.headings) else ""

    def is_amount(self, end: int) -> bool:
        """Is what ends at ``end`` counted in something?"""
        return _UNIT.match(self.text, end) is not None

    @cached_property
    def headings(self) -> list[str]:
        """The headings of a table's columns: the first row that has two words and no long number."""
        if not self._is_table:
            return []
        begin = 0
        for _row in range(HEADING_ROWS):
            end = self.text.find(PART_END, begin)
            cells = self.text[begin : end if end >= 0 else None].split(CELL_END)
            if sum(map(_is_heading, cells)) >= 2 and not any(map(_LONG.search, cells)):
                return cells
            if end < 0:
                break
            begin = end + 1
        return []

    @cached_property
    def rows_begin(self) -> int:
        """The offset after the row of headings."""
        if not self.headings:
            return 0
        row = CELL_END.join(self.headings)
        return self.text.find(row) + len(row) + 1


_LONG = re.compile(r"[0-9]{7}")
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z]")


def _is_heading(cell: str) -> bool:
    return 0 < len(cell) <= 40 and _WORDS.search(cell) is not None
