"""A second rulebook profile: a small institution with two tiers.

It differs from the Ningxia profile wherever it can (other codes, two tiers, a tier that two posts must sign together, no
escalation, no document families), so that a room that hard-wires the Ningxia rule fails with it.
"""

from __future__ import annotations

from dataclasses import replace

from wagtail_govreview.rulebook.ningxia import PROFILE
from wagtail_govreview.rulebook.types import (
    Carrier,
    Channel,
    ChecklistItem,
    DisclosureAttribute,
    InformationClass,
    InformationSubclass,
    InspectionThresholds,
    Post,
    Profile,
    SecrecyDeclaration,
    SeparationPolicy,
    SourceScope,
    Term,
    Tier,
    WithdrawalPolicy,
)

TWO_TIER = Profile(
    code="two_tier",
    name="某院网站信息发布审批办法",
    issuer="某院办公室",
    sheet_title="网站信息发布审批单",
    number_pattern="{year}〔{unit}〕{serial}号",
    classes=(
        InformationClass(
            "produced",
            "本院制作",
            "Made here",
            subclasses=(
                InformationSubclass("produced_news", "工作动态", "News"),
                InformationSubclass("produced_notice", "通知公告", "Notices"),
            ),
        ),
        InformationClass(
            "forwarded",
            "转载",
            "Forwarded",
            is_reprint=True,
            subclasses=(InformationSubclass("forwarded_any", "转载（注明转载来源）", "Forwarded"),),
        ),
    ),
    tiers=(
        Tier(
            "section",
            "处室审核",
            "Section review",
            subject=Term("facts", "审核事实", "Facts"),
            posts=(Post("section_head", "处室负责人", "Head of section"),),
            checklist=(ChecklistItem("facts_checked", "事实已核对", "The facts were checked"),),
            deadline_hours=48,
            signature_label="处室审核人签字",
        ),
        Tier(
            "leadership",
            "院领导审批",
            "Approval by the leadership",
            subject=Term("everything", "全面审批", "Everything"),
            posts=(
                Post("deputy", "分管院长", "Deputy head"),
                Post("head", "院长", "Head"),
            ),
            required_posts=("deputy", "head"),
            checklist=(
                ChecklistItem("fit", "适合公开", "Fit for publication"),
                ChecklistItem("complete", "材料齐全", "Complete"),
            ),
            deadline_hours=72,
            signature_label="院领导审批",
        ),
    ),
    escalation_reasons=(),
    attributes=(
        DisclosureAttribute("open", "公开", "Open", reason_required=False, publishable=True),
        DisclosureAttribute("closed", "不公开", "Closed", reason_required=True, publishable=False),
    ),
    channels=(Channel("site", "门户网站", "Portal"),),
    carriers=(Carrier("text", "文字", "Text"), Carrier("video", "视频", "Video")),
    secrecy=(SecrecyDeclaration("none", "不涉密", "Nothing secret"),),
    scopes=(SourceScope("any", "允许转载的来源", "Permitted sources"),),
    families=(),
    scopes_otherwise=("any",),
    form_notes=("图片须附原图和说明。",),
    separation=SeparationPolicy(undertaker_may_sign_first=True, distinct_signers=False),
    inspection=InspectionThresholds(hasty_seconds=0, hasty_seconds_each=0),
    undertaker_label="供稿人签字",
)

# The default rule, with signatures also for what leaves the public.
REVIEWED_WITHDRAWAL = replace(
    PROFILE, withdrawal=WithdrawalPolicy(reviewed=True, deletion_reviewed=True)
)
# Only withdrawals are signed; what is public is never deleted, what is offline is deleted as ever.
REVIEWED_OFFLINE = replace(PROFILE, withdrawal=WithdrawalPolicy(reviewed=True))
# Only deletions are signed; pages go offline with a reason alone.
REVIEWED_DELETION = replace(PROFILE, withdrawal=WithdrawalPolicy(deletion_reviewed=True))
