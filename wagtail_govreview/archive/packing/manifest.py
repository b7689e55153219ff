"""The digest lists of a package: every file in it, so that common tools can check it."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

from wagtail_govreview.archive.packing.member import Member
from wagtail_govreview.ledger.digests import new_state

SHA256_LIST, SM3_LIST = "SHA256SUMS", "SM3SUMS"
IN_MEMORY = 4 << 20


class Manifest:
    """Lists what passes through it. ``sm3``: keep a list of SM3 digests as well."""

    def __init__(self, *, sm3: bool = False) -> None:
        self.digest = ""
        self.files = 0
        self._lists: dict[str, IO[bytes]] = {SHA256_LIST: tempfile.TemporaryFile()}
        if sm3:
            self._lists[SM3_LIST] = tempfile.TemporaryFile()

    def listed(self, member: Member) -> Iterator[bytes]:
        """The member's bytes; when they are all read, the member stands in the lists."""
        states: dict[str, Any] = {name: _state(name) for name in self._lists}
        for chunk in member.chunks:
            for state in states.values():
                state.update(chunk)
            yield chunk
        for name, state in states.items():
            self._lists[name].write(_line(name, state.hexdigest(), member.name))
        self.files += 1

    def members(self) -> Iterable[Member]:
        """The lists themselves. Afterwards ``digest`` is that of the first."""
        for name, file in self._lists.items():
            file.seek(0)
            yield Member(name, self._read(name, file))
            file.close()

    def _read(self, name: str, file: IO[bytes]) -> Iterator[bytes]:
        state = hashlib.sha256()
        while chunk := file.read(IN_MEMORY):
            state.update(chunk)
            yield chunk
        if name == SHA256_LIST:
            self.digest = f"sha256:{state.hexdigest()}"


def _state(name: str) -> Any:
    return new_state("sm3" if name == SM3_LIST else "sha256")


def _line(list_name: str, digest: str, file: str) -> bytes:
    """As ``sha256sum`` writes it; SM3 as ``cksum`` does, which names the algorithm."""
    text = f"SM3 ({file}) = {digest}\n" if list_name == SM3_LIST else f"{digest}  {file}\n"
    return text.encode()
