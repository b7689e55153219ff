"""Terms that the package brings along: slips that stood on government sites, words that the state agency's list names.

Data only. Few, and only what is documented; a site's own dictionaries say the rest.
"""

from __future__ import annotations

from wagtail_govreview.screening.dictionaries.entries import Entry, TermKind
from wagtail_govreview.screening.findings import Severity

SLIPS = "政府网站严重表述错误"
CARE = "新华社禁用词和慎用词"

_SLIPS = (
    ("中华人民共合国", "中华人民共和国"),
    ("中共人民共和国", "中华人民共和国"),
    ("中华人民大和国", "中华人民共和国"),
    ("扫黑险恶", "扫黑除恶"),
    ("秸杆", "秸秆"),
    ("人民攻府", "人民政府"),
)
_CARE = (
    ("中港", "内地与香港", "香港是中国的特别行政区，不与“中”并列"),
    ("中澳", "内地与澳门", "指澳门时不与“中”并列；指澳大利亚时无误"),
    ("两岸三地", "", "不用“两岸三地”"),
    ("“一个中国”", "一个中国", "一个中国不加引号"),
    ("一国两制", "“一国两制”", "“一国两制”加引号"),
    ("老板", "", "不用“老板”称呼领导干部"),
    ("亲自", "", "慎用“亲自”"),
)
_PROVINCES = (
    "河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海"
).split()
# Within these, the two characters of 中港 belong to two words.
_NO_TERM = ("“一国两制”", "‘一国两制’", "《一国两制", "集中港", "空中港", "老板娘", "老板椅")
_PROTECTED = ("中华人民共和国", "宁夏回族自治区", "扫黑除恶专项斗争")

SEED: tuple[Entry, ...] = (
    *(Entry(term, right, dictionary=SLIPS) for term, right in _SLIPS),
    *(Entry(name, kind=TermKind.PROTECTED, dictionary=SLIPS) for name in _PROTECTED),
    *(
        Entry(term, right, note, TermKind.CAREFUL, Severity.HINT, dictionary=CARE)
        for term, right, note in _CARE
    ),
    *(
        Entry(
            f"中共{name}省省委",
            f"中共{name}省委",
            "“省委”前不重复“省”",
            TermKind.CAREFUL,
            Severity.RULING,
            dictionary=CARE,
        )
        for name in _PROVINCES
    ),
    *(Entry(term, kind=TermKind.ALLOWED, dictionary=CARE) for term in _NO_TERM),
)
