"""The text under the digest of a ruling."""

from __future__ import annotations

from wagtail_govreview.ledger.canonical import canonical_json
from wagtail_govreview.ledger.digests import algorithm_of, digest_of_text
from wagtail_govreview.screening.rulings import Ruling


def ruling_text(ruling: Ruling) -> str:
    """Everything that a ruling states."""
    return canonical_json(
        {
            "unit": ruling.unit.code,
            "page": ruling.page_key,
            "title": ruling.page_title,
            "finding": ruling.finding_key,
            "code": ruling.code,
            "severity": ruling.severity,
            "source": ruling.source_title,
            "place": ruling.place,
            "excerpt": ruling.excerpt,
            "decision": ruling.decision,
            "reason": ruling.reason,
            "user": ruling.user_key,
            "name": ruling.name,
            "ruled_at": ruling.ruled_at,
        }
    )


def ruling_digest(ruling: Ruling) -> str:
    """The ledger keeps it."""
    return digest_of_text(ruling_text(ruling), algorithm_of(ruling.digest) or None)
