"""May this become public? One answer for the gate, the menus, the API and the tests."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from wagtail_govreview.refusal import Refusal
from wagtail_govreview.review.facts import next_tier_of, tier_of
from wagtail_govreview.review.sheets import OPEN_STATES, ReviewSheet, SheetState


def for_going_public(page: Any, sheet: ReviewSheet | None) -> list[Refusal]:
    """Why the content of ``page`` may not be public.

    ``sheet`` is the one that was signed for exactly this content, None when there is none.
    """
    if sheet is None:
        return [why_unsigned(page)]
    return for_publishing_sheet(sheet, is_signed_content=True)


def for_publishing_sheet(sheet: ReviewSheet, *, is_signed_content: bool) -> list[Refusal]:
    """Why ``sheet`` does not allow publication; ``is_signed_content``: of what it was signed for?"""
    refusals = []
    missing = next_tier_of(sheet)
    if missing is not None:
        refusals.append(
            Refusal(
                "publication.unsigned_tier",
                _("“%(tier)s” has not signed sheet %(number)s.")
                % {"tier": missing.label, "number": sheet.number},
            )
        )
    if not is_signed_content:
        refusals.append(
            Refusal(
                "publication.changed",
                _(
                    "What is to be published is not what was signed on sheet %(number)s. "
                    "Submit the present content for review."
                )
                % {"number": sheet.number},
            )
        )
    return refusals


def why_unsigned(page: Any) -> Refusal:
    """The sentence for a person who tries to publish what nobody has signed."""
    if page.alias_of_id is not None:
        return Refusal(
            "publication.alias",
            _(
                "“%(title)s” has an alias at %(place)s, which would become public without being signed there. "
                "Delete the alias, or convert it into an ordinary page."
            )
            % {"title": page.title, "place": page.url_path},
        )
    sheet = _sheet_under_way(page)
    if sheet is None:
        return Refusal(
            "publication.unsigned",
            _(
                "“%(title)s” is published by review only: save the draft and submit it for review. "
                "It goes live when the last tier has signed."
            )
            % {"title": page.title},
        )
    if sheet.state == SheetState.IN_REVIEW:
        return Refusal(
            "publication.in_review",
            _(
                "“%(title)s” is in review (sheet %(number)s, waits at “%(tier)s”). "
                "It goes live when the last tier has signed."
            )
            % {
                "title": page.title,
                "number": sheet.number,
                "tier": tier_of(sheet, sheet.tier).label,
            },
        )
    if sheet.state == SheetState.RETURNED:
        return Refusal(
            "publication.returned",
            _(
                "“%(title)s” was returned (sheet %(number)s: %(reason)s). "
                "Correct it and submit it again."
            )
            % {
                "title": page.title,
                "number": sheet.number,
                "reason": sheet.return_reason,
            },
        )
    return Refusal(
        "publication.changed",
        _(
            "“%(title)s” was changed after it was signed (sheet %(number)s). "
            "Submit the present content for review."
        )
        % {"title": page.title, "number": sheet.number},
    )


def _sheet_under_way(page: Any) -> ReviewSheet | None:
    if page.pk is None:
        return None
    return ReviewSheet.objects.filter(
        page_id=page.pk, state__in=(*OPEN_STATES, SheetState.SIGNED)
    ).first()


def for_publication(page: Any) -> list[Refusal]:
    """Why the governed ``page`` may not be published by hand: always, since only signatures publish."""
    return [why_unsigned(page)]


def for_withdrawal(*, reason: str) -> list[Refusal]:
    """Why a page may not be taken offline by a person."""
    if not reason.strip():
        return [Refusal("publication.reason", _("Say why the page is taken offline."), "reason")]
    return []
