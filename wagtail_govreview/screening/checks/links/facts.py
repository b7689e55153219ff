"""What the checks of links have to know, read once for an item: its links, and what the database says about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Site

from wagtail_govreview.pages import base_page_model
from wagtail_govreview.screening.checks.links.addresses import Address, is_government, read_address
from wagtail_govreview.screening.checks.links.elements import Element, elements_of
from wagtail_govreview.screening.checks.links.states import LinkState, digest_of_address
from wagtail_govreview.screening.markup import markups
from wagtail_govreview.screening.places import Place
from wagtail_govreview.sources.hosts import parents
from wagtail_govreview.sources.models import AuthorisedHost, AuthorisedSource
from wagtail_govreview.sources.recognition import standing

LINKS = "links"  # the key in ``Context.data``
MOST_LINKS = 5_000  # of one item that are looked up
Inside = tuple[str, str]  # what Wagtail's own link leads to: ``("page", "3")``


@dataclass(frozen=True)
class Found:
    """One link or embedded part of an item, and where it stands."""

    place: Place
    element: Element
    address: Address

    @property
    def inside(self) -> Inside | None:
        """What a link or picture of Wagtail's own names, by kind and key."""
        attributes = self.element.attributes
        kind = attributes.get("linktype") or attributes.get("embedtype") or ""
        return (kind, attributes["id"]) if kind and "id" in attributes else None


@dataclass(frozen=True)
class LinkFacts:
    """``known``: hosts that may be linked to without a word: the site's own and those on the register of sources.
    ``broken``: what Wagtail's own links lead to and that is gone or not public. ``dead``: when addresses that do not answer
    were last asked."""

    found: Sequence[Found] = ()
    known: frozenset[str] = frozenset()
    broken: frozenset[Inside] = frozenset()
    dead: Mapping[str, datetime] = field(default_factory=dict)

    def is_known(self, host: str) -> bool:
        return is_government(host) or host in self.known


def links_of(page: Any) -> list[Found]:
    """Every link and embedded part of a specific page. Reads no database."""
    return [
        Found(markup.place, element, read_address(element.address))
        for markup in markups(page)
        for element in elements_of(markup.html)
    ]


def link_facts(page: Any, on: date) -> LinkFacts:
    """The links of a specific page with what is known about them on a day. At most six queries, none without links."""
    found = links_of(page)
    hosts = {each.address.host for each in found[:MOST_LINKS] if each.address.host}
    strangers = {host for host in hosts if not is_government(host)}
    known = own_hosts() if strangers else frozenset()
    return LinkFacts(
        found=found,
        known=known | _registered(strangers - known, on),
        broken=_broken({each.inside for each in found[:MOST_LINKS] if each.inside}, page),
        dead=_dead({each.address.url for each in found[:MOST_LINKS] if each.element.is_link}),
    )


def own_hosts() -> frozenset[str]:
    """The hosts of this site: of Wagtail's sites, of its admin, and of its files. One query."""
    addresses = (
        getattr(settings, "WAGTAILADMIN_BASE_URL", ""),
        settings.MEDIA_URL,
        settings.STATIC_URL,
    )
    named = {read_address(str(address)).host for address in addresses if "//" in str(address)}
    return frozenset({*Site.objects.values_list("hostname", flat=True), *named} - {""})


def _registered(hosts: Iterable[str], on: date) -> frozenset[str]:
    """Those of ``hosts`` that the register of sources knows on this day. One query."""
    hosts = set(hosts)
    if not hosts:
        return frozenset()
    names = hosts.union(*(parents(host) for host in hosts))
    entries = AuthorisedHost.objects.filter(host__in=names, excluded=False).select_related("source")
    good = [
        entry for entry in entries if standing(entry.source, on) == AuthorisedSource.Status.VALID
    ]
    whole = {entry.host for entry in good}
    wide = {entry.host for entry in good if entry.with_subdomains}
    return frozenset(host for host in hosts if host in whole or wide.intersection(parents(host)))


def _broken(inside: Iterable[Inside], page: Any) -> frozenset[Inside]:
    """What is gone, or not public. One query for each kind. A page's link to itself is none."""
    models: dict[str, Any] = {
        "page": base_page_model()._default_manager.filter(live=True),
        "document": get_document_model()._default_manager.all(),
        "image": get_image_model()._default_manager.all(),
    }
    broken: set[Inside] = set()
    for kind, rows in models.items():
        keys = {key for each, key in inside if each == kind}
        numbers = {key for key in keys if key.isascii() and key.isdigit() and len(key) < 10}
        there = (
            {str(key) for key in rows.filter(pk__in=numbers).values_list("pk", flat=True)}
            if numbers
            else set()
        )
        if kind == "page":
            there.add(str(page.pk))
        broken |= {(kind, key) for key in keys - there}
    return frozenset(broken)


def _dead(addresses: set[str]) -> dict[str, datetime]:
    """Addresses that did not answer, with the moment. One query."""
    digests = {digest_of_address(address): address for address in addresses if address}
    if not digests:
        return {}
    states = LinkState.objects.filter(digest__in=digests, state=LinkState.State.DEAD)
    return {digests[state.digest]: state.checked_at for state in states}


def can_be_asked(found: Found) -> bool:
    """Is it an ordinary link to another website?"""
    return (
        found.element.is_link
        and found.address.kind == "web"
        and not found.address.odd
        and bool(urlsplit(found.address.url).hostname)
    )
