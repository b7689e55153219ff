"""May this become public? One answer for the gate, the menus, the API and the tests."""

from __future__ import annotations

from collections.abc import Sequence
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
        page_id=page.pk,
        state__in=(*OPEN_STATES, SheetState.SIGNED),
        purpose=ReviewSheet.Purpose.PUBLICATION,
    ).first()


def for_changing_outside(page: Any, entry: Any) -> list[Refusal]:
    """Why a registered page may not be changed in public where the rule does not reach."""
    return [
        Refusal(
            "publication.outside",
            _(
                "“%(title)s” is in the register of %(unit)s (%(number)s), but nothing is reviewed where it lies now. "
                "Move it back, or take it offline first: then the register says so, and the page is free."
            )
            % {"title": page.title, "unit": entry.unit.name, "number": entry.number},
        )
    ]


def for_publication(page: Any) -> list[Refusal]:
    """Why the governed ``page`` may not be published by hand: always, since only signatures publish."""
    return [why_unsigned(page)]


def for_withdrawal(*, reason: str) -> list[Refusal]:
    """Why a page may not be taken offline by a person."""
    if not reason.strip():
        return [Refusal("publication.reason", _("Say why the page is taken offline."), "reason")]
    return []


def for_exemption(*, reason: str) -> list[Refusal]:
    """Why a script may not publish without signatures: it says no reason."""
    if not reason.strip():
        sentence = _("Say why these pages become public without signatures.")
        return [Refusal("publication.exempt_reason", sentence, "reason")]
    return []


def for_removal(page: Any, *, signed: bool, deletion: bool) -> list[Refusal]:
    """Why a page for whose removal the profile wants signatures may not go. ``signed``: all tiers have signed it."""
    if signed:
        return []
    if deletion:
        sentence = _(
            "“%(title)s” is or was public and is deleted only when all tiers have signed it: "
            "ask for the deletion, with a reason."
        )
        return [Refusal("publication.deletion_unsigned", sentence % {"title": page.title})]
    sentence = _(
        "“%(title)s” is taken offline only when all tiers have signed it: ask for it, with a reason. "
        "A leak of secrets or personal data goes offline at once, on the same page."
    )
    return [Refusal("publication.withdrawal_unsigned", sentence % {"title": page.title})]


def for_deleting_public(page: Any) -> list[Refusal]:
    """Why a public page may not be deleted where the tiers sign before it goes offline."""
    sentence = _("“%(title)s” is public: ask for it to be taken offline before it is deleted.")
    return [Refusal("publication.deletion_public", sentence % {"title": page.title})]


def for_moving_out(public: Sequence[Any]) -> list[Refusal]:
    """Why ``public``, pages of the review, may not be moved to where nothing is reviewed."""
    if not public:
        return []
    sentence = _(
        "Outside of the reviewed part of the site nobody would have to sign when these pages are taken offline: "
        "%(titles)s. Ask for them to be taken offline first, or choose a place that is reviewed."
    )
    return [Refusal("publication.moved_out", sentence % {"titles": titles_of(public)})]


def for_deletion_request(below: Sequence[Any]) -> list[Refusal]:
    """Why nobody can ask for the deletion of a page yet: ``below`` it other pages are public."""
    if not below:
        return []
    sentence = _(
        "Pages below it are public and would be deleted as well: %(titles)s. "
        "Each of them is asked for by itself; ask for them first."
    )
    return [Refusal("publication.public_below", sentence % {"titles": titles_of(below)})]


def for_withdrawal_at_once(*, immediate: bool, may: bool) -> list[Refusal]:
    """Why a page may not go offline past signatures and locks. ``may``: the person may take it offline at all."""
    refusals = []
    if not immediate:
        refusals.append(
            Refusal(
                "publication.not_immediate",
                _("For this reason a page does not go offline at once: ask for it."),
                "reason",
            )
        )
    if not may:
        refusals.append(
            Refusal(
                "publication.may_not_withdraw",
                _("You may not take this page offline. A registrar of the unit can do it at once."),
            )
        )
    return refusals


def titles_of(pages: Sequence[Any], named: int = 5) -> str:
    """The first titles in quotation marks, and that there are more."""
    titles = ", ".join(f"“{page.title}”" for page in pages[:named])
    return titles if len(pages) <= named else _("%(titles)s and more") % {"titles": titles}
