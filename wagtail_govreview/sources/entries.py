"""Addresses of the register as people type them: put into the register's own form, or refused with what to do.

Pure: values in, values out.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from wagtail_govreview.sources import hosts, links


@dataclass(frozen=True)
class Entry:
    """One address in the register's form. ``changed``: something other than this was typed."""

    host: str
    path_prefix: str
    with_subdomains: bool
    changed: bool

    def __str__(self) -> str:
        sub_hosts = "*." if self.with_subdomains else ""
        return f"{sub_hosts}{self.host}{self.path_prefix}"


class NotAnEntry(ValueError):
    """This cannot be registered. ``field`` names the form field, the message says what to do."""

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        super().__init__(sentence)


def read_entry(host: str, path_prefix: str = "", with_subdomains: bool = False) -> Entry:
    """Read what was typed as host and path: a whole address and ``*.`` before a host are understood.

    Raises :class:`NotAnEntry`.
    """
    typed = host.strip()
    name, typed_path = _taken_apart(typed)
    all_sub_hosts = with_subdomains or name.startswith("*.")
    name = _checked(name.removeprefix("*."), typed)
    path = _path(path_prefix.strip() or typed_path)
    if all_sub_hosts and not hosts.may_have_subdomains(name):
        raise NotAnEntry(
            "with_subdomains",
            _(
                "What lies under “%(host)s” belongs to many owners. Enter each host by itself, "
                "without its sub-hosts."
            )
            % {"host": name},
        )
    changed = (typed, path_prefix.strip(), with_subdomains) != (name, path, all_sub_hosts)
    return Entry(name, path, all_sub_hosts, changed)


def belongs_to_others(entry: Entry, scope: str, strict_scopes: Collection[str]) -> bool:
    """Are the sub-hosts of this entry other organs' sites, which must not pass for a central or regional source?"""
    government = entry.host.endswith("." + hosts.GOVERNMENT)
    return entry.with_subdomains and government and scope in strict_scopes


def _taken_apart(typed: str) -> tuple[str, str]:
    """Host and path of an address with or without its scheme."""
    try:
        parts = urlsplit(typed if "//" in typed else f"//{typed}")
        port = parts.port
    except ValueError as error:
        raise NotAnEntry("host", _not_a_host(typed)) from error
    if parts.scheme not in ("", *links.SCHEMES) or "@" in parts.netloc:
        raise NotAnEntry("host", _not_a_host(typed))
    if port is not None:
        raise NotAnEntry("host", _("Enter the host without a port (“:%(port)s”).") % {"port": port})
    return parts.hostname or "", parts.path


def _checked(name: str, typed: str) -> str:
    if hosts.is_address(name):
        raise NotAnEntry("host", _("Enter the website's name, not its number."))
    try:
        plain = hosts.normalise(name)
    except hosts.NotAHost as error:
        raise NotAnEntry("host", _not_a_host(typed)) from error
    if "." not in plain:
        raise NotAnEntry("host", _not_a_host(typed))
    return plain


def _not_a_host(typed: str) -> str:
    return _("“%(typed)s” is not a host. Enter one like www.gov.cn.") % {"typed": typed}


def _path(typed: str) -> str:
    """A path as it is shown: with a slash before and none behind; the site's root is no path rule at all."""
    path = "/" + typed.strip("/")
    return "" if path == "/" else path
