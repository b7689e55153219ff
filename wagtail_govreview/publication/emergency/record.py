"""The text under the digest of an emergency publication."""

from __future__ import annotations

from wagtail_govreview.ledger.canonical import canonical_json
from wagtail_govreview.ledger.digests import algorithm_of, digest_of_text
from wagtail_govreview.publication.emergency.models import EmergencyPublication


def emergency_text(record: EmergencyPublication) -> str:
    """Everything that was stated at the act, and nothing of what became of it."""
    return canonical_json(
        {
            "entry": record.entry.number,
            "entry_digest": record.entry.digest,
            "unit": record.unit.code,
            "page": record.page_key,
            "title": record.title,
            "reason": record.reason,
            "ordered_by": record.ordered_by,
            "ordered_post": record.ordered_post,
            "ordered_how": record.ordered_how,
            "ordered_at": record.ordered_at,
            "secrecy": record.secrecy,
            "user": record.user_key,
            "name": record.name,
            "contributors": record.contributors,
            "published_at": record.published_at,
            "due_at": record.due_at,
            "fingerprint": record.fingerprint,
        }
    )


def emergency_digest(record: EmergencyPublication) -> str:
    """The ledger keeps it."""
    return digest_of_text(emergency_text(record), algorithm_of(record.digest) or None)
