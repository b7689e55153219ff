"""Which documents may be reprinted only from central or only from regional sources (rule, chapter 二, section 一).

The rule says whose documents they are; it lists no document numbers. The organ codes (机关代字) below are those in
general use. Common knowledge and seen in many published documents: 国发, 国办发, 国函, 国办函, 国令, 中发, 中办发, 国办发明电,
宁党发, 宁党办, 宁政发, 宁政办发, 宁政规发, 宁政办规发. The others are less certain and erring on the safe side: a number
recognised too much asks for a central or regional source, a number missed is still caught by its issuing organ.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .types import DocumentFamily, SourceScope

SCOPES = (
    SourceScope("central", "中央文件转载来源", _("Central documents")),
    SourceScope("regional", "自治区文件转载来源", _("Regional documents")),
    SourceScope(
        "organ", "制发机关及其授权媒体", _("The issuing organ and media that it authorised")
    ),
    SourceScope("general", "一般信息转载来源", _("General information")),
)

# A code counts only when the year follows in brackets of any kind: 国发〔2017〕1号, and wrongly typed 国发[2017]1号 too.
# So 国发改委〔2020〕1号 and 宁政公开办发〔2020〕18号 are not taken for documents of the State Council or the region.
_YEAR = r"[〔［\[（(【﹝]\d{2,4}"

_CENTRAL_CODES = (
    r"国(?:办)?(?:发明电|发|函)",
    r"国办(?:秘函|公开办函|通报|字)",
    r"中(?:办)?(?:发电|发|函|委|办)",
    r"(?:中办)?厅字",
)
_REGIONAL_CODES = (
    r"宁党(?:办)?(?:发电|发|办|字|函|厅字)",
    r"宁政(?:办)?(?:规发|发明电|发|函|明电|干发)",
)

CENTRAL = DocumentFamily(
    "central_document",
    "党中央、国务院文件",
    _("Document of the Party Central Committee or the State Council"),
    scopes_allowed=("central",),
    number_patterns=(
        *(code + _YEAR for code in _CENTRAL_CODES),
        r"国令第?[0-9〇一二三四五六七八九十百千]+号",
        r"(?:中华人民共和国)?国务院令",
    ),
    issuers=(
        "中共中央",
        "中国共产党中央委员会",
        "党中央",
        "国务院",
        "中华人民共和国国务院",
        "中共中央国务院",
        "中共中央办公厅",
        "中央办公厅",
        "中办",
        "国务院办公厅",
        "国办",
        "中共中央办公厅国务院办公厅",
        "中办国办",
        "两办",
    ),
)

REGIONAL = DocumentFamily(
    "regional_document",
    "自治区党委、人民政府文件",
    _("Document of the regional Party committee or the regional government"),
    scopes_allowed=("regional",),
    number_patterns=(
        *(code + _YEAR for code in _REGIONAL_CODES),
        r"(?:宁夏回族)?自治区(?:人民)?政府令",
        r"宁政令",
    ),
    issuers=(
        "中共宁夏回族自治区委员会",
        "中国共产党宁夏回族自治区委员会",
        "中共宁夏回族自治区委",
        "宁夏回族自治区党委",
        "宁夏区党委",
        "自治区党委",
        "宁夏回族自治区人民政府",
        "宁夏回族自治区政府",
        "自治区人民政府",
        "自治区政府",
        "自治区党委人民政府",
        "自治区党委政府",
        "宁夏回族自治区党委人民政府",
        "中共宁夏回族自治区委员会办公厅",
        "宁夏回族自治区党委办公厅",
        "宁夏党委办公厅",
        "自治区党委办公厅",
        "宁夏回族自治区人民政府办公厅",
        "宁夏回族自治区政府办公厅",
        "自治区人民政府办公厅",
        "自治区政府办公厅",
        "自治区党委办公厅人民政府办公厅",
    ),
)

FAMILIES = (CENTRAL, REGIONAL)
