"""The seal sheet (账本封存单) of some chains, with the names of their units, in the rule's own language."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings as django_settings

from wagtail_govreview.ledger.anchors.written import Anchor, Head, groups_of
from wagtail_govreview.moments import local_moment
from wagtail_govreview.printing.seal_sheet import SealedHead, SealSheetDocument, seal_sheet_pdf
from wagtail_govreview.units.models import Unit

TITLE = "账本封存单"
ALGORITHMS = {"sha256": "SHA-256", "sm3": "SM3（GB/T 32905）"}


def sealed_pdf(anchor: Anchor) -> bytes:
    """The anchor as PDF/A. Raises ``typeset.MissingGlyph``."""
    return seal_sheet_pdf(seal_sheet(anchor), anchor.at)


def seal_sheet(anchor: Anchor) -> SealSheetDocument:
    """What stands on the paper. One query."""
    names = unit_names(head.chain for head in anchor.heads)
    at = local_moment(anchor.at)
    return SealSheetDocument(
        title=TITLE,
        site=str(getattr(django_settings, "WAGTAIL_SITE_NAME", "")),
        sealed_at=f"{at.year}年{at.month}月{at.day}日 {at:%H:%M:%S}",
        code=anchor.code,
        heads=[_head(head, names) for head in anchor.heads],
    )


def unit_names(chains: Iterable[str]) -> dict[str, str]:
    """The names of the units whose chains have these names. One query."""
    return dict(Unit.objects.filter(code__in=list(chains)).values_list("code", "name"))


def _head(head: Head, names: dict[str, str]) -> SealedHead:
    return SealedHead(
        unit=names.get(head.chain, head.chain),
        code=head.chain,
        length=str(head.length),
        algorithm=ALGORITHMS.get(head.algorithm, head.algorithm),
        groups=groups_of(head.digest),
    )
