"""Verification of the chains: every line's digest, its place, and the head."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_govreview.ledger.digests import algorithm_of, digest_of_text
from wagtail_govreview.ledger.lines import canonical_line
from wagtail_govreview.ledger.models import Chain, LedgerLine
from wagtail_govreview.ledger.verification import Checked, Problem, register_verifier

CHUNK = 1000


@register_verifier
def verify_chains(unit: str = "") -> Iterator[Problem | Checked]:
    """Problems of all chains, or of the chain named ``unit``."""
    chains = Chain.objects.filter(name=unit) if unit else Chain.objects.all()
    for chain in chains.order_by("pk"):
        yield from verify_chain(chain)


def verify_chain(chain: Chain) -> Iterator[Problem | Checked]:
    """Problems of one chain, up to the length that ``chain`` had when it was read.

    Lines appended meanwhile are left to the next verification.
    """
    expected, previous = 1, ""
    for line in _lines(chain):
        if line.number > expected:
            yield _missing(chain, expected, line.number - 1)
            previous = line.previous
        yield from _line(chain, line, previous)
        expected, previous = line.number + 1, line.digest
    if expected <= chain.length:
        yield _missing(chain, expected, chain.length)
    elif previous != chain.head:
        sentence = _("Ledger %(chain)s: the head is not the digest of line %(number)s.")
        yield Problem(
            "ledger.head", chain.name, sentence % {"chain": chain.name, "number": chain.length}
        )
    yield from _beyond(chain)
    yield Checked(gettext_lazy("ledger lines"), expected - 1)


def _beyond(chain: Chain) -> Iterator[Problem]:
    """Lines after the one that the chain, read in the same query, knows as its newest: nobody appended them."""
    lines = LedgerLine.objects.filter(chain=chain.pk, number__gt=F("chain__length"))
    for number in lines.order_by("number").values_list("number", flat=True)[:CHUNK]:
        place = {"chain": chain.name, "number": number}
        sentence = _("Ledger %(chain)s, line %(number)s: it lies beyond the end of the chain.")
        yield Problem("ledger.beyond", f"{chain.name} {number}", sentence % place)


def line_is_verified(line: LedgerLine) -> bool:
    """Does the line fit its own digest, the line before it, and the line or head after it? Two queries."""
    line.chain = Chain.objects.get(pk=line.chain_id)
    return line.pk in verified_among([line])


def verified_among(lines: Sequence[LedgerLine]) -> set[int]:
    """The keys of those ``lines`` that fit; lines read with their chains. One query for any number of lines."""
    around = Q(pk=None)
    for chain in {line.chain_id for line in lines}:
        numbers = {
            line.number + step for line in lines if line.chain_id == chain for step in (-1, 1)
        }
        around |= Q(chain=chain, number__in=numbers)
    neighbours = (
        {(each.chain_id, each.number): each for each in LedgerLine.objects.filter(around)}
        if lines
        else {}
    )
    return {line.pk for line in lines if _stands(line, neighbours)}


def _stands(line: LedgerLine, neighbours: Mapping[tuple[int, int], LedgerLine]) -> bool:
    before = neighbours.get((line.chain_id, line.number - 1))
    after = neighbours.get((line.chain_id, line.number + 1))
    if not fits(line, line.chain.name) or line.previous != (before.digest if before else ""):
        return False
    if line.number < line.chain.length:
        return after is not None and after.previous == line.digest
    return line.number == line.chain.length and line.chain.head == line.digest


def fits(line: LedgerLine, chain: str, *, number: int | None = None) -> bool:
    """Is ``line.digest`` the digest of the line; with ``number``, of the line if it stood there?"""
    algorithm = algorithm_of(line.digest)
    text = canonical_line(line, chain, number=number)
    return bool(algorithm) and digest_of_text(text, algorithm) == line.digest


def _lines(chain: Chain) -> Iterator[LedgerLine]:
    """The chain's lines in order, read by number in pieces: constant memory on every database."""
    number = -1
    while True:
        lines = LedgerLine.objects.filter(
            chain=chain.pk, number__gt=number, number__lte=chain.length
        )
        piece = list(lines.order_by("number")[:CHUNK])
        yield from piece
        if len(piece) < CHUNK:
            return
        number = piece[-1].number


def _line(chain: Chain, line: LedgerLine, previous: str) -> Iterator[Problem]:
    where = f"{chain.name} {line.number}"
    place = {"chain": chain.name, "number": line.number}
    if not fits(line, chain.name):
        own = _own_number(chain, line)
        if own:
            sentence = _("Ledger %(chain)s, line %(number)s: this was line %(own)s; it was moved.")
            yield Problem("ledger.moved", where, sentence % {**place, "own": own})
        else:
            sentence = _("Ledger %(chain)s, line %(number)s: the line was changed.")
            yield Problem("ledger.changed", where, sentence % place)
    elif line.previous != previous:
        sentence = _("Ledger %(chain)s, line %(number)s: it does not follow on the line before it.")
        yield Problem("ledger.broken", where, sentence % place)


def _own_number(chain: Chain, line: LedgerLine) -> int | None:
    """The number under which the line's digest is right, if the line before its true place still exists."""
    before = LedgerLine.objects.filter(chain=chain.pk, digest=line.previous).first()
    number = before.number + 1 if before else 1
    # The lines before it may have been moved along with it.
    for candidate in {number, line.number - 1, line.number + 1, line.number + 2}:
        if candidate > 0 and fits(line, chain.name, number=candidate):
            return candidate
    return None


def _missing(chain: Chain, first: int, last: int) -> Problem:
    if first == last:
        sentence = _("Ledger %(chain)s, line %(first)s is missing.")
    else:
        sentence = _("Ledger %(chain)s, lines %(first)s to %(last)s are missing.")
    return Problem(
        "ledger.missing",
        f"{chain.name} {first}",
        sentence % {"chain": chain.name, "first": first, "last": last},
    )
