"""Host names: written one way, and compared with those on the register.

``gov.cn`` is a public suffix: ``www.gov.cn`` is the central government's portal, ``x.gov.cn`` belongs to somebody
else. So hosts are compared whole, and sub-hosts count only where the register says so.

Pure: values in, values out.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass

# Everything directly under these belongs to different owners, so none of them can be registered with its sub-hosts.
PUBLIC_SUFFIXES = frozenset(
    "ac.cn com.cn edu.cn gov.cn mil.cn net.cn org.cn com.hk gov.hk com.mo gov.mo com.tw gov.tw".split()
)
GOVERNMENT = "gov.cn"
PORTAL = "www.gov.cn"

_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMERIC_LABEL = re.compile(r"[0-9]+|0x[0-9a-f]*")
# Signs that pass for others in an address bar: Cyrillic and Greek letters, digits, and pairs.
_CONFUSABLE = str.maketrans(
    "аеорсухіјԁһкмтвнգոսοναικρτυχωабе01ıſ",
    "aeopcyxijdhkmtbhqnuovaikptuxwa6eolls",
)
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))


@dataclass(frozen=True)
class Likeness:
    """A host that could be taken for a registered one.

    ``kind``: ``"embedded"`` (www.gov.cn.evil.com, gov-cn.com), ``"homograph"`` (Cyrillic letters, 0 for o),
    ``"typo"`` (a letter, a dot or the ending differs) or ``"government"`` (x.gov.cn for www.gov.cn). ``host`` is the registered one.
    """

    kind: str
    host: str


class NotAHost(ValueError):
    """This is no host name."""


def normalise(host: str) -> str:
    """``host`` as the register writes it: lower case, no final dot, Chinese names in their ``xn--`` form.

    Raises :class:`NotAHost`.
    """
    try:
        plain = host.strip().encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError as error:
        raise NotAHost(host) from error
    labels = plain.split(".")
    if len(plain) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise NotAHost(host)
    return plain


def readable(host: str) -> str:
    """``host`` with its Chinese letters, where it has any."""
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


def is_address(host: str) -> bool:
    """Is it an IP address, in any of the spellings that browsers accept?"""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return _NUMERIC_LABEL.fullmatch(host.rstrip(".").rpartition(".")[2]) is not None
    return True


def parents(host: str) -> list[str]:
    """The hosts above ``host``, nearest first, down to two labels: a.b.gov.cn has b.gov.cn and gov.cn."""
    labels = host.split(".")
    return [".".join(labels[start:]) for start in range(1, len(labels) - 1)]


def may_have_subdomains(host: str) -> bool:
    """May the sub-hosts of ``host`` be registered with it?"""
    return "." in host and host not in PUBLIC_SUFFIXES


def likeness(host: str, registered: Collection[str]) -> Likeness | None:
    """The registered host that ``host``, itself not registered, could be taken for."""
    for kind, alike in (
        ("homograph", _is_homograph),
        ("embedded", _is_embedded),
        ("typo", _is_typo),
    ):
        for known in sorted(registered, key=lambda item: (-len(item), item)):
            if known != host and alike(host, known):
                return Likeness(kind, known)
    if _under(host, GOVERNMENT) and {PORTAL, GOVERNMENT} & set(registered):
        return Likeness("government", PORTAL)
    return None


def _under(host: str, parent: str) -> bool:
    return host.endswith("." + parent)


def _core(host: str) -> str:
    return host.removeprefix("www.")


def _skeleton(host: str) -> str:
    folded = _core(readable(host)).translate(_CONFUSABLE)
    for pair, single in _PAIRS:
        folded = folded.replace(pair, single)
    return folded


def _is_homograph(host: str, known: str) -> bool:
    return _core(host) != _core(known) and _skeleton(host) == _skeleton(known)


def _is_embedded(host: str, known: str) -> bool:
    """Do all labels of the known host stand in this one, which nevertheless ends otherwise?"""
    core = _core(known)
    if _under(host, core) or host == core:
        return False
    parts, wanted = re.split(r"[.-]", host), core.split(".")
    width = len(wanted)
    return any(parts[start : start + width] == wanted for start in range(len(parts)))


def _is_typo(host: str, known: str) -> bool:
    if _under(host, GOVERNMENT) and _under(known, GOVERNMENT):
        return False  # two organs, both real: nx.gov.cn and nm.gov.cn
    one, other = _core(host), _core(known)
    if host.replace(".", "") == known.replace(".", ""):
        return True
    if one.rpartition(".")[0] == other.rpartition(".")[0]:
        return True  # the same name under another ending: www.gov.com
    return min(len(one), len(other)) >= 5 and one != other and _within_one_edit(one, other)


def _within_one_edit(one: str, other: str) -> bool:
    """Does one insertion, deletion, replacement or swap of neighbours lead from one to the other?"""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    start = next((i for i, sign in enumerate(one) if sign != other[i]), len(one))
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    swapped = one[start + 1 : start + 2] + one[start : start + 1]
    return one[start + 1 :] == other[start + 1 :] or (
        swapped == other[start : start + 2] and one[start + 2 :] == other[start + 2 :]
    )
