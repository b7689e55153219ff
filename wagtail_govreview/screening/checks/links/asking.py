"""Asking an address on the net whether it answers: bounded in time, size and number of steps, and never inside.

Editors write the addresses, and the server asks: without care it would knock at the doors of its own network for them (SSRF).
So every step of a redirect is judged anew; a name is resolved once, all its addresses must be public, and the connection goes
to exactly the address that was judged, so that a name cannot change its mind in between (DNS rebinding).
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from wagtail_govreview.conf import settings
from wagtail_govreview.screening.checks.links.states import LinkState

SECONDS = 15.0  # for one address with all its redirects
STEP_SECONDS = 6.0  # for one connection or one read
REDIRECTS = 5
MOST_BYTES = 1024  # of a body, and only because some servers do not understand HEAD
AGENT = "Mozilla/5.0 (compatible; wagtail-govreview link check)"
PORTS = {"http": 80, "https": 443}
GONE = frozenset({404, 410})
# Servers that answer these to programs may well show the page to people.
UNDECIDED = frozenset({401, 403, 405, 406, 407, 408, 412, 418, 425, 429, 451, 501, 503})
MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True)
class Answer:
    """``state``: of :class:`LinkState`. ``status``: of the last HTTP answer. ``failed``: nothing usable came back, which
    counts as dead only when it happens again. ``reached``: some server did answer."""

    state: str
    status: int | None = None
    failed: bool = False

    @property
    def reached(self) -> bool:
        return self.status is not None


ALIVE, DEAD, UNSURE = LinkState.State.ALIVE, LinkState.State.DEAD, LinkState.State.UNSURE
NOT_ASKED = Answer(UNSURE)
FAILED = Answer(UNSURE, failed=True)


class NotToBeAsked(Exception):
    """The address leads inside, or is none of the web."""


class _Unanswered(Exception):
    """Nothing usable came back."""


def ask(address: str) -> Answer:
    """What ``address`` answers. Raises nothing; takes about :data:`SECONDS` at most."""
    deadline = time.monotonic() + SECONDS
    try:
        for _step in range(REDIRECTS + 1):
            status, location = _status_of(address, deadline)
            if status not in MOVED or not location:
                return _answer(status)
            address = urljoin(address, location)
        return Answer(UNSURE, status)
    except NotToBeAsked:
        return NOT_ASKED
    except (_Unanswered, OSError, http.client.HTTPException, ValueError):
        return FAILED


def _answer(status: int) -> Answer:
    if status in GONE:
        return Answer(DEAD, status)
    if status < 400:
        return Answer(ALIVE, status)
    if status in UNDECIDED or status < 500:
        return Answer(UNSURE, status)
    return Answer(UNSURE, status, failed=True)


def _status_of(address: str, deadline: float) -> tuple[int, str]:
    """The status of one address, and where it sends us. HEAD first; GET where that is not understood."""
    parts = urlsplit(address)
    host, port = _host_and_port(parts)
    pinned = _public_address(host, port)
    status, location = _request("HEAD", parts, host, port, pinned, deadline)
    if status >= 400:
        status, location = _request("GET", parts, host, port, pinned, deadline)
    return status, location


def _host_and_port(parts: SplitResult) -> tuple[str, int]:
    if parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc:
        raise NotToBeAsked
    port = parts.port or PORTS[parts.scheme]
    if port != PORTS[parts.scheme] and not settings.ask_private_hosts:
        raise NotToBeAsked
    try:
        return parts.hostname.encode("idna").decode("ascii"), port
    except UnicodeError as error:
        raise NotToBeAsked from error


def _public_address(host: str, port: int) -> str:
    """The address to connect to. Raises :class:`NotToBeAsked` if any of the host's addresses is not public."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]).partition("%")[0] for each in found]
    if not settings.ask_private_hosts and not all(map(is_public, addresses)):
        raise NotToBeAsked
    return addresses[0]


def is_public(address: str) -> bool:
    """May a server of the site connect to this IP address? Addresses that carry another one inside are judged by both."""
    ip = ipaddress.ip_address(address)
    if not ip.is_global or ip.is_multicast or ip.is_reserved or ip.is_unspecified:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in ipaddress.ip_network("64:ff9b::/96") or ip in ipaddress.ip_network(
            "64:ff9b:1::/48"
        ):
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        return all(is_public(str(each)) for each in inner if each is not None)
    return True


def _request(
    method: str, parts: SplitResult, host: str, port: int, pinned: str, deadline: float
) -> tuple[int, str]:
    left = deadline - time.monotonic()
    if left <= 0:
        raise _Unanswered
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        path += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    connection = _Pinned(
        host, port, pinned, secure=parts.scheme == "https", timeout=min(left, STEP_SECONDS)
    )
    with _closed_after(connection, left):
        headers = {"User-Agent": AGENT, "Accept": "*/*", "Connection": "close"}
        connection.request(method, path, headers=headers)
        response = connection.getresponse()
        if method == "GET":
            response.read(MOST_BYTES)
        return response.status, response.getheader("Location") or ""


@contextmanager
def _closed_after(connection: _Pinned, seconds: float) -> Iterator[None]:
    """Cut the connection when its time is over: a server may send one byte now and then for ever."""
    watchdog = threading.Timer(seconds, connection.cut)
    watchdog.daemon = True
    watchdog.start()
    try:
        yield
    finally:
        watchdog.cancel()
        connection.close()


class _Pinned(http.client.HTTPConnection):
    """A connection to one IP address, under the name of the host."""

    def __init__(self, host: str, port: int, pinned: str, *, secure: bool, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self.pinned = pinned
        self.secure = secure
        self.default_port = PORTS["https" if secure else "http"]

    def connect(self) -> None:
        plain = socket.create_connection((self.pinned, self.port), self.timeout)
        self.sock: Any = plain
        if self.secure:
            self.sock = _context().wrap_socket(plain, server_hostname=self.host)

    def cut(self) -> None:
        if self.sock is not None:
            try:
                self.sock.shutdown(socket.SHUT_RDWR)
            except OSError:  # it is closed already
                return


def _context() -> ssl.SSLContext:
    """Whether a page is there is asked, not whether its certificate is good: many are not, and readers see that."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
