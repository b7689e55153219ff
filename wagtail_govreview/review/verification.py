"""Are the sheets and signatures still what was written?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.ledger.verification import Checked, Problem
from wagtail_govreview.review.services.deciding import signature_digest
from wagtail_govreview.review.services.submit import sheet_digest
from wagtail_govreview.review.sheets import ReviewSheet, Signature

CHUNK = 500


def verify_sheets(unit: str = "") -> Iterator[Problem | Checked]:
    """Every sheet against its own digest."""
    sheets = ReviewSheet.objects.select_related("unit").order_by("pk")
    if unit:
        sheets = sheets.filter(unit__code=unit)
    count = 0
    for sheet in sheets.iterator(chunk_size=CHUNK):
        count += 1
        if sheet_digest(sheet) != sheet.digest:
            yield Problem(
                "review.sheet_changed",
                sheet.number,
                _("Sheet %(number)s, round %(round)s: it is not what was submitted.")
                % {"number": sheet.number, "round": sheet.round},
            )
    yield Checked(_("review sheets"), count)


def verify_signatures(unit: str = "") -> Iterator[Problem | Checked]:
    """Every signature against its own digest."""
    signatures = Signature.objects.select_related("sheet__unit").order_by("pk")
    if unit:
        signatures = signatures.filter(sheet__unit__code=unit)
    count = 0
    for signature in signatures.iterator(chunk_size=CHUNK):
        count += 1
        if signature_digest(signature) != signature.digest:
            yield Problem(
                "review.signature_changed",
                f"{signature.sheet.number} {signature.tier_wording}",
                _("Sheet %(number)s: the signature of %(name)s (%(tier)s) was changed.")
                % {
                    "number": signature.sheet.number,
                    "name": signature.name,
                    "tier": signature.tier_wording,
                },
            )
    yield Checked(_("signatures"), count)


PROVED: dict[str, tuple[str, Any]] = {
    "review.submitted": ("sheet_digest", ReviewSheet),
    "review.signed": ("signature_digest", Signature),
    "review.returned": ("signature_digest", Signature),
}


def verify_against_ledger(unit: str = "") -> Iterator[Problem | Checked]:
    """Every sheet and signature that the ledger tells of is still there, with the digest it had."""
    lines = LedgerLine.objects.filter(act__in=PROVED).select_related("chain")
    if unit:
        lines = lines.filter(chain__name=unit)
    for line in lines.order_by("pk").iterator(chunk_size=CHUNK):
        name, model = PROVED[line.act]
        digest = json.loads(line.data).get(name, "")
        if not model._default_manager.filter(digest=digest).exists():
            yield Problem(
                "review.missing",
                f"{line.chain.name} {line.number}",
                _(
                    "%(chain)s, ledger line %(line)s tells of “%(summary)s”, "
                    "but the record is gone or was changed."
                )
                % {
                    "chain": line.chain.name,
                    "line": line.number,
                    "summary": line.summary,
                },
            )
