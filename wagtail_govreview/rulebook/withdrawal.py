"""Taking public pages offline and deleting them (撤稿, 下线, 删除).

The rule of Ningxia says how an item becomes public and nothing about how it ceases to be. So everything here is a local
value: a profile states it, and the defaults ask for nothing but a reason. The wordings are those of general
administrative practice.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .terms import ChecklistItem, Term

REASONS = (
    Term("error", "内容有误", _("The content is wrong")),
    Term(
        "secrecy", "涉及国家秘密、工作秘密或者敏感信息", _("It contains secret or sensitive matter")
    ),
    Term("privacy", "涉及个人隐私", _("It contains personal information")),
    Term("source", "信息来源不合规", _("The source was not permitted")),
    Term("outdated", "内容已失效", _("It is no longer in force")),
    Term("replaced", "已有新的信息替代", _("Newer information takes its place")),
    Term("instructed", "按照上级要求", _("A superior organ asked for it")),
    Term("other", "其他", _("Another reason")),
)
EXPIRED = Term("expired", "公开期限届满", _("The time set for it was over"))
SUBJECT = Term("removal", "审核撤稿理由", _("Why it leaves the public"))
CHECKLIST = (
    ChecklistItem(
        "removal_reason_holds", "撤稿理由属实、充分", _("The reason is true and sufficient")
    ),
    ChecklistItem(
        "removal_lawful",
        "不影响依法应当公开的信息持续公开",
        _("Nothing that the law wants public is withheld by it"),
    ),
    ChecklistItem(
        "removal_followed_up",
        "替代信息、链接和答复口径已安排",
        _("What takes its place, links to it and answers to questions are seen to"),
    ),
)


@dataclass(frozen=True, kw_only=True)
class WithdrawalPolicy:
    """How what is public stops being public.

    * ``reviewed``: a public page is taken offline only when the tiers have signed it;
    * ``deletion_reviewed``: a page that is or was public is deleted only when the tiers have signed it;
    * ``reasons``: from which a person chooses;
    * ``immediate_reasons``: codes of those for which a page goes offline at once even where ``reviewed`` holds. A leak
      never waits for signatures: the tiers sign afterwards;
    * ``explained_reasons``: codes of those that say nothing by themselves: the person's own words are the reason;
    * ``expired``: the reason noted for a page whose time, signed with it, was over;
    * ``subject`` and ``checklist``: what every tier looks at and confirms on such a sheet, in place of its own;
    * ``sheet_title`` and ``deletion_title``: titles printed on such sheets;
    * ``form_notes``: the notes printed below them.
    """

    reviewed: bool = False
    deletion_reviewed: bool = False
    reasons: tuple[Term, ...] = REASONS
    immediate_reasons: tuple[str, ...] = ("secrecy", "privacy")
    explained_reasons: tuple[str, ...] = ("other",)
    expired: Term = EXPIRED
    subject: Term = SUBJECT
    checklist: tuple[ChecklistItem, ...] = CHECKLIST
    sheet_title: str = "政务信息撤稿（下线）审查表"
    deletion_title: str = "政务信息删除审查表"
    form_notes: tuple[str, ...] = ()

    @property
    def known_reasons(self) -> tuple[Term, ...]:
        """All that the register can hold: those of people, and the site's own."""
        return (*self.reasons, self.expired)

    def reason(self, code: str) -> Term | None:
        """The reason with this code; None for one that the profile does not know (any more)."""
        return next((reason for reason in self.known_reasons if reason.code == code), None)

    def is_immediate(self, code: str) -> bool:
        """Does a page go offline at once for this reason, whoever has to sign?"""
        return code in self.immediate_reasons

    def printed_reason(self, code: str, details: str) -> str:
        """The reason as the register keeps it: its wording, and the person's own words behind it."""
        details = details.strip()
        reason = self.reason(code)
        if reason is None or code in self.explained_reasons:
            return details
        return f"{reason.wording}：{details}" if details else reason.wording
