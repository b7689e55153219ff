"""The delegations under which signatures of a package were made (授权代签), each once, with its authorisation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wagtail_govreview.archive.naming import safe, safe_filename
from wagtail_govreview.archive.packing.evidence import bytes_of
from wagtail_govreview.archive.packing.findings import Findings
from wagtail_govreview.archive.packing.member import DELEGATIONS, Member, exact
from wagtail_govreview.content.evidence import stored_digest
from wagtail_govreview.review.sheets import Signature
from wagtail_govreview.units.delegations import Delegation
from wagtail_govreview.units.services.delegate import delegation_text

DIGITS = 16


def delegations_of(signatures: Iterable[Signature]) -> list[Delegation]:
    """Each once, in the order of the signatures."""
    found = {item.delegation_id: item.delegation for item in signatures if item.delegation}
    return list(found.values())


def members_of(delegations: Iterable[Delegation], findings: Findings) -> Iterator[Member]:
    """The exact text under the delegation's digest, and the bytes of the authorisation as they are kept."""
    for delegation in delegations:
        digits = delegation.digest.partition(":")[2][:DIGITS]
        name = f"{DELEGATIONS}/{digits} {safe(str(delegation))}"
        yield exact(f"{name}.json", delegation_text(delegation))
        yield from _authorisation(name, delegation, findings)


def _authorisation(name: str, delegation: Delegation, findings: Findings) -> Iterator[Member]:
    path = str(delegation.file.name)
    problem = {"file": delegation.file_name, "digest": delegation.file_digest}
    try:
        intact = stored_digest(path, delegation.file_digest) == delegation.file_digest
    except FileNotFoundError:
        findings.damaged.append({"problem": "missing", **problem})
        return
    if not intact:
        findings.damaged.append({"problem": "changed", **problem})
    file = f"{name} {safe_filename(delegation.file_name)}"
    yield Member(file, bytes_of(path), compress=False)
