"""Addresses as browsers read them: what kind, which host, and what is odd about them.

Pure: values in, values out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from wagtail_govreview.sources import hosts

LONGEST_SHOWN = 80

_IGNORED = re.compile(r"[\x00-\x1f\x7f]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]{0,30}):")
_WEB = {"http": 80, "https": 443}
_CODE = frozenset({"javascript", "vbscript", "data", "livescript", "mocha", "jscript"})
_LOCAL = frozenset({"file", "res", "ms-its", "c", "d", "e", "f", "blob", "filesystem"})
GOVERNMENT = ("gov.cn", "xn--zfr164b")  # .gov.cn and .政务


@dataclass(frozen=True)
class Address:
    """``kind``: ``"web"``, ``"inside"`` (relative: this site), ``"code"``, ``"local"`` (a file on somebody's computer) or
    ``"other"`` (mail, telephone). ``host``: as the register of sources writes it; empty where there is none.
    ``odd``: ``"userinfo"``, ``"port"`` or ``"number"``. ``url``: for asking whether it answers. ``shown``: for people,
    without anything that may be personal (user, query, fragment).
    """

    kind: str
    host: str = ""
    odd: tuple[str, ...] = ()
    url: str = ""
    shown: str = ""


def read_address(written: str) -> Address:
    """Take an address apart, whatever it is: nothing raises."""
    text = _IGNORED.sub("", written).strip(" ")
    scheme = _SCHEME.match(text.lower())
    name = scheme[1] if scheme else ""
    if name in _CODE:
        return Address("code", shown=f"{name}:…")
    if name in _LOCAL:
        return Address("local", shown=f"{name}:…")
    if scheme and name not in _WEB:
        return Address("other", shown=f"{name}:…")
    text = text.replace("\\", "/")
    if not scheme and not text.startswith("//"):
        return Address("inside", shown=text.partition("?")[0][:LONGEST_SHOWN])
    return _web(text, name or "https")


def _web(text: str, scheme: str) -> Address:
    rest = text.partition(":")[2] if text.lower().startswith(f"{scheme}:") else text
    text = f"{scheme}://{rest.lstrip('/')}"  # browsers take http:/host and http:///host for http://host
    try:
        parts = urlsplit(text)
        port = parts.port
        host = parts.hostname or ""
    except ValueError:
        return Address("web", odd=("number",), shown=f"{scheme}:…")
    odd = []
    if "@" in parts.netloc:
        odd.append("userinfo")
    if port is not None and port != _WEB[scheme]:
        odd.append("port")
    if hosts.is_address(host):
        odd.append("number")
    else:
        host = _normal(host)
    netloc = host + (f":{port}" if "port" in odd else "")
    shown = f"{scheme}://{hosts.readable(netloc)}{parts.path}"
    return Address("web", host, tuple(odd), text.partition("#")[0], shown[:LONGEST_SHOWN])


def _normal(host: str) -> str:
    try:
        return hosts.normalise(host)
    except hosts.NotAHost:
        return host.lower()


def is_government(host: str) -> bool:
    """Does the host's name end as those of government websites do?"""
    return any(host == suffix or host.endswith(f".{suffix}") for suffix in GOVERNMENT)
