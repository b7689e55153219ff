"""Append a line to a chain, or many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections, models, router, transaction
from django.db.models import F
from django.utils import timezone

from wagtail_govreview.ledger import people, rules
from wagtail_govreview.ledger.canonical import canonical_json
from wagtail_govreview.ledger.digests import digest_of_text
from wagtail_govreview.ledger.lines import canonical_line
from wagtail_govreview.ledger.models import Chain, LedgerLine
from wagtail_govreview.ledger.subjects import subject_key
from wagtail_govreview.refusal import refuse_if

ACTOR_LENGTH = 255
SUMMARY_LENGTH = 500


@transaction.atomic
def append(
    chain: str,
    act: str,
    *,
    actor: Any = None,
    subject: models.Model | None = None,
    summary: str = "",
    data: Mapping[str, Any] | None = None,
) -> LedgerLine:
    """Append one act to the chain of that name, which is begun if it does not exist.

    ``act``: code such as ``review.signed``. ``actor``: a user, or ``None`` for the site itself. ``summary``:
    what a reader of the list sees, cut to 500 characters. ``data``: anything that has a canonical JSON form.
    The line is part of the caller's transaction: what is rolled back was never an act. Raises ``Refused`` for
    a chain or act that is not well formed.
    """
    refuse_if(rules.for_append(chain, act))
    head = _lock(chain)
    line = _line(head, Act(act, actor, subject, summary, data), number=head.length)
    line.save(force_insert=True)
    Chain.objects.filter(pk=head.pk).update(head=line.digest)
    return line


@dataclass(frozen=True)
class Act:
    """What one line says; the fields are the arguments of :func:`append`."""

    act: str
    actor: Any = None
    subject: models.Model | None = None
    summary: str = ""
    data: Mapping[str, Any] | None = None


@transaction.atomic
def append_all(chain: str, acts: Sequence[Act]) -> None:
    """Append many acts to one chain, one line each, in a constant number of queries. Raises as ``append``.

    Like every bulk insert of Django's it sends no ``post_save``.
    """
    if not acts:
        return
    for name in {act.act for act in acts}:
        refuse_if(rules.for_append(chain, name))
    head = _lock(chain, len(acts))
    lines = []
    for number, act in enumerate(acts, start=head.length - len(acts) + 1):
        line = _line(head, act, number=number)
        head.head = line.digest
        lines.append(line)
    LedgerLine.objects.bulk_create(lines)
    Chain.objects.filter(pk=head.pk).update(head=head.head)


def _line(head: Chain, act: Act, *, number: int) -> LedgerLine:
    """The line ``number`` that follows on ``head``, with its digest. Not saved."""
    line = LedgerLine(
        chain=head,
        number=number,
        act=act.act,
        at=timezone.now(),
        actor=_storable(people.display_name(act.actor), ACTOR_LENGTH),
        actor_key=people.key(act.actor),
        subject=subject_key(act.subject),
        summary=_storable(str(act.summary), SUMMARY_LENGTH),
        data=canonical_json(act.data or {}),
        previous=head.head,
    )
    line.digest = digest_of_text(canonical_line(line, head.name))
    return line


def hold(chain: str) -> None:
    """Lock the chain's head before anything else of the unit is locked, in a transaction.

    A verb that takes a number and then appends a line calls this first: verbs that lock in one order cannot
    wait for each other in a circle.
    """
    if not Chain.objects.filter(name=chain).update(head=F("head")):
        _begin(chain)


def _lock(name: str, count: int = 1) -> Chain:
    """The chain with its length already raised by ``count``, locked for the rest of the transaction.

    It writes before it reads: the write takes the row's lock on every database, on SQLite the database's.
    """
    chain = Chain.objects.filter(name=name)
    if not chain.update(length=F("length") + count):
        _begin(name)
        chain.update(length=F("length") + count)
    return chain.get()


def _begin(name: str) -> None:
    """Make the chain, or lock the one that somebody else is making at this moment.

    An upsert that changes nothing takes the exclusive lock at once. An insert that ignores conflicts would
    leave MariaDB's writers with shared locks in each other's way.
    """
    targeted = connections[
        router.db_for_write(Chain)
    ].features.supports_update_conflicts_with_target
    Chain.objects.bulk_create(
        [Chain(name=name)],
        update_conflicts=True,
        unique_fields=("name",) if targeted else None,
        update_fields=("name",),
    )


def _storable(text: str, length: int) -> str:
    """``text`` without what no database column holds (NUL, lone surrogates), cut to ``length`` characters."""
    text = text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")
    return text if len(text) <= length else text[: length - 1] + "…"
