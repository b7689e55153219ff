"""What a person says who wants a public page to go: the reason, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.review.removal import Removal
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.rulebook.types import Term, UnknownTerm


@dataclass(frozen=True)
class Asked:
    """``code``: of one of the profile's reasons. ``details``: own words. ``replacement``: what takes its place."""

    code: str
    details: str = ""
    replacement: str = ""

    @property
    def reason(self) -> Term:
        """Raises ``UnknownTerm`` for a code that the profile does not know."""
        profile = get_profile()
        found = profile.withdrawal.reason(self.code)
        if found is None:
            raise UnknownTerm("withdrawal reason", self.code, profile.code)
        return found

    @property
    def printed(self) -> str:
        """As the register keeps it."""
        return get_profile().withdrawal.printed_reason(self.code, self.details)

    def removal(self, page: Any, purpose: str, *, at_once: bool = False) -> Removal:
        """The request for the tiers, with what the register knows of the publication. One query."""
        entry = newest_publication(page)
        return Removal(
            purpose=purpose,
            reason=self.reason,
            details=self.details,
            replacement=self.replacement,
            at_once=at_once,
            register_number=entry.number if entry else "",
            url=entry.url if entry else page.get_full_url() or "",
            published_at=entry.happened_at.isoformat() if entry else "",
            published=entry.sheet if entry else None,
        )


def newest_publication(page: Any) -> RegisterEntry | None:
    """The newest entry under which ``page`` became public; None for what nobody registered."""
    found: RegisterEntry | None = (
        RegisterEntry.objects.filter(page_key=str(page.pk))
        .exclude(kind__in=RegisterEntry.ENDS)
        .select_related("sheet")
        .order_by("-pk")
        .first()
    )
    return found
