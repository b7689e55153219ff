"""Do the signatures rest on what was opened?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from wagtail_govreview.ledger.links import existing, points_to
from wagtail_govreview.ledger.reading import in_pieces
from wagtail_govreview.ledger.verification import Checked, Problem
from wagtail_govreview.review.openings import Opening
from wagtail_govreview.review.services.note_opening import opening_digest
from wagtail_govreview.review.sheet_proofs import LONG
from wagtail_govreview.review.sheets import Signature

CHUNK = 500


def verify_openings(unit: str = "") -> Iterator[Problem | Checked]:
    """Every opening against its own digest, and the account that it names."""
    openings = Opening.objects.select_related("sheet").defer(*(f"sheet__{name}" for name in LONG))
    if unit:
        openings = openings.filter(sheet__unit__code=unit)
    count = 0
    for piece in in_pieces(openings, size=CHUNK):
        count += len(piece)
        users = existing(get_user_model(), (opening.user_key for opening in piece))
        for opening in piece:
            if not _is_as_written(opening, users):
                yield _changed(opening)
    yield Checked(_("openings"), count)


def _is_as_written(opening: Opening, users: set[str]) -> bool:
    same_person = points_to(opening.user_id, opening.user_key, users)
    return same_person and opening_digest(opening) == opening.digest


def _changed(opening: Opening) -> Problem:
    sentence = _("Sheet %(number)s: what is kept of an opening by %(name)s was changed.")
    return Problem(
        "review.opening_changed",
        f"{opening.sheet.number} {opening.pk}",
        sentence % {"number": opening.sheet.number, "name": opening.name},
    )


def verify_reading(unit: str = "") -> Iterator[Problem | Checked]:
    """Every opening that a signature names is there, by the same person, with the digest that it had then."""
    signatures = Signature.objects.select_related("sheet").order_by("pk")
    if unit:
        signatures = signatures.filter(sheet__unit__code=unit)
    for signature in signatures.prefetch_related("sheet__openings").iterator(chunk_size=CHUNK):
        kept = {
            (item.digest, item.user_key, item.content_digest)
            for item in signature.sheet.openings.all()
        }
        for stated in _named(signature):
            if (stated.get("opening"), signature.user_key, stated.get("digest")) not in kept:
                what = stated.get("what", "")
                label = stated.get("label") or dict(Opening.What.choices).get(what, what)
                yield _gone(signature, str(label))


def _named(signature: Signature) -> list[dict[str, Any]]:
    """What the signature says was opened. Of nonsense that somebody wrote there the signature's digest tells."""
    reading = signature.reading if isinstance(signature.reading, list) else []
    return [each for each in reading if isinstance(each, dict) and each.get("opening")]


def _gone(signature: Signature, what: str) -> Problem:
    return Problem(
        "review.opening_missing",
        f"{signature.sheet.number} {signature.tier_wording}",
        _(
            "Sheet %(number)s: %(name)s signed (%(tier)s) after opening “%(what)s”, "
            "but the proof of it is gone or was changed."
        )
        % {
            "number": signature.sheet.number,
            "name": signature.name,
            "tier": signature.tier_wording,
            "what": what,
        },
    )
