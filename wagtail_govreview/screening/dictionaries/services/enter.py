"""Change the terms of a draft: one by one, or many at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from django.db import transaction

from wagtail_govreview.refusal import refuse_if
from wagtail_govreview.screening.dictionaries import rules
from wagtail_govreview.screening.dictionaries.comparing import Differences, differences
from wagtail_govreview.screening.dictionaries.models import DictionaryTerm, DictionaryVersion
from wagtail_govreview.screening.dictionaries.rows import PIECE, Row, key_of, rows_of
from wagtail_govreview.screening.dictionaries.services.draft import count_terms, locked_draft

DELETED_AT_ONCE = 500  # databases take only so many values in one statement


@transaction.atomic
def save_term(term: DictionaryTerm) -> DictionaryTerm:
    """Keep a new or changed term of a draft. Raises ``Refused``; ``IntegrityError`` if the version has it already."""
    draft = locked_draft(term.version)
    if term._state.adding:
        refuse_if(rules.for_count(draft.count + 1))
    term.key = key_of(term.term)
    term.save()
    count_terms(draft)
    return term


@transaction.atomic
def remove_terms(version: DictionaryVersion, keys: Sequence[int]) -> int:
    """Take terms out of a draft, by their primary keys. Gives how many. Raises ``Refused``."""
    draft = locked_draft(version)
    removed = 0
    for start in range(0, len(keys), DELETED_AT_ONCE):
        piece = keys[start : start + DELETED_AT_ONCE]
        terms = draft.terms.filter(pk__in=piece)
        removed += terms.delete()[0]
    count_terms(draft)
    return removed


def what_would_change(
    version: DictionaryVersion, rows: Iterable[Row], *, replace: bool
) -> Differences:
    """What :func:`apply_rows` would do with these rows. One query."""
    before = rows_of(version)
    return differences(before, _after(before, rows, replace=replace))


@transaction.atomic
def apply_rows(
    version: DictionaryVersion, rows: Iterable[Row], *, replace: bool = False
) -> Differences:
    """Add and change terms of a draft; with ``replace``, what is not among ``rows`` goes. Of rows with the same term
    the last holds. A number of statements that grows with the pieces, not with the rows. Raises ``Refused``.
    """
    draft = locked_draft(version)
    before = rows_of(draft)
    after = _after(before, rows, replace=replace)
    refuse_if(rules.for_count(len(after)))
    found = differences(before, after)
    gone = {row.key for row in found.removed} | {old.key for old, _new in found.changed}
    keys = dict(draft.terms.values_list("key", "pk")) if gone else {}
    remove_terms(draft, [keys[key] for key in gone])
    written = [*found.added, *(new for _old, new in found.changed)]
    DictionaryTerm.objects.bulk_create(
        (DictionaryTerm(version=draft, key=row.key, **asdict(row)) for row in written),
        batch_size=PIECE,
    )
    count_terms(draft)
    return found


def _after(before: Mapping[str, Row], rows: Iterable[Row], *, replace: bool) -> dict[str, Row]:
    after = {} if replace else dict(before)
    after.update((row.key, row) for row in rows)
    return after
