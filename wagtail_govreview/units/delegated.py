"""Are the delegations of signing, and their authorisations, still what was entered?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.contrib.auth import get_user_model
from django.core.exceptions import SuspiciousOperation
from django.utils.translation import gettext as _

from wagtail_govreview.ledger.canonical import plain
from wagtail_govreview.ledger.digests import algorithm_of, digest_of_stream
from wagtail_govreview.ledger.links import existing, points_to
from wagtail_govreview.ledger.models import Chain, LedgerLine
from wagtail_govreview.ledger.reading import Findings, in_pieces, still_there
from wagtail_govreview.ledger.subjects import subject_key
from wagtail_govreview.ledger.told import Told, data_of, told_of
from wagtail_govreview.ledger.verification import Checked, Problem
from wagtail_govreview.storage import private_storage
from wagtail_govreview.units.delegations import Delegation
from wagtail_govreview.units.services.delegate import DELEGATED, delegation_digest
from wagtail_govreview.units.services.end_delegation import ENDED

CHUNK = 100


def verify_delegations(unit: str = "") -> Iterator[Problem | Checked]:
    """Every delegation against its digest, its file, and the ledger's lines about it."""
    delegations = Delegation.objects.select_related("unit")
    if unit:
        delegations = delegations.filter(unit__code=unit)
    count = 0
    for piece in in_pieces(delegations, size=CHUNK):
        count += len(piece)
        yield from still_there(_look, piece, delegations)
    yield Checked(_("delegations of signing"), count)


def _look(delegations: Sequence[Delegation]) -> Findings:
    told = told_of([subject_key(each) for each in delegations])
    keys = {key for each in delegations for key in (each.principal_key, each.delegate_key)}
    keys |= {line.actor_key for lines in told.values() for line in lines}
    users = existing(get_user_model(), keys)
    for delegation in delegations:
        lines = [
            line
            for line in told.get(subject_key(delegation), ())
            if line.chain == delegation.unit.code
            and line.data.get("delegation_digest") == delegation.digest
        ]
        for problem in (
            *_record_problems(delegation, users),
            *_file_problems(delegation),
            *_ledger_problems(delegation, lines, users),
        ):
            yield delegation.pk, problem


def verify_delegations_against_ledger(unit: str = "") -> Iterator[Problem | Checked]:
    """Every delegation that the ledger tells of is still there, with the digest it had."""
    chains = Chain.objects.filter(name=unit) if unit else Chain.objects.all()
    for chain in chains.order_by("pk"):
        lines = LedgerLine.objects.filter(chain=chain, act__in=(DELEGATED, ENDED))
        for piece in in_pieces(lines, "number", size=CHUNK):
            yield from _missing(chain, piece)


def _missing(chain: Chain, lines: Sequence[LedgerLine]) -> Iterator[Problem]:
    told = [(line, data_of(line.data).get("delegation_digest", "")) for line in lines]
    digests = Delegation.objects.filter(digest__in=[digest for _line, digest in told])
    there = set(digests.values_list("digest", flat=True))
    for line, digest in told:
        if digest not in there:
            sentence = _(
                "%(chain)s, ledger line %(line)s tells of the delegation “%(summary)s”, "
                "but the record is gone or was changed."
            )
            words = {"chain": chain.name, "line": line.number, "summary": line.summary}
            yield Problem(
                "units.delegation_missing", f"{chain.name} {line.number}", sentence % words
            )


def _record_problems(delegation: Delegation, users: set[str]) -> Iterator[Problem]:
    same_people = points_to(delegation.principal_id, delegation.principal_key, users) and points_to(
        delegation.delegate_id, delegation.delegate_key, users
    )
    if delegation_digest(delegation) != delegation.digest or not same_people:
        sentence = _("The delegation “%(delegation)s” (%(day)s) is not what was entered.")
        yield _problem("units.delegation_changed", delegation, sentence)


def _file_problems(delegation: Delegation) -> Iterator[Problem]:
    try:
        with private_storage().open(str(delegation.file.name), "rb") as stored:
            digest = digest_of_stream(stored, algorithm_of(delegation.file_digest) or None)
    except (OSError, ValueError, SuspiciousOperation):  # gone, or a name that leads nowhere
        sentence = _("The authorisation of the delegation “%(delegation)s” (%(day)s) is missing.")
        yield _problem("units.authorisation_missing", delegation, sentence)
        return
    if digest != delegation.file_digest:
        sentence = _("The authorisation of the delegation “%(delegation)s” (%(day)s) was changed.")
        yield _problem("units.authorisation_changed", delegation, sentence)


def _ledger_problems(
    delegation: Delegation, lines: Sequence[Told], users: set[str]
) -> Iterator[Problem]:
    """Entered and revoked as the ledger says, by whom it says, and not otherwise."""
    entered = next((line for line in lines if line.act == DELEGATED), None)
    ended = next((line for line in lines if line.act == ENDED), None)
    if entered is None or not points_to(delegation.granted_by_id, entered.actor_key, users):
        sentence = _("No ledger line tells of the delegation “%(delegation)s” (%(day)s).")
        yield _problem("units.delegation_unwritten", delegation, sentence)
    if not _ended_as_told(delegation, ended, users):
        sentence = _(
            "Whether the delegation “%(delegation)s” (%(day)s) was revoked is told otherwise by the ledger."
        )
        yield _problem("units.delegation_end_changed", delegation, sentence)


def _ended_as_told(delegation: Delegation, line: Told | None, users: set[str]) -> bool:
    said = (plain(delegation.revoked_at), delegation.revocation_reason, delegation.revoked_by_name)
    if line is None:
        return said == (None, "", "") and delegation.revoked_by_id is None
    told = (line.data.get("revoked_at"), line.data.get("reason"), line.actor)
    return said == told and points_to(delegation.revoked_by_id, line.actor_key, users)


def _problem(code: str, delegation: Delegation, sentence: str) -> Problem:
    day = delegation.granted_at.date().isoformat()
    where = f"{delegation.unit.code} {delegation} {day}"
    return Problem(code, where, sentence % {"delegation": str(delegation), "day": day})
