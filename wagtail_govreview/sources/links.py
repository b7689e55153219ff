"""Links to originals: taken apart as a browser does, and refused where they hide where they lead.

Pure: values in, values out.
"""

from __future__ import annotations

import posixpath
import unicodedata
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from django.utils.translation import gettext as _

from wagtail_govreview.refusal import Refusal
from wagtail_govreview.sources import hosts

SCHEMES = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Link:
    """A usable link: its host as the register writes hosts, and its path as path rules are compared."""

    address: str
    host: str
    path: str


class UnusableLink(ValueError):
    """The link cannot be used; ``refusal`` says why and what to do."""

    def __init__(self, code: str, sentence: str) -> None:
        self.refusal = Refusal(f"source.{code}", sentence, "link")
        super().__init__(sentence)


def read(address: str) -> Link:
    """Take ``address`` apart. Raises :class:`UnusableLink`."""
    address = address.strip()
    _refuse_odd_characters(address)
    parts = _split(address)
    host = _host_of(parts)
    _refuse_port(parts)
    return Link(address, host, plain_path(parts.path))


def is_web_address(address: str) -> bool:
    """May this be printed as a link on a public page?"""
    try:
        read(address)
    except UnusableLink:
        return False
    return True


def plain_path(path: str) -> str:
    """A path as path rules compare it: decoded, without ``.``, ``..`` and doubled slashes, in one case."""
    for _round in range(3):  # %252e%252e is .. for a server that decodes twice
        path = unquote(path)
    return posixpath.normpath("/" + path.replace("\\", "/").lstrip("/")).casefold()


def _refuse_odd_characters(address: str) -> None:
    odd = [sign for sign in address if sign == "\\" or unicodedata.category(sign)[0] in "CZ"]
    if odd:
        raise UnusableLink(
            "link_characters",
            _(
                "The link contains a space, a backslash or an invisible character. "
                "Open the original and copy its address again."
            ),
        )


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError as error:
        raise _unreadable() from error
    if not parts.scheme or "//" not in address:
        raise UnusableLink(
            "link_scheme",
            _("Paste the whole address of the original, beginning with https:// or http://."),
        )
    if parts.scheme not in SCHEMES:
        raise UnusableLink(
            "link_scheme",
            _(
                "“%(scheme)s:” does not lead to a web page. The address begins with https:// or http://."
            )
            % {"scheme": parts.scheme},
        )
    return parts


def _unreadable() -> UnusableLink:
    return UnusableLink(
        "link_unreadable",
        _("This is not an address. Open the original and copy its address from the browser."),
    )


def _host_of(parts: SplitResult) -> str:
    typed = parts.hostname or ""
    if "@" in parts.netloc:
        raise UnusableLink(
            "link_userinfo",
            _(
                "The link hides where it leads: what stands before “@” is not the website, “%(host)s” is. "
                "Copy the address from the original itself."
            )
            % {"host": typed},
        )
    if not typed:
        raise _unreadable()
    if hosts.is_address(typed):
        raise UnusableLink(
            "link_number",
            _(
                "“%(host)s” is a number, not a website's name. Paste the address under the website's name."
            )
            % {"host": typed},
        )
    try:
        host = hosts.normalise(typed)
    except hosts.NotAHost as error:
        raise _unreadable() from error
    if "." not in host:
        raise _unreadable()
    return host


def _refuse_port(parts: SplitResult) -> None:
    if parts.port is not None and parts.port != SCHEMES[parts.scheme]:
        raise UnusableLink(
            "link_port",
            _(
                "The link leads to port %(port)s, which is not the public website. "
                "Paste the address without “:%(port)s”."
            )
            % {"port": parts.port},
        )
