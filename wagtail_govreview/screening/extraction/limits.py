"""What reading one file may cost on this site, and by which readers it is read."""

from __future__ import annotations

import hashlib
import time
from dataclasses import asdict, dataclass
from importlib.util import find_spec

from wagtail_govreview.conf import settings
from wagtail_govreview.screening.extraction.budget import Budget

READERS_VERSION = 1  # goes up when a reader finds more: files are then read again
LIBRARIES = ("pypdfium2", "pypdf", "olefile", "xlrd")
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """``unpacked``: bytes of the file and of everything in it; ``depth``: files in files; ``seconds``; ``memory``: bytes
    of the process that reads; ``ocr``: are the pictures of scans read as well?"""

    unpacked: int = 200 * MEGABYTE
    depth: int = 4
    seconds: int = 60
    memory: int = 1024 * MEGABYTE
    ocr: bool = False

    def budget(self) -> Budget:
        """A purse for one file; its time begins now."""
        return Budget(
            left=self.unpacked,
            depth=self.depth,
            until=time.monotonic() + self.seconds,
            ocr=self.ocr,
        )


def limits() -> Limits:
    """What the site's settings say."""
    return Limits(
        unpacked=settings.attachment_megabytes * MEGABYTE,
        depth=settings.attachment_depth,
        seconds=settings.attachment_seconds,
        memory=settings.attachment_memory * MEGABYTE,
        ocr=settings.ocr,
    )


def reader_version(allowed: Limits) -> str:
    """Names how files are read here: another version of the readers, library or limit reads them again."""
    found = [name for name in LIBRARIES if find_spec(name)]
    told = repr((READERS_VERSION, found, sorted(asdict(allowed).items())))
    return f"{READERS_VERSION}-{hashlib.sha256(told.encode()).hexdigest()[:16]}"
