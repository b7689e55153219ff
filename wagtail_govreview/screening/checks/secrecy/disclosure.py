"""What a text says itself about its disclosure: 此件公开发布 against the sheet, and parts that are not public."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.rulebook.terms import DisclosureAttribute
from wagtail_govreview.screening.checks.secrecy.lines import after, before, is_quoted
from wagtail_govreview.screening.checks.secrecy.types import ATTRIBUTE_CONFLICT, NOT_PUBLIC_PART
from wagtail_govreview.screening.findings import Hit
from wagtail_govreview.screening.folding import View
from wagtail_govreview.screening.registry import Context, register

# How texts write an attribute, and its name in the rule.
_WORDS = {
    "主动公开": "主动公开",
    "公开发布": "主动公开",
    "依申请公开": "依申请公开",
    "不予公开": "不予公开",
    "不公开": "不予公开",
    "不予发布": "不予公开",
    "不宜公开": "不予公开",
    "不得公开": "不予公开",
    "不公开发布": "不予公开",
    "不予公开发布": "不予公开",
    "不上网": "不予公开",
    "不得上网": "不予公开",
    "不登报": "不予公开",
    "删减后公开": "删减后公开",
    "删减公开": "删减后公开",
    "部分公开": "删减后公开",
}
_SPACED = "|".join(" {0,3}".join(word) for word in sorted(_WORDS, key=len, reverse=True))
_STATEMENT = re.compile(
    r"(?:[此本该] {0,3}(?:件|文件|文) {0,3}(?:属于?|为|系)? {0,3}"
    r"|(?:公 {0,3}开 {0,3}(?:属 {0,3}性|方 {0,3}式|类 {0,3}别|选 {0,3}项|形 {0,3}式|类 {0,3}型)) {0,3}: {0,3})"
    rf"[\"“(\[【]? {{0,3}}({_SPACED}) {{0,3}}(?:(?![㐀-鿿])|(?=的?(?:文件|公文|件|信息|政府信息|范围|类)))"
)
_NOT_PUBLIC = re.compile(
    r"(?:以下|以上|上述|下列|此|本|该)(?:内容|部分|段落|段|章节|条款|条|款|信息|附件|表格|表|数据|文字)?"
    r"(?:均|暂|一律)?(?:不予?(?:对外)?公开|不宜(?:对外)?公开|不得(?:对外)?公开|不对外(?:公开|发布)|不上网)(?![㐀-鿿]{0,3}的)"
    r"|(?:附件|附表|附图|附录|名单|内容|部分|表|正文|略)[0-9一二三四五六七八九十]{0,3} ?(?:略 ?)?[(\[【〔,:、]? ?"
    r"(?:因?涉密|涉及国家秘密|不予公开|不公开|不对外公开|依申请公开|内部掌握|内部发放)"
    r"(?:[,、 ]?(?:略|另发|另附|删去|从略|不予?公开|不予?发布|不上网)| ?[)\]】〕])"
    r"|涉密(?:附件|附表|附图|附录|内容|部分)(?:[0-9一二三四五六七八九十]{0,3})"
    r"[:(\[【〔,、 ]{0,2}(?:略|另发|另附|删去|已?删除|不予?公开|从略)"
    r"|涉密(?:附件|附表|附图|附录)[0-9一二三四五六七八九十]{0,3}(?=[)\]】〕。;]?(?:[\n\t|]|$))"
    r"|(?:涉密|不予公开|不公开|不宜公开)[,、 ]?(?:从?略|此处略|略去)(?![㐀-鿿])"
)
# Something of this stands in each of them; most texts have nothing of it.
_ANY = re.compile(r"不[予宜得对]?对?外?(?:公开|发布)|涉密|涉及国家|不上网|依申请公开|内部[掌发]")
_IN_A_WORD = re.compile(r"[㐀-鿿]$")


@register(ATTRIBUTE_CONFLICT)
def attribute_conflicts(view: View, context: Context) -> Iterator[Hit]:
    """The text's own mark (此件依申请公开) where it and the disclosure attribute of the sheet do not agree."""
    for match in _STATEMENT.finditer(view.text):
        front, rest = before(view.text, match.start()), after(view.text, match.end())
        if match[0][0] != "公" and _IN_A_WORD.search(front):
            continue
        said = _WORDS[match[1].replace(" ", "")]
        if not is_quoted(front, rest) and _conflicts(said, context.attribute):
            note = _("The text says “%(said)s”.") % {"said": said}
            yield Hit(type=ATTRIBUTE_CONFLICT, start=match.start(), end=match.end(), note=note)


def _conflicts(said: str, chosen: str) -> bool:
    """What is not published at all conflicts with its publication; the rest with another answer on the sheet."""
    attributes: dict[str, DisclosureAttribute] = {
        item.wording: item for item in get_profile().attributes
    }
    term = attributes.get(said)
    if term is None:  # the profile has no such attribute
        return said in ("不予公开", "依申请公开")
    return not term.publishable or (bool(chosen) and term.code != chosen)


@register(NOT_PUBLIC_PART)
def not_public_parts(view: View, context: Context) -> Iterator[Hit]:
    """Parts that the text marks as not public (以下不公开, 附件略（涉密）)."""
    if not _ANY.search(view.text):
        return
    for match in _NOT_PUBLIC.finditer(view.text):
        front, rest = before(view.text, match.start()), after(view.text, match.end())
        if not is_quoted(front, rest):
            yield Hit(type=NOT_PUBLIC_PART, start=match.start(), end=match.end())
