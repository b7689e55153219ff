"""The rule of Ningxia, 宁政公开办发〔2020〕18号, as a profile. It is the default.

Wordings are the rule's own, from its text, its flow chart and its sample form. Where the rule is silent (deadlines,
document-number prefixes, carriers, disclosure attributes) the values come from general administrative practice and say
so; a region or a unit that knows better writes a profile of its own.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .ningxia_families import FAMILIES, SCOPES
from .ningxia_tiers import ESCALATION_REASONS, TIERS
from .types import (
    Carrier,
    Channel,
    Deadlines,
    DisclosureAttribute,
    InformationClass,
    InformationSubclass,
    Profile,
    SecrecyDeclaration,
    SeparationPolicy,
    WithdrawalPolicy,
)

# Rule, chapter 一, with the shorter wording of the flow chart's boxes where there is one. The two boxes that the chart
# leaves out (own_standing, other_approved) keep the wording of the text.
REPRINT = InformationClass(
    "reprint",
    "转载信息",
    _("Reprinted information"),
    is_reprint=True,
    subclasses=(
        InformationSubclass(
            "reprint_central",
            "按照规定转载党中央、国务院文件以及国家其他有关信息（含文件信息）",
            _(
                "Documents of the Party Central Committee and the State Council, and other national information"
            ),
        ),
        InformationSubclass(
            "reprint_other",
            "转载各级党委和人民政府文件以及根据工作需要应转载的其他信息（含文件信息）",
            _(
                "Documents of Party committees and governments at other levels, and other information needed for work"
            ),
        ),
    ),
)
OWN = InformationClass(
    "own",
    "本机关制发信息",
    _("Information issued by this organ"),
    is_own=True,
    subclasses=(
        InformationSubclass(
            "own_documents",
            "以本机关名义印发的主动公开的各类行政文件",
            _(
                "Administrative documents issued in the name of this organ and disclosed on its own initiative"
            ),
        ),
        InformationSubclass(
            "own_key_points",
            "按照国家和自治区以及本地区年度政务公开工作要点需发布的各类信息",
            _("Information to be published under the annual key points of government openness"),
        ),
        InformationSubclass(
            "own_standing",
            "本地区、本部门机构设置及职能、领导简历、工作动态、通知公告、专题专栏、建议提案办理、在线访谈、调查征集等",
            _(
                "Functions, leaders, activities, notices, topics, proposals, interviews and surveys of this organ"
            ),
            on_sample_form=False,
        ),
    ),
)
OTHER = InformationClass(
    "other",
    "非本机关信息",
    _("Information not of this organ"),
    subclasses=(
        InformationSubclass(
            "other_approved",
            "根据工作需要经各级领导审核同意在本级政府网站发布的各类政务信息",
            _("Information approved by the leadership for publication on this government's site"),
            on_sample_form=False,
        ),
        InformationSubclass(
            "other_collected",
            "采编本地区、本部门、本系统的各类政务信息",
            _("Information collected and edited in this area, department or system"),
        ),
        InformationSubclass(
            "other_mailbox",
            "各级行政首长信箱来信来访办理答复情况选登信息",
            _("Selected replies to letters and visits to the leaders' mailboxes"),
        ),
    ),
)

# 公开属性: the rule has the first tier review it; the values are those of drafting slips throughout the country. The
# fourth exists in some places only.
ATTRIBUTES = (
    DisclosureAttribute(
        "active",
        "主动公开",
        _("Disclosed on own initiative"),
        reason_required=False,
        publishable=True,
    ),
    DisclosureAttribute(
        "redacted",
        "删减后公开",
        _("Disclosed after redaction"),
        reason_required=True,
        publishable=True,
    ),
    DisclosureAttribute(
        "request", "依申请公开", _("Disclosed on request"), reason_required=True, publishable=False
    ),
    DisclosureAttribute(
        "withheld", "不予公开", _("Not disclosed"), reason_required=True, publishable=False
    ),
)

CHANNELS = (
    Channel("website", "政府网站", _("Government website")),
    Channel("wechat", "微信", _("WeChat")),
    Channel("weibo", "微博", _("Weibo")),
    Channel("app", "客户端", _("Mobile app")),
    Channel("other", "其他", _("Other")),
)

CARRIERS = (
    Carrier("document", "公文类", _("Official document")),
    Carrier("non_document", "非公文类", _("Not an official document")),
)

# “涉密信息不公开、敏感信息不上网、隐私信息要遮掩” (rule, chapter 三, section 二), one declaration for each kind.
SECRECY = (
    SecrecyDeclaration("state_secret", "不涉及国家秘密", _("Contains no state secrets")),
    SecrecyDeclaration("work_secret", "不涉及工作秘密", _("Contains no work secrets")),
    SecrecyDeclaration("internal", "不涉及内部资料", _("Contains no internal material")),
    SecrecyDeclaration("trade_secret", "不涉及商业秘密", _("Contains no trade secrets")),
    SecrecyDeclaration(
        "privacy",
        "不涉及个人隐私，或隐私信息已遮掩",
        _("Contains no personal privacy, or it has been masked"),
    ),
)

PROFILE = Profile(
    code="ningxia",
    name="全区政府网站和政务新媒体政务信息发布规程（宁政公开办发〔2020〕18号）",
    issuer="宁夏回族自治区人民政府政务公开办公室",
    sheet_title="全区政府网站和政务新媒体政务信息发布审查表",
    number_pattern="{unit}-{year}-{serial:04d}",
    classes=(REPRINT, OWN, OTHER),
    tiers=TIERS,
    escalation_reasons=ESCALATION_REASONS,
    attributes=ATTRIBUTES,
    channels=CHANNELS,
    carriers=CARRIERS,
    secrecy=SECRECY,
    scopes=SCOPES,
    families=FAMILIES,
    scopes_otherwise=("organ", "general", "central", "regional"),
    deadlines=Deadlines(),
    separation=SeparationPolicy(),
    # The rule is silent on how an item stops being public: a reason is asked for, and no signature.
    withdrawal=WithdrawalPolicy(),
    form_notes=(
        "本表由政务公开办公室专（兼）职工作人员负责填写和保存；",
        "全区政府网站和政务新媒体政务信息发布前均应当认真填写本表；",
        "请在所选对应栏目内打“√”。",
    ),
)
