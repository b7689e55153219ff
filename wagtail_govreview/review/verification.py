"""Are the sheets and signatures still what was written, and do they stand where the ledger says?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from wagtail_govreview.ledger.destruction.knowledge import was_destroyed
from wagtail_govreview.ledger.links import as_text, expected_key
from wagtail_govreview.ledger.models import Chain, LedgerLine
from wagtail_govreview.ledger.reading import Findings, in_pieces, still_there
from wagtail_govreview.ledger.subjects import subject_key
from wagtail_govreview.ledger.told import data_of
from wagtail_govreview.ledger.verification import Checked, Problem
from wagtail_govreview.review.services.deciding import signature_digest, signature_key
from wagtail_govreview.review.services.submit import SHEET_SERIES, sheet_digest
from wagtail_govreview.review.sheet_proofs import (
    LONG,
    SheetProofs,
    SignatureProofs,
    labels,
    undertaker_key,
)
from wagtail_govreview.review.sheets import ReviewSheet, Signature
from wagtail_govreview.review.standing import Standing, standing_of
from wagtail_govreview.units.serials import numbering_year
from wagtail_govreview.units.series import SeriesCheck

PIECE = 200


def verify_sheets(unit: str = "") -> Iterator[Problem | Checked]:
    """Every sheet against its digest, the ledger and what it points to, and the numbers against their counter."""
    sheets = ReviewSheet.objects.select_related("unit")
    if unit:
        sheets = sheets.filter(unit__code=unit)
    series = SeriesCheck(SHEET_SERIES, unit)
    given: Counter[tuple[Any, int]] = Counter()
    count = 0
    for piece in in_pieces(sheets, size=PIECE):
        count += len(piece)
        given.update(
            (sheet.unit_id, numbering_year(sheet.submitted_at))
            for sheet in piece
            if sheet.round == 1
        )
        yield from still_there(_look_at_sheets, piece, sheets)
    yield from series.problems(given, destroyed=_numbered)
    yield Checked(_("review sheets"), count)


def _numbered(code: str, year: int) -> int:
    """How many numbers of sheets a unit's ledger tells of in ``year``; also of sheets that were destroyed by approval.

    Each must still be there, or have been destroyed: ``verify_against_ledger`` sees to that.
    """
    lines = LedgerLine.objects.filter(chain__name=code, act="review.submitted")
    count = 0
    for piece in in_pieces(lines, "number", size=PIECE):
        in_year = (line for line in piece if numbering_year(line.at) == year)
        count += sum(data_of(line.data).get("round") == 1 for line in in_year)
    return count


def _look_at_sheets(sheets: Sequence[ReviewSheet]) -> Findings:
    sound = []
    for sheet in sheets:
        if sheet_digest(sheet) == sheet.digest:
            sound.append(sheet)
        else:
            sentence = _("Sheet %(number)s, round %(round)s: it is not what was submitted.")
            yield sheet.pk, _sheet_problem("review.sheet_changed", sheet, sentence)
    proofs = SheetProofs(sound)
    for sheet in sound:
        for problem in _sheet_problems(sheet, proofs):
            yield sheet.pk, problem


def _sheet_problems(sheet: ReviewSheet, proofs: SheetProofs) -> Iterator[Problem]:
    lines = proofs.lines(sheet)
    standing = standing_of(sheet, lines, proofs.signatures(sheet))
    if standing is None or proofs.said(sheet, "sheet_digest") != sheet.digest:
        sentence = _(
            "No ledger line tells of sheet %(number)s, round %(round)s: it was slipped in."
        )
        yield _sheet_problem("review.sheet_unwritten", sheet, sentence)
        return
    wrong = [*_wrong_standing(sheet, standing), *_wrong_links(sheet, proofs)]
    if wrong:
        sentence = _(
            "Sheet %(number)s, round %(round)s: what it says of %(fields)s does not fit the ledger and its signatures."
        )
        fields = labels(ReviewSheet, wrong)
        yield _sheet_problem("review.sheet_standing", sheet, sentence, fields=fields)
    if proofs.content_of(sheet) != sheet.fingerprint:
        sentence = _(
            "Sheet %(number)s, round %(round)s: the kept content %(fingerprint)s that was signed is gone or exchanged."
        )
        values = {"fingerprint": sheet.fingerprint}
        yield _sheet_problem("review.sheet_content", sheet, sentence, **values)
    yield from _renamed_files(sheet, proofs)


def _wrong_standing(sheet: ReviewSheet, standing: Standing) -> Iterator[str]:
    if sheet.state not in standing.states:
        yield "state"
    for name in ("tier", "escalated", "return_reason"):
        if getattr(sheet, name) != getattr(standing, name):
            yield name
    if not standing.clock_fits(sheet.waiting_since, sheet.due_at):
        yield from ("waiting_since", "due_at")


def _wrong_links(sheet: ReviewSheet, proofs: SheetProofs) -> Iterator[str]:
    """Keys that no digest covers, because they are emptied when what they point to is deleted."""
    links = [
        ("page", sheet.page_key, proofs.pages),
        ("submitted_by", undertaker_key(sheet), proofs.users),
        ("revision", proofs.said(sheet, "revision"), proofs.revisions),
        ("workflow_state", proofs.said(sheet, "workflow_state"), proofs.workflow_states),
    ]
    for name, key, there in links:
        found = as_text(getattr(sheet, f"{name}_id"))
        if key is not None and found != expected_key(key, there):
            yield name


def _renamed_files(sheet: ReviewSheet, proofs: SheetProofs) -> Iterator[Problem]:
    """The names of the kept files, where they were kept for this sheet."""
    if not proofs.kept_for(sheet):
        return
    listed = {(file["digest"], file["filename"]) for file in sheet.answers["attachments"]}
    for digest, title, filename in proofs.filenames[sheet.content_id]:
        if (digest, filename) not in listed:
            sentence = _(
                "Sheet %(number)s, round %(round)s: the kept file of “%(title)s” (%(fingerprint)s, %(digest)s) "
                "had another name, not “%(filename)s”."
            )
            values = {
                "title": title,
                "filename": filename,
                "digest": digest,
                "fingerprint": sheet.fingerprint,
            }
            yield _sheet_problem("review.file_renamed", sheet, sentence, **values)


def _sheet_problem(code: str, sheet: ReviewSheet, sentence: str, **values: Any) -> Problem:
    place = {"number": sheet.number, "round": sheet.round}
    return Problem(code, sheet.number, sentence % {**place, **values})


def verify_signatures(unit: str = "") -> Iterator[Problem | Checked]:
    """Every signature against its digest, its line in the ledger and the account that signed."""
    signatures = Signature.objects.select_related("sheet__unit", "delegation").defer(
        *(f"sheet__{name}" for name in LONG)
    )
    if unit:
        signatures = signatures.filter(sheet__unit__code=unit)
    count = 0
    for piece in in_pieces(signatures, size=PIECE):
        count += len(piece)
        yield from still_there(_look_at_signatures, piece, signatures)
    yield Checked(_("signatures"), count)


def _look_at_signatures(signatures: Sequence[Signature]) -> Findings:
    proofs = SignatureProofs(signatures)
    for signature in signatures:
        for code, sentence in _signature_faults(signature, proofs):
            values = {
                "number": signature.sheet.number,
                "round": signature.sheet.round,
                "name": signature.name,
                "tier": signature.tier_wording,
            }
            where = f"{signature.sheet.number} {signature.tier_wording}"
            yield signature.pk, Problem(code, where, sentence % values)


def _signature_faults(signature: Signature, proofs: SignatureProofs) -> Iterator[tuple[str, str]]:
    if signature_digest(signature) != signature.digest or _names_nobodys_principal(signature):
        yield (
            "review.signature_changed",
            _("Sheet %(number)s: the signature of %(name)s (%(tier)s) was changed."),
        )
    if not proofs.is_told(signature):
        yield (
            "review.signature_unwritten",
            _(
                "Sheet %(number)s: no ledger line tells of the signature of %(name)s (%(tier)s): it was slipped in."
            ),
        )
    account = expected_key(signature.user_key, proofs.users)
    if as_text(signature.user_id) != account or signature.signed_key != signature_key(signature):
        yield (
            "review.signature_account",
            _(
                "Sheet %(number)s: the signature of %(name)s (%(tier)s) was tied to another account or another sheet."
            ),
        )


def _names_nobodys_principal(signature: Signature) -> bool:
    """The digest covers who was represented only where there is a delegation; without one nobody was."""
    said = signature.principal_key, signature.principal_name, signature.principal_title
    return signature.delegation_id is None and any(said)


PROVED: dict[str, tuple[str, Any]] = {
    "review.submitted": ("sheet_digest", ReviewSheet),
    "review.signed": ("signature_digest", Signature),
    "review.returned": ("signature_digest", Signature),
}


def verify_against_ledger(unit: str = "") -> Iterator[Problem | Checked]:
    """Every sheet and signature that the ledger tells of is still there, with the digest it had."""
    chains = Chain.objects.filter(name=unit) if unit else Chain.objects.all()
    for chain in chains.order_by("pk"):
        lines = LedgerLine.objects.filter(chain=chain, act__in=PROVED)
        for piece in in_pieces(lines, "number", size=PIECE):
            yield from _gone(chain, piece)


def _gone(chain: Chain, lines: Sequence[LedgerLine]) -> Iterator[Problem]:
    kept = {**_digests(ReviewSheet, lines), **_digests(Signature, lines)}
    told = [(line, data_of(line.data).get(PROVED[line.act][0], "")) for line in lines]
    gone = [(line, digest) for line, digest in told if kept.get(line.subject) != digest]
    destroyed = was_destroyed(digest for _line, digest in gone)
    for line, digest in gone:
        if digest not in destroyed:
            sentence = _(
                "%(chain)s, ledger line %(line)s tells of “%(summary)s” (%(actor)s), "
                "but the record is gone or was changed."
            )
            values = {
                "chain": chain.name,
                "line": line.number,
                "summary": line.summary,
                "actor": line.actor,
            }
            yield Problem("review.missing", f"{chain.name} {line.number}", sentence % values)


def _digests(model: Any, lines: Sequence[LedgerLine]) -> dict[str, str]:
    """The digests of the records of ``model`` that the lines are about, by subject."""
    prefix = subject_key(model(pk=""))
    keys = [line.subject.removeprefix(prefix) for line in lines if line.subject.startswith(prefix)]
    rows = model._default_manager.filter(pk__in=[key for key in keys if key.isdecimal()])
    return {f"{prefix}{key}": digest for key, digest in rows.values_list("pk", "digest")}
