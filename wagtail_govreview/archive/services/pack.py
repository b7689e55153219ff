"""Pack: write a package of what was selected. Reads only; who calls it notes that it was made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from wagtail_govreview.archive import rules
from wagtail_govreview.archive.packing import papers, readme
from wagtail_govreview.archive.packing.chain import Stretch
from wagtail_govreview.archive.packing.findings import Findings
from wagtail_govreview.archive.packing.items import Items
from wagtail_govreview.archive.packing.manifest import Manifest
from wagtail_govreview.archive.packing.member import Member
from wagtail_govreview.archive.packing.seen import Seen
from wagtail_govreview.archive.selection import Selection
from wagtail_govreview.archive.zipping import ZipWriter
from wagtail_govreview.conf import settings
from wagtail_govreview.moments import local_moment
from wagtail_govreview.refusal import refuse_if

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Packed:
    """What was written. ``digest`` is that of the whole file, ``manifest`` that of its list of digests, which
    stays the same whatever program packs the same files. ``counts``, ``unprinted``, ``damaged``: see ``Findings``.
    """

    size: int
    digest: str
    manifest: str
    counts: dict[str, int]
    unprinted: list[dict[str, str]]
    damaged: list[dict[str, str]]

    def facts(self) -> dict[str, Any]:
        """What the ledger keeps of it."""
        return {
            "digest": self.digest,
            "manifest": self.manifest,
            "size": self.size,
            "counts": self.counts,
            "unprinted": len(self.unprinted),
            "damaged": len(self.damaged),
        }


def pack(
    selection: Selection,
    out: IO[bytes],
    *,
    sheets: bool = True,
    progress: Progress = lambda done: None,
) -> Packed:
    """Write the package of ``selection`` to ``out`` (rule, chapter 五). The same state makes the same bytes.

    ``sheets=False`` leaves out what is printed (PDFs of sheets and register); it costs most of the time.
    ``progress`` is told after each batch how many entries and sheets are done. Memory does not grow with the
    selection; the number of queries grows with the number of batches only. Raises
    :class:`~wagtail_govreview.refusal.Refused` if nothing is selected.
    """
    selection = selection.settled()
    refuse_if(rules.for_packing(selection))
    return _Packing(selection, out, sheets).run(progress)


class _Measured:
    """Passes on what is written, and knows its length and digest."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._state = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        self._out.write(data)
        self._state.update(data)
        self.size += len(data)
        return len(data)

    @property
    def digest(self) -> str:
        return f"sha256:{self._state.hexdigest()}"


class _Packing:
    def __init__(self, selection: Selection, out: IO[bytes], sheets: bool) -> None:
        self.selection = selection
        self.sheets = sheets
        self.at: datetime = local_moment(selection.as_of)
        self.out = _Measured(out)
        self.zip = ZipWriter(self.out, self.at)
        self.findings = Findings()
        self.seen = Seen()
        self.manifest = Manifest(sm3=settings.digest_algorithm == "sm3")
        self.stretch = Stretch(selection.unit.code, self.seen, self.findings)

    def run(self, progress: Progress) -> Packed:
        self._items(progress)
        self._put(self._register())
        self._put(self.stretch.members())
        self._put(readme.members(self.selection, self.at, self.sheets, self.stretch))
        for member in self.manifest.members():
            self.zip.add(member.name, member.chunks)
        self.zip.close()
        counts = {**self.findings.counts, "files": self.manifest.files}
        return Packed(
            size=self.out.size,
            digest=self.out.digest,
            manifest=self.manifest.digest,
            counts={name: count for name, count in sorted(counts.items()) if count},
            unprinted=self.findings.unprinted,
            damaged=self.findings.damaged,
        )

    def _items(self, progress: Progress) -> None:
        items = Items(self.selection, self.at, self.sheets, self.seen, self.findings)
        for subjects, members in items.batches():
            self.stretch.widen(subjects)
            self._put(members)
            progress(items.done)

    def _register(self) -> Iterator[Member]:
        entries = self.selection.entries()
        if not self.findings.counts["entries"]:
            return
        yield papers.register_table(entries)
        if self.sheets:
            unit = self.selection.unit.name
            yield from papers.register_volumes(entries, self.at, unit, self.findings)

    def _put(self, members: Iterable[Member]) -> None:
        for member in members:
            self.zip.add(member.name, self.manifest.listed(member), compress=member.compress)
