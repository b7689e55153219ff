"""Why something is published before it is signed, and how that was ordered, in the words that the register prints.

No rule lists these; they are what the circulars on emergencies and early warnings name.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from wagtail_govreview.rulebook.types import Term

OTHER = "other"

EMERGENCY_REASONS = (
    Term("incident", "突发事件信息", _("An emergency of which the public has to know")),
    Term("warning", "预警信息", _("An early warning")),
    Term("rumour", "回应关切、澄清不实信息", _("A rumour has to be answered")),
    Term("instructed", "上级要求限时发布", _("A superior organ set a time limit")),
    Term(
        "correction", "更正已公开的错误信息", _("Something wrong is public and has to be corrected")
    ),
    Term(OTHER, "其他紧急情况", _("Another emergency")),
)
ORDER_WAYS = (
    Term("phone", "电话", _("By telephone")),
    Term("oral", "当面口头", _("Face to face")),
    Term("meeting", "会议", _("In a meeting")),
    Term("written", "书面批示", _("In writing")),
    Term("message", "短信或即时通信", _("By message")),
)


def wording_of(terms: Iterable[Term], code: str) -> str:
    """The printed wording of one of ``terms``; ``""`` for a code that is not among them."""
    return next((term.wording for term in terms if term.code == code), "")


def printed_reason(code: str, details: str) -> str:
    """The reason as the register keeps it: its wording, and the person's own words behind it."""
    wording, details = wording_of(EMERGENCY_REASONS, code), details.strip()
    return f"{wording}：{details}" if wording and details else wording or details
