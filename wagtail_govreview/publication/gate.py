"""The gate: under every way in which Wagtail makes a page public lies the model's save.

What is about to be public on a governed page is compared with what was signed. Saves that touch only
Wagtail's book-keeping pass; everything else is refused with the reasons. Raw saves (``loaddata``) and
``QuerySet.update`` do not come here: ``govreview_verify`` finds them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from wagtail_govreview.content.bookkeeping import is_content
from wagtail_govreview.content.fingerprint import fingerprint, has_fingerprint
from wagtail_govreview.ledger.services import hold
from wagtail_govreview.publication import offline, rules
from wagtail_govreview.publication.aliases import as_signed, follows_original, may_follow
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.publication.permits import exception_for
from wagtail_govreview.publication.services.register import current_entry, hold_unit_of
from wagtail_govreview.refusal import refuse_if
from wagtail_govreview.review.handed_back import units_handed_back
from wagtail_govreview.review.sheets import PUBLISHABLE_STATES, ReviewSheet
from wagtail_govreview.units.governance import is_governed


@dataclass(frozen=True)
class Passage:
    """What the gate let through, for the register to note once the page is saved."""

    kind: str
    sheet: ReviewSheet | None
    exception: str = ""


def before_save(page: Any, update_fields: Collection[str] | None) -> Passage | None:
    """Let the save of ``page`` pass, or raise :class:`~wagtail_govreview.refusal.Refused`.

    Gives what the register has to note, None when the save changes nothing that is public.
    """
    if update_fields is not None and _changes_nothing_public(page, update_fields):
        return None
    if page.pk is None and not page.live:
        return None  # a new draft
    if not is_governed(page):
        return _outside(page)
    hold_unit_of(page)
    stored = _stored(page)
    was_live = stored is not None and stored.live
    if page.live:
        return _before_public(page, stored if was_live else None)
    if not was_live:
        return None
    return Passage(RegisterEntry.Kind.WITHDRAWAL, offline.before_withdrawal(page, stored))


def _outside(page: Any) -> Passage | None:
    """A page that the rule does not reach (any more). What the register calls public stays what was signed.

    Otherwise whoever may move pages or take a workflow away could change what was signed. Taking it offline closes
    the entry and makes the page free.
    """
    entry = binding_entry(page)
    if entry is None:
        return None
    hold(entry.unit.code)
    entry = current_entry(page.pk)
    if entry is None:  # somebody else took it offline meanwhile
        return None
    if not page.live:
        return Passage(RegisterEntry.Kind.WITHDRAWAL, None)
    if entry.fingerprint and not has_fingerprint(as_signed(page), entry.fingerprint):
        refuse_if(rules.for_changing_outside(page, entry))
    return None


def binding_entry(page: Any) -> RegisterEntry | None:
    """The entry that binds ``page`` wherever it lies; None for units that have left the review."""
    entry = current_entry(page.pk) if page.pk is not None else None
    return entry if entry is not None and not units_handed_back(entry.unit.code) else None


def _changes_nothing_public(page: Any, update_fields: Collection[str]) -> bool:
    """Does a partial save write Wagtail's book-keeping only? ``live`` is more than that."""
    model = type(page)
    fields = (model._meta.get_field(name) for name in update_fields)
    return not any(field.name == "live" or is_content(field, model) for field in fields)


def _before_public(page: Any, public_now: Any) -> Passage | None:
    if public_now is not None and fingerprint(page) == fingerprint(public_now):
        return None
    sheet = _sheet_signed_for(page)
    kind = RegisterEntry.Kind.PUBLICATION if public_now is None else RegisterEntry.Kind.UPDATE
    refusals = rules.for_going_public(page, sheet)
    if refusals and (exception := exception_for(page)):
        return Passage(kind, None, exception)
    refuse_if(refusals)
    return Passage(kind, sheet)


def _sheet_signed_for(page: Any) -> ReviewSheet | None:
    """The sheet on which this content of this page was signed and may (still) be public."""
    follows = follows_original(page)
    signed_page = page.alias_of_id if follows else page.pk
    if signed_page is None:
        return None
    sheets = (
        ReviewSheet.objects.filter(
            page_id=signed_page,
            state__in=PUBLISHABLE_STATES,
            purpose=ReviewSheet.Purpose.PUBLICATION,
        )
        .select_related("unit")
        .order_by("-pk")
    )
    shown = as_signed(page)
    signed = (sheet for sheet in sheets if has_fingerprint(shown, sheet.fingerprint))
    return next((sheet for sheet in signed if not follows or may_follow(page, sheet.unit)), None)


def _stored(page: Any) -> Any:
    """The page as the database has it, with its own type; None for a page that is not there yet."""
    if page.pk is None:
        return None
    stored = type(page)._base_manager.filter(pk=page.pk).first()
    return stored.specific if stored is not None else None
