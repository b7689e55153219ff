"""Exempt publication: how a script of the site imports pages that nobody signs here.

Nothing in the admin, in an API or in a command of this package leads here. What passes is registered as exempt, with
the reason, and counted as a fault in every inspection.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from wagtail_govreview.publication import rules
from wagtail_govreview.publication.acting import acting
from wagtail_govreview.publication.permits import ExemptPermit, granting
from wagtail_govreview.refusal import refuse_if


@contextmanager
def exempt_publication(*, reason: str, user: Any = None) -> Iterator[None]:
    """Within this block, governed pages may become public without signatures.

    Each one gets a number of the register, an entry marked as exempt with ``reason``, ``user`` (who runs the import) and
    the content as it was, and a ledger line. Blocks can be nested: the inner one's reason holds inside it. The exemption
    holds in the thread or task that entered the block, and in no other. Raises
    :class:`~wagtail_govreview.refusal.Refused` without a reason.
    """
    refuse_if(rules.for_exemption(reason=reason))
    with acting(user, reason.strip()), granting(ExemptPermit()):
        yield
