"""Document numbers (发文字号) in the wrong form, as the register of sources reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.text import format_lazy

from wagtail_govreview.moments import local_day
from wagtail_govreview.screening.checks.wording.types import DOCUMENT_NUMBER
from wagtail_govreview.screening.findings import Hit
from wagtail_govreview.screening.folding import View
from wagtail_govreview.screening.registry import Context, register
from wagtail_govreview.sources.document_numbers import check

# Year in brackets of some kind and a serial number. Numbers of courts (2019)宁01民初12号 have the place in between.
_NUMBER = re.compile(
    r"[〔\[(【﹝{〈] ?[0-9]{2,4} ?年?[〕\])】﹞}〉] ?字? ?第? ?[0-9]{1,5} ?号(?!楼|院|线|地块|车|馆|门|店)"
)
_CODE = re.compile("[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z·]{0,11}$")
_OF_TENDERS = re.compile("[招标采购竞磋询]$|编号$|项目$")


@register(DOCUMENT_NUMBER)
def document_numbers(view: View, context: Context) -> Iterator[Hit]:
    """``宁政发[2019]047号``; the hit is year and serial number, because where the organ's code begins is not certain."""
    text = view.text
    for match in _NUMBER.finditer(text):
        code = _CODE.search(text, max(match.start() - 12, 0), match.start())
        if code is None or _OF_TENDERS.search(code[0]):
            continue
        found = check(code[0] + match[0], on=context.on or local_day())
        if not found.faults:
            continue
        suggestion = found.suggestion
        if suggestion.startswith(code[0]):
            suggestion = suggestion[len(code[0]) :]
        yield Hit(
            type=DOCUMENT_NUMBER,
            start=match.start(),
            end=match.end(),
            suggestion=suggestion,
            note=_told([fault.sentence for fault in found.faults]),
        )


def _told(sentences: list[str | Promise]) -> Promise:
    return format_lazy("; ".join(["{}"] * len(sentences)), *sentences)
