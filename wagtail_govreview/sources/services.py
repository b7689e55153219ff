"""What is written to the register of authorised sources by program. People write through the admin's forms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from django.db import transaction

from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.sources.models import AuthorisedHost, AuthorisedSource
from wagtail_govreview.sources.seed import EDITION, SOURCES, SeedHost, SeedSource, read_address

SEEDED_FIELDS = ("scope", "organ", "basis", "remarks")


@dataclass
class SeedReport:
    """Names of entries by what became of them."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    unknown_scope: list[str] = field(default_factory=list)
    without_basis: list[str] = field(default_factory=list)


@transaction.atomic
def seed_sources(*, update: bool = False, sources: Iterable[SeedSource] = SOURCES) -> SeedReport:
    """Enter the first list of authorised sources. Running it again changes nothing.

    An entry is known by its name and edition. One that differs from the list was changed by people: it stays as it
    is, unless ``update``; even then its status and validity stay, for they are nobody's but the unit's to decide.
    """
    report = SeedReport()
    scopes = {scope.code for scope in get_profile().scopes}
    known = {
        source.name: source
        for source in AuthorisedSource.objects.filter(edition=EDITION).prefetch_related("hosts")
    }
    for seed in sources:
        if seed.scope not in scopes:
            report.unknown_scope.append(seed.name)
            continue
        _enter(seed, known.get(seed.name), update, report)
    return report


def _enter(
    seed: SeedSource, existing: AuthorisedSource | None, update: bool, report: SeedReport
) -> None:
    if existing is None:
        _write(AuthorisedSource(name=seed.name, edition=EDITION), seed)
        report.created.append(seed.name)
    elif _same(existing, seed):
        report.unchanged.append(seed.name)
    elif update:
        _write(existing, seed)
        report.updated.append(seed.name)
    else:
        report.different.append(seed.name)
    if not seed.basis and not (existing and existing.basis and not update):
        report.without_basis.append(seed.name)


def _write(source: AuthorisedSource, seed: SeedSource) -> None:
    for name in SEEDED_FIELDS:
        setattr(source, name, getattr(seed, name))
    wanted = _hosts(seed)
    kept = (
        [] if source.pk is None else [host for host in source.hosts.all() if _plain(host) in wanted]
    )
    missing = [host for host in wanted if host not in {_plain(entry) for entry in kept}]
    source.hosts.set([*kept, *(AuthorisedHost(**asdict(host)) for host in missing)])
    source.save()


def _same(source: AuthorisedSource, seed: SeedSource) -> bool:
    fields = all(getattr(source, name) == getattr(seed, name) for name in SEEDED_FIELDS)
    return fields and {_plain(host) for host in source.hosts.all()} == set(_hosts(seed))


def _hosts(seed: SeedSource) -> list[SeedHost]:
    return [read_address(address) for address in seed.addresses]


def _plain(host: AuthorisedHost) -> SeedHost:
    return SeedHost(host.host, host.with_subdomains, host.path_prefix, host.excluded)
