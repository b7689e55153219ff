"""Are the rulings on findings still what was written?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from wagtail_govreview.ledger.destruction.knowledge import was_destroyed
from wagtail_govreview.ledger.links import existing, points_to
from wagtail_govreview.ledger.models import Chain, LedgerLine
from wagtail_govreview.ledger.reading import Findings, in_pieces, still_there
from wagtail_govreview.ledger.subjects import subject_key
from wagtail_govreview.ledger.told import Told, data_of, told_of
from wagtail_govreview.ledger.verification import Checked, Problem
from wagtail_govreview.screening.record import ruling_digest
from wagtail_govreview.screening.rulings import Ruling

CHUNK = 500
ACT = "screening.ruled"


def verify_rulings(unit: str = "") -> Iterator[Problem | Checked]:
    """Every ruling against its digest and the ledger; and the ledger against the rulings."""
    rulings = Ruling.objects.select_related("unit")
    if unit:
        rulings = rulings.filter(unit__code=unit)
    count = 0
    for piece in in_pieces(rulings, size=CHUNK):
        count += len(piece)
        yield from still_there(_look, piece, rulings)
    yield from _missing(unit)
    if count:
        yield Checked(_("rulings on findings"), count)


def _look(rulings: Sequence[Ruling]) -> Findings:
    told = told_of([subject_key(ruling) for ruling in rulings])
    users = existing(get_user_model(), (ruling.user_key for ruling in rulings))
    for ruling in rulings:
        data = _line(ruling, told.get(subject_key(ruling), ()))
        same_person = points_to(ruling.user_id, ruling.user_key, users)
        if not same_person or not _is_as_told(ruling, data):
            sentence = _(
                "The ruling by %(name)s on a finding (%(code)s) in “%(title)s” is not what was written."
            )
            values = {"name": ruling.name, "code": ruling.code, "title": ruling.page_title}
            yield ruling.pk, Problem("screening.ruling_changed", _where(ruling), sentence % values)


def _line(ruling: Ruling, lines: Sequence[Told]) -> Mapping[str, Any]:
    """What the line of the ruling in the chain of its unit says; nothing where there is none."""
    own = (line for line in lines if line.act == ACT and line.chain == ruling.unit.code)
    return next((line.data for line in own), {})


def _is_as_told(ruling: Ruling, data: Mapping[str, Any]) -> bool:
    return bool(ruling.digest == data.get("ruling_digest") == ruling_digest(ruling))


def _where(ruling: Ruling) -> str:
    return f"{ruling.unit.code} {ruling.page_key} {ruling.pk}"


def _missing(unit: str) -> Iterator[Problem]:
    """Rulings that the ledger tells of and that are gone."""
    chains = Chain.objects.filter(name=unit) if unit else Chain.objects.all()
    for chain in chains.order_by("pk"):
        lines = LedgerLine.objects.filter(chain=chain, act=ACT)
        for piece in in_pieces(lines, "number", size=CHUNK):
            keys = {line.pk: line.subject.rpartition(":")[2] for line in piece}
            there = existing(Ruling, keys.values())
            gone = [line for line in piece if keys[line.pk] not in there]
            digests = {line.pk: data_of(line.data).get("ruling_digest", "") for line in gone}
            destroyed = was_destroyed(digests.values())
            for line in gone:
                if digests[line.pk] not in destroyed:
                    yield _gone(line, chain.name)


def _gone(line: LedgerLine, chain: str) -> Problem:
    sentence = _("A ruling on a finding is gone (ledger line %(line)s: %(summary)s).")
    values = {"line": line.number, "summary": line.summary}
    where = f"{chain} {data_of(line.data).get('page', '')} {line.subject.rpartition(':')[2]}"
    return Problem("screening.ruling_missing", where, sentence % values)
