"""The newest draft of a page, and what keeps somebody from masking it."""

from __future__ import annotations

from typing import Any

from wagtail_govreview.screening.masking.rules import Facts


def newest_draft(page: Any) -> Any:
    """The page as its newest draft has it, in its own type; the page itself where there is no draft."""
    return page.get_latest_revision_as_object()


def facts_of(page: Any, user: Any, seen: int | None = None) -> Facts:
    """``page``: in its own type; ``seen``: number of the draft that ``user`` looked at."""
    permissions = page.permissions_for_user(user)
    return Facts(
        may_edit=bool(user.is_active and permissions.can_edit()),
        locked=bool(permissions.page_locked()),
        is_alias=page.alias_of_id is not None,
        latest=page.latest_revision_id,
        seen=seen,
    )
