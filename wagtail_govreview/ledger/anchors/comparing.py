"""Are the chains still those whose heads were given outside?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_govreview.conf import settings
from wagtail_govreview.ledger.anchors.given import ANCHORED, standings
from wagtail_govreview.ledger.anchors.reading import Known
from wagtail_govreview.ledger.models import Chain, LedgerLine
from wagtail_govreview.ledger.verification import Checked, Notice, Problem, register_verifier
from wagtail_govreview.moments import local_moment

PIECE = 500


def compare(known: Sequence[Known]) -> Iterator[Problem | Checked]:
    """What of the heads that are ``known`` outside the present chains no longer have."""
    names = {each.chain for each in known}
    # By name in Python: some databases find “A” where “a” was asked for.
    chains = {chain.name: chain for chain in Chain.objects.filter(name__in=names)}
    for start in range(0, len(known), PIECE):
        piece = known[start : start + PIECE]
        digests = _digests(
            (chains[each.chain], each.length) for each in piece if each.chain in chains
        )
        for each in piece:
            yield from _compared(each, chains.get(each.chain), digests)
    yield Checked(gettext_lazy("heads given outside"), len(known))


def _compared(
    known: Known, chain: Chain | None, digests: dict[tuple[str, int], str]
) -> Iterator[Problem]:
    where = f"{known.chain} {known.length}"
    place = {"chain": known.chain, "number": known.length, "given": _when(known.at)}
    digest = digests.get((known.chain, known.length), "")
    if chain is None:
        sentence = _(
            "Ledger %(chain)s is gone: it had %(number)s lines when its head was given outside%(given)s."
        )
        yield Problem("anchor.gone", where, sentence % place)
    elif chain.length < known.length:
        sentence = _(
            "Ledger %(chain)s was cut off: it has %(length)s lines, but had %(number)s when its head was given outside%(given)s."
        )
        yield Problem("anchor.cut", where, sentence % {**place, "length": chain.length})
    elif not known.fits(digest):
        sentence = _(
            "Ledger %(chain)s was written anew: line %(number)s is not the one whose digest was given outside%(given)s."
        )
        yield Problem("anchor.rewritten", where, sentence % place)


def _digests(places: Iterable[tuple[Chain, int]]) -> dict[tuple[str, int], str]:
    """The digests of the lines at these places, by chain and number. One query."""
    names: dict[int, str] = {}
    numbers: dict[int, set[int]] = {}
    for chain, number in places:
        names[chain.pk] = chain.name
        numbers.setdefault(chain.pk, set()).add(number)
    wanted = Q(pk__in=())
    for key, found in numbers.items():
        wanted |= Q(chain=key, number__in=found)
    lines = LedgerLine.objects.filter(wanted).values_list("chain", "number", "digest")
    return {(names[key], number): digest for key, number, digest in lines}


def _when(at: datetime | None) -> str:
    """“ on 2 March 2026, 09:12”, or nothing."""
    if at is None:
        return ""
    return _(" on %(moment)s") % {"moment": date_format(local_moment(at), "DATETIME_FORMAT")}


@register_verifier
def verify_anchors(unit: str = "") -> Iterator[Problem | Notice | Checked]:
    """What the chains themselves say was given outside; and which of them should be given again."""
    chains = Chain.objects.filter(name=unit) if unit else Chain.objects.all()
    yield from _noted(chains)
    if settings.anchor_days is not None:
        yield from _overdue(chains)


def _noted(chains: QuerySet[Chain]) -> Iterator[Problem]:
    """Lines that tell of a head which the chain does not have: whoever wrote it anew forgot them."""
    lines = LedgerLine.objects.filter(act=ANCHORED, chain__in=chains).select_related("chain")
    last = 0
    while True:
        piece = list(lines.filter(pk__gt=last).order_by("pk")[:PIECE])
        noted = [(line, *_length_and_head(line)) for line in piece]
        digests = _digests((line.chain, length) for line, length, _head in noted)
        for line, length, head in noted:
            if digests.get((line.chain.name, length)) != head:
                sentence = _(
                    "Ledger %(chain)s, line %(number)s says that line %(given)s was given outside with another digest than it has."
                )
                place = {"chain": line.chain.name, "number": line.number, "given": length}
                yield Problem("anchor.noted", f"{line.chain.name} {line.number}", sentence % place)
        if len(piece) < PIECE:
            return
        last = piece[-1].pk


def _length_and_head(line: LedgerLine) -> tuple[int, str]:
    """What the line says; nothing that fits any line, where its data were made unreadable."""
    try:
        data = json.loads(line.data)
        return int(data["length"]), str(data["head"])
    except (ValueError, TypeError, KeyError):
        return 0, ""


def _overdue(chains: QuerySet[Chain]) -> Iterator[Notice]:
    for standing in standings(chains):
        if not standing.is_overdue:
            continue
        if standing.last is None:
            sentence = _("The head of ledger %(chain)s was never given outside.")
        else:
            sentence = _("The head of ledger %(chain)s was last given outside on %(moment)s.")
        moment = standing.last and date_format(local_moment(standing.last), "DATETIME_FORMAT")
        place = {"chain": standing.chain.name, "moment": moment}
        yield Notice("anchor.overdue", standing.chain.name, sentence % place)
