"""From a link to the authorised source behind it: exact hosts, path rules, validity on the day of the reprint."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail_govreview.refusal import Refusal
from wagtail_govreview.rulebook import UnknownTerm, get_profile
from wagtail_govreview.sources import hosts, links
from wagtail_govreview.sources.models import AuthorisedHost, AuthorisedSource

SHOWN_NAMES = 4


@dataclass(frozen=True)
class Recognition:
    """What the register says about one link on one day.

    * ``source``: the best matching source that may be used that day, or ``None``;
    * ``sources``: all such sources, best first (one host may serve several);
    * ``host``: the link's host, as the register writes it; empty when the link cannot be used at all;
    * ``allowed_scopes``: codes of the scopes of ``sources``;
    * ``refusal``: why there is none.
    """

    on: date
    host: str = ""
    sources: tuple[AuthorisedSource, ...] = ()
    refusal: Refusal | None = None

    @property
    def source(self) -> AuthorisedSource | None:
        return self.sources[0] if self.sources else None

    @property
    def allowed_scopes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(source.scope for source in self.sources))

    @property
    def sentence(self) -> str:
        """One sentence for people: what the source may be used for, or why it may not be used."""
        if self.source is None:
            return str(self.refusal) if self.refusal else ""
        return _("%(source)s · for reprints of: %(scopes)s") % {
            "source": self.source.name,
            "scopes": scope_labels(self.allowed_scopes),
        }


def recognise(link: str, on: date) -> Recognition:
    """The authorised source behind ``link`` on the day ``on``.

    One query; a second only for a host that is not registered, to say which one it could be mistaken for.
    """
    try:
        found = links.read(link)
    except links.UnusableLink as error:
        return Recognition(on, refusal=error.refusal)
    entries = list(_entries_for(found.host))
    if not entries:
        return Recognition(on, found.host, refusal=_unknown_host(found.host))
    covering = [source for source, best in _by_source(entries, found.path) if not best.excluded]
    if not covering:
        return Recognition(on, found.host, refusal=_outside(found, entries))
    usable = tuple(
        source for source in covering if standing(source, on) == AuthorisedSource.Status.VALID
    )
    refusal = None if usable else _out_of_force(covering[0], on)
    return Recognition(on, found.host, usable, refusal)


def standing(source: AuthorisedSource, on: date) -> str:
    """``"valid"``, ``"early"``, ``"expired"``, ``"frozen"`` or ``"removed"`` on the day ``on``.

    A source that was frozen or removed stays good for what was reprinted until its last valid day.
    """
    if source.valid_from and on < source.valid_from:
        return "early"
    ended = source.valid_until is not None and on > source.valid_until
    if source.status != AuthorisedSource.Status.VALID:
        return (
            source.status if ended or source.valid_until is None else AuthorisedSource.Status.VALID
        )
    return "expired" if ended else AuthorisedSource.Status.VALID


def names_of(scopes: Collection[str], on: date, limit: int = SHOWN_NAMES) -> list[str]:
    """Names of sources with one of ``scopes`` that may be used on the day ``on``. One query."""
    sources = AuthorisedSource.objects.filter(scope__in=scopes).order_by("pk")
    usable = (
        source.name for source in sources if standing(source, on) == AuthorisedSource.Status.VALID
    )
    return list(dict.fromkeys(usable))[:limit]


def site_name(source: AuthorisedSource) -> str:
    """The website's own name: what stands after the slash in 人民日报/人民网."""
    return source.name.replace("／", "/").rpartition("/")[2].strip()


def scope_labels(codes: Iterable[str]) -> str:
    """The labels of scopes for people; a code that the profile no longer knows stays as it is."""
    return ", ".join(scope_label(code) for code in codes)


def scope_label(code: str) -> str:
    """One scope's label."""
    try:
        return str(get_profile().scope(code).label)
    except UnknownTerm:
        return code


def _entries_for(host: str) -> Iterable[AuthorisedHost]:
    above = [parent for parent in hosts.parents(host) if hosts.may_have_subdomains(parent)]
    return AuthorisedHost.objects.filter(
        Q(host=host) | Q(host__in=above, with_subdomains=True)
    ).select_related("source")


def _by_source(
    entries: Iterable[AuthorisedHost], path: str
) -> list[tuple[AuthorisedSource, AuthorisedHost]]:
    """Each source with its most telling entry for ``path``, the most exact first."""
    best: dict[int, AuthorisedHost] = {}
    for entry in entries:
        if covers(entry, path):
            known = best.get(entry.source_id)
            if known is None or _weight(entry) > _weight(known):
                best[entry.source_id] = entry
    ranked = sorted(
        best.values(), key=lambda entry: (*(-part for part in _weight(entry)), entry.source_id)
    )
    return [(entry.source, entry) for entry in ranked]


def _weight(entry: AuthorisedHost) -> tuple[int, int, bool]:
    """A longer host beats a shorter one, a longer path a shorter one, and an exclusion its equal."""
    return len(entry.host), len(links.plain_path(entry.path_prefix)), entry.excluded


def covers(entry: AuthorisedHost, path: str) -> bool:
    """Does the entry's path rule take in ``path``? ``/nxrb`` takes in ``/nxrb/a.html``, never ``/nxrbx``."""
    prefix = links.plain_path(entry.path_prefix).rstrip("/")
    return path == prefix or path.startswith(prefix + "/")


def _unknown_host(host: str) -> Refusal:
    registered = AuthorisedHost.objects.filter(excluded=False).values_list("host", flat=True)
    alike = hosts.likeness(host, set(registered))
    if alike is None:
        sentence = _(
            "“%(host)s” is not on the register of authorised sources. "
            "Reprint from a registered source, or have this one registered first."
        ) % {"host": hosts.readable(host)}
        return Refusal("source.host_unknown", sentence, "link")
    sentences = {
        "embedded": _(
            "“%(host)s” only carries the name of “%(known)s” and belongs to somebody else. "
            "Open the original on %(known)s and copy its address."
        ),
        "homograph": _(
            "“%(host)s” is written with signs that only look like those of “%(known)s”. "
            "Open the original on %(known)s and copy its address."
        ),
        "typo": _(
            "“%(host)s” is not “%(known)s”, although it is written almost alike. "
            "Open the original on %(known)s and copy its address."
        ),
        "government": _(
            "“%(host)s” is the website of another organ, not “%(known)s”, and it is not on the "
            "register. Reprint from a registered source, or have this one registered first."
        ),
    }
    sentence = sentences[alike.kind] % {"host": hosts.readable(host), "known": alike.host}
    return Refusal(f"source.host_{alike.kind}", sentence, "link")


def _outside(link: links.Link, entries: Iterable[AuthorisedHost]) -> Refusal:
    entries = list(entries)
    name = entries[0].source.name
    if any(entry.excluded and covers(entry, link.path) for entry in entries):
        sentence = _(
            "This part of “%(source)s” is kept out of the register. Look for the original in another part of "
            "the site, or in another source."
        )
        return Refusal("source.path_excluded", sentence % {"source": name}, "link")
    allowed = ", ".join(
        f"{entry.host}{entry.path_prefix}" for entry in entries if not entry.excluded
    )
    sentence = _("Of “%(source)s” only these parts may be reprinted: %(parts)s.")
    return Refusal("source.path_not_covered", sentence % {"source": name, "parts": allowed}, "link")


def _out_of_force(source: AuthorisedSource, on: date) -> Refusal:
    sentences = {
        "early": _(
            "“%(source)s” is authorised from %(from)s on, not yet on %(day)s. Use another source."
        ),
        "expired": _(
            "“%(source)s” was authorised until %(until)s, not on %(day)s any more. Use another source."
        ),
        "frozen": _("“%(source)s” is frozen and could not be used on %(day)s. Use another source."),
        "removed": _(
            "“%(source)s” was removed from the register and could not be used on %(day)s. "
            "Use another source."
        ),
    }
    state = standing(source, on)
    sentence = sentences[state] % {
        "source": source.name,
        "day": date_format(on),
        "from": date_format(source.valid_from) if source.valid_from else "",
        "until": date_format(source.valid_until) if source.valid_until else "",
    }
    return Refusal(f"source.source_{state}", sentence, "link")
