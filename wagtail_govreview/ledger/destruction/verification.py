"""Is exactly that gone which the ledger says was destroyed?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_govreview.ledger.destruction.knowledge import (
    DESTROYED,
    PIECE,
    is_told,
    told_records,
)
from wagtail_govreview.ledger.guard.evidence import kept_models
from wagtail_govreview.ledger.models import DestroyedRecord, LedgerLine
from wagtail_govreview.ledger.reading import in_pieces
from wagtail_govreview.ledger.verification import Checked, Problem, register_verifier


@register_verifier
def verify_destructions(unit: str = "") -> Iterator[Problem | Checked]:
    """Every record of a list of destruction: the ledger tells of it, and it is gone."""
    records = DestroyedRecord.objects.select_related("line", "destruction__chain")
    if unit:
        records = records.filter(destruction__chain__name=unit)
    count = 0
    for piece in in_pieces(records, size=PIECE):
        count += len(piece)
        there = _still_there(piece)
        for record in piece:
            if record.line.chain_id != record.destruction.chain_id or not is_told(record):
                sentence = _(
                    "List of destruction %(list)s names %(record)s, but its ledger line does not: "
                    "somebody opened the guard of the database."
                )
                yield _problem("destruction.unwritten", record, sentence)
            if (record.table_name, record.record_key) in there:
                sentence = _("List of destruction %(list)s names %(record)s, which is still there.")
                yield _problem("destruction.undone", record, sentence)
    yield Checked(gettext_lazy("destroyed records"), count)


@register_verifier
def verify_destructions_in_ledger(unit: str = "") -> Iterator[Problem | Checked]:
    """Every record of whose destruction the ledger tells stands in a list."""
    lines = LedgerLine.objects.filter(act=DESTROYED).select_related("chain")
    if unit:
        lines = lines.filter(chain__name=unit)
    for piece in in_pieces(lines, size=PIECE):
        listed = set(
            DestroyedRecord.objects.filter(line__in=piece).values_list(
                "line_id", "table_name", "record_key", "digest"
            )
        )
        for line in piece:
            if {(line.pk, *each) for each in told_records(line)} - listed:
                where = {"chain": line.chain.name, "line": line.number, "summary": line.summary}
                sentence = _(
                    "%(chain)s, ledger line %(line)s tells that “%(summary)s” was destroyed, "
                    "but its list of destruction is not whole."
                )
                yield Problem(
                    "destruction.unlisted", f"{line.chain.name} {line.number}", sentence % where
                )


def _still_there(records: Sequence[DestroyedRecord]) -> set[tuple[str, int]]:
    by_table: dict[str, list[int]] = defaultdict(list)
    for record in records:
        by_table[record.table_name].append(record.record_key)
    known = {model._meta.db_table: model for model in kept_models()}
    return {
        (table, key)
        for table, keys in by_table.items()
        if table in known
        for key in models.QuerySet(known[table])
        .filter(pk__in=keys)
        .order_by()
        .values_list("pk", flat=True)
    }


def _problem(code: str, record: DestroyedRecord, sentence: str) -> Problem:
    name = record.name or str(record)
    number = record.destruction.number
    return Problem(code, f"{number} {name}", sentence % {"list": number, "record": name})
