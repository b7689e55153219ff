"""The tiers of the Ningxia rule: who signs (chapter 三, section 一) and what each tier looks at (section 二).

The rule gives each tier a subject and asks seven questions of 审校. They are the second tier's checklist word for word,
turned into statements. The first and third tier's statements spell out their subjects with the rule's principles
(涉密信息不公开、敏感信息不上网、隐私信息要遮掩) and with what known leaks had in common: an attachment that nobody opened, a
quotation from a marked document. The deadlines are local values; the rule has none.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .types import ChecklistItem, EscalationReason, Post, Term, Tier

FIRST = Tier(
    "first",
    "一审",
    _("First review"),
    subject=Term(
        "secrecy_and_disclosure", "审查保密事项和公开属性", _("Secrecy and disclosure attribute")
    ),
    posts=(
        Post(
            "openness_clerk", "政务公开专（兼）职工作人员", _("Full- or part-time openness officer")
        ),
    ),
    checklist=(
        ChecklistItem("no_state_secret", "涉密信息不公开：不涉及国家秘密", _("No state secrets")),
        ChecklistItem(
            "no_internal", "不涉及工作秘密和内部资料", _("No work secrets and no internal material")
        ),
        ChecklistItem(
            "no_marked_quotation",
            "未引用、转述标有密级或者内部使用的文件",
            _("Nothing quoted or retold from documents marked secret or internal"),
        ),
        ChecklistItem(
            "privacy_masked",
            "隐私信息要遮掩：个人隐私信息已遮掩",
            _("Personal information is masked"),
        ),
        ChecklistItem(
            "attribute_correct",
            "公开属性准确，理由充分",
            _("Disclosure attribute correct and justified"),
        ),
        ChecklistItem(
            "source_lawful",
            "信息来源合规，转载来源标注准确",
            _("Source permitted, reprint source stated correctly"),
        ),
        ChecklistItem(
            "attachments_read", "附件已逐件审看", _("Every attachment was opened and read")
        ),
    ),
    deadline_hours=8,
    signature_label="一审签字",
)

SECOND = Tier(
    "second",
    "二审",
    _("Second review"),
    subject=Term("content", "审核信息内容", _("Content of the information")),
    posts=(
        Post(
            "openness_deputy_director",
            "政务公开办公室副主任",
            _("Deputy director of the openness office"),
        ),
        Post("openness_director", "政务公开办公室主任", _("Director of the openness office")),
        Post("office_deputy_director", "办公室副主任", _("Deputy director of the general office")),
        Post("office_director", "办公室主任", _("Director of the general office")),
        Post("division_deputy_head", "综合处副处长", _("Deputy head of the general division")),
        Post("division_head", "综合处处长", _("Head of the general division")),
    ),
    checklist=(
        ChecklistItem("accurate", "信息内容表述准确", _("The content is worded accurately")),
        ChecklistItem("no_typos", "不存在错别字", _("No wrong characters")),
        ChecklistItem("lawful", "符合政策法规", _("In line with policy, laws and regulations")),
        ChecklistItem("timely", "发布时机恰当", _("The moment of publication is right")),
        ChecklistItem("not_sensitive", "不涉及敏感涉密内容", _("Nothing sensitive or secret")),
        ChecklistItem("figures", "统计数据精准", _("The figures are exact")),
        ChecklistItem(
            "helpful",
            "有利于本地区本部门宣传发展",
            _("Helps the area or department to explain and develop its work"),
        ),
    ),
    deadline_hours=8,
    signature_label="二审签字",
)

THIRD = Tier(
    "third",
    "三审",
    _("Third review"),
    subject=Term(
        "politics_and_stance", "审核政治因素和立场倾向等", _("Political factors and stance")
    ),
    posts=(
        Post(
            "deputy_mayor",
            "分管政务公开的副市（县、区）长",
            _("Deputy head of the city, county or district in charge of openness"),
        ),
        Post(
            "deputy_director_general",
            "分管政务公开的副厅（局）长",
            _("Deputy head of the department or bureau in charge of openness"),
        ),
    ),
    checklist=(
        ChecklistItem(
            "politics", "政治因素：政治正确、内容合规", _("Politically correct, content in order")
        ),
        ChecklistItem(
            "stance",
            "立场倾向：基调、立场、倾向、角度准确",
            _("Tone, stance, tendency and angle are right"),
        ),
        ChecklistItem(
            "measure",
            "敏感信息的尺寸和口径得当",
            _("Sensitive matters are handled with the right measure and line"),
        ),
        ChecklistItem(
            "no_dispute",
            "不致引发误解误读、争议炒作",
            _("Not likely to be misunderstood, disputed or sensationalised"),
        ),
    ),
    deadline_hours=24,
    signature_label="三审签字",
    may_escalate=True,
)

PRINCIPAL = Tier(
    "principal",
    "主要领导审批",
    _("Approval by the principal"),
    subject=Term(
        "escalated",
        "审批重要、特别重要及可能引发政务舆情或信访案件的政务信息",
        _("Important items and items that may stir public opinion or petitions"),
    ),
    posts=(Post("principal_leader", "本单位主要领导", _("Principal of the unit")),),
    checklist=(
        ChecklistItem(
            "reasons_known", "已了解报送审批的事由", _("I know why this item was sent to me")
        ),
        ChecklistItem("publish", "同意公开发布", _("I agree to publication")),
    ),
    deadline_hours=24,
    signature_label="主要领导审批",
    escalated_only=True,
)

TIERS = (FIRST, SECOND, THIRD, PRINCIPAL)

ESCALATION_REASONS = (
    EscalationReason("important", "重要", _("Important")),
    EscalationReason("very_important", "特别重要", _("Very important")),
    EscalationReason("public_opinion", "可能引发政务舆情", _("May stir public opinion")),
    EscalationReason("petition", "可能引发信访案件", _("May lead to petitions")),
)
