"""Ask addresses on the net, and remember what they answered. No evidence: no line in the ledger."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from django.utils import timezone

from wagtail_govreview.screening.checks.links.asking import Answer, ask
from wagtail_govreview.screening.checks.links.states import (
    PATIENCE,
    LinkState,
    digest_of_address,
)

HOURS_BETWEEN = 20  # an address is asked once a night, not twice
SECONDS_BETWEEN = 1.0  # between two questions to one host
MOST = 500  # addresses in one go


def ask_links(
    addresses: Iterable[str],
    *,
    most: int = MOST,
    again: bool = False,
    pause: float = SECONDS_BETWEEN,
) -> list[LinkState]:
    """Ask those of ``addresses`` that were not asked lately; the new states.

    ``again``: ask the others as well. ``pause``: seconds between two questions to one host. Where no server at all answered,
    the fault is on our side: then nothing is written down.
    """
    wanted = dict.fromkeys(addresses)
    known = _known(wanted)
    limit = timezone.now() - timedelta(hours=HOURS_BETWEEN)
    due = [
        address
        for address in wanted
        if again or address not in known or known[address].checked_at < limit
    ]
    answers = dict(_answers(due[:most], pause))
    if not any(answer.reached for answer in answers.values()):
        answers = {address: each for address, each in answers.items() if not each.failed}
    return [_remember(address, answer, known.get(address)) for address, answer in answers.items()]


def _known(addresses: Iterable[str]) -> dict[str, LinkState]:
    digests = [digest_of_address(address) for address in addresses]
    found: dict[str, LinkState] = {}
    for start in range(0, len(digests), 500):
        for state in LinkState.objects.filter(digest__in=digests[start : start + 500]):
            found[state.address] = state
    return found


def _answers(addresses: list[str], pause: float) -> Iterator[tuple[str, Answer]]:
    """Ask one after the other; a host that was asked a moment ago waits."""
    asked_at: dict[str, float] = {}
    for address in addresses:
        host = urlsplit(address).hostname or ""
        wait = asked_at.get(host, 0.0) + pause - time.monotonic()
        if host in asked_at and wait > 0:
            time.sleep(wait)
        yield address, ask(address)
        asked_at[host] = time.monotonic()


def _remember(address: str, answer: Answer, known: LinkState | None) -> LinkState:
    failures = (known.failures if known else 0) + 1 if answer.failed else 0
    state = LinkState.State.DEAD if failures >= PATIENCE else answer.state
    values = {
        "address": address,
        "state": state,
        "status": answer.status,
        "failures": min(failures, 1000),
        "checked_at": timezone.now(),
    }
    found, _created = LinkState.objects.update_or_create(
        digest=digest_of_address(address), defaults=values
    )
    return found
