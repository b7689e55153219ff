"""Why pages are taken offline, in the words that the register prints."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wagtail_govreview.rulebook.types import Term

OTHER = "other"

WITHDRAWAL_REASONS = (
    Term("error", "内容有误", _("The content is wrong")),
    Term(
        "secrecy", "涉及国家秘密、工作秘密或者敏感信息", _("It contains secret or sensitive matter")
    ),
    Term("privacy", "涉及个人隐私", _("It contains personal information")),
    Term("source", "信息来源不合规", _("The source was not permitted")),
    Term("outdated", "内容已失效", _("It is no longer in force")),
    Term("replaced", "已有新的信息替代", _("Newer information takes its place")),
    Term("instructed", "按照上级要求", _("A superior organ asked for it")),
    Term(OTHER, "其他", _("Another reason")),
)


def printed_reason(code: str, details: str) -> str:
    """The reason as the register keeps it: its wording, and the person's own words behind it."""
    wording = next((reason.wording for reason in WITHDRAWAL_REASONS if reason.code == code), "")
    details = details.strip()
    if code == OTHER:
        return details
    return f"{wording}：{details}" if details else wording
