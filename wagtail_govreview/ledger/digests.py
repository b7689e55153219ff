"""Digests that name their algorithm: ``sha256:…`` or ``sm3:…`` (GB/T 32905), in lower-case hex.

``GOVREVIEW_DIGEST`` chooses the algorithm of new digests. Existing ones keep theirs and stay
checkable, so the setting may change at any time.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import IO, Any

from wagtail_govreview.conf import settings
from wagtail_govreview.ledger.sm3 import SM3

ALGORITHMS = ("sha256", "sm3")
CHUNK = 1 << 20


def digest_of(data: bytes, algorithm: str | None = None) -> str:
    """The digest of ``data``, as ``algorithm:hex``. ``algorithm``: default is the setting's."""
    name = algorithm or settings.digest_algorithm
    state = new_state(name)
    state.update(data)
    return f"{name}:{state.hexdigest()}"


def digest_of_stream(file: IO[bytes], algorithm: str | None = None) -> str:
    """The digest of what ``file`` still holds, read in pieces of 1 MiB."""
    name = algorithm or settings.digest_algorithm
    state = new_state(name)
    while chunk := file.read(CHUNK):
        state.update(chunk)
    return f"{name}:{state.hexdigest()}"


def digest_of_text(text: str, algorithm: str | None = None) -> str:
    """The digest of ``text`` in UTF-8."""
    return digest_of(text.encode("utf-8"), algorithm)


def algorithm_of(digest: str) -> str:
    """The algorithm that ``digest`` names; ``""`` if it names none that is known."""
    name, colon, _value = digest.partition(":")
    return name if colon and name in ALGORITHMS else ""


def matches(digest: str, data: bytes) -> bool:
    """Is ``digest`` the digest of ``data``, in the algorithm that it names? Unknown ones never match."""
    algorithm = algorithm_of(digest)
    return bool(algorithm) and hmac.compare_digest(
        digest.encode(), digest_of(data, algorithm).encode()
    )


def new_state(algorithm: str) -> Any:
    """A digest to be filled piece by piece: ``update`` and ``hexdigest``, as in hashlib."""
    if algorithm == "sha256":
        return hashlib.sha256()
    if algorithm == "sm3":
        try:
            return hashlib.new("sm3")
        except ValueError:  # an OpenSSL that was built without SM3
            return SM3()
    raise ValueError(f"Unknown digest algorithm “{algorithm}”; known are {', '.join(ALGORITHMS)}.")
