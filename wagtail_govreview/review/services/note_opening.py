"""Note that somebody opened a part of what a sheet froze."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone

from wagtail_govreview.ledger.canonical import canonical_json
from wagtail_govreview.ledger.digests import algorithm_of, digest_of_text
from wagtail_govreview.ledger.people import display_name, key
from wagtail_govreview.review.openings import Opening
from wagtail_govreview.review.sheets import OPEN_STATES, ReviewSheet
from wagtail_govreview.review.viewing import Part


@transaction.atomic
def note_opening(sheet: ReviewSheet, user: Any, part: Part, *, as_text: bool = False) -> None:
    """Keep that ``user`` opened ``part`` now, the first time only, and only while ``sheet`` can still be signed.

    ``as_text``: the page was shown as text, since it has no preview that can be shown. No ledger line: the
    signature that rests on the opening names it under its own digest.
    """
    opening = _opening(sheet, user, part, as_text=as_text)
    if sheet.state not in OPEN_STATES or _is_kept(opening):
        return
    try:
        with transaction.atomic():
            opening.save(force_insert=True)
    except DatabaseError:
        # The same person opened it in another window at this moment: that row stays.
        if not _is_kept(opening):
            raise


def _is_kept(opening: Opening) -> bool:
    return bool(Opening.objects.filter(opening_key=opening.opening_key).exists())


def _opening(sheet: ReviewSheet, user: Any, part: Part, *, as_text: bool) -> Opening:
    """The row with its digest. Not saved."""
    shown = Opening.What.TEXT if as_text else Opening.What.PREVIEW
    opening = Opening(
        sheet=sheet,
        user=user,
        user_key=key(user),
        name=display_name(user),
        what=Opening.What.ATTACHMENT if part.attachment else shown,
        attachment=part.attachment,
        content_digest=part.digest,
        opened_at=timezone.now(),
        opening_key=f"{sheet.pk}:{key(user)}:{part.code}",
    )
    opening.digest = opening_digest(opening)
    return opening


def opening_digest(opening: Opening) -> str:
    """Digest of all that an opening states."""
    return digest_of_text(opening_text(opening), algorithm_of(opening.digest) or None)


def opening_text(opening: Opening) -> str:
    """The exact text under the opening's digest."""
    stated = {
        "sheet": opening.sheet.digest,
        "user": opening.user_key,
        "name": opening.name,
        "what": opening.what,
        "attachment": opening.attachment_id,
        "content": opening.content_digest,
        "opened_at": opening.opened_at,
        "key": opening.opening_key,
    }
    return canonical_json(stated)
