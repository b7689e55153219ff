"""The process that reads files: ``python -m wagtail_govreview.screening.extraction.child``, started by ``worker``.

It knows no settings and no database. A line of JSON comes in for each file; its extract goes out, packed, after eight bytes
with the length. It ends when nothing more comes.
"""

from __future__ import annotations

import json
import os
import sys
from typing import IO, Any

from wagtail_govreview.screening.extraction.extracts import Extract, Notice
from wagtail_govreview.screening.extraction.keeping import packed
from wagtail_govreview.screening.extraction.limits import Limits
from wagtail_govreview.screening.extraction.reading import read_safely

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

LENGTH = 8
GRACE = (
    5  # seconds of the processor beyond the limit, after which the system ends a reader that hangs
)


def main() -> None:
    requests, answers = sys.stdin.buffer, _answers()
    for line in requests:
        request = json.loads(line)
        data = _read(request["path"], request["filename"], Limits(**request["limits"]))
        answers.write(len(data).to_bytes(LENGTH, "big"))
        answers.write(data)
        answers.flush()


def _answers() -> IO[bytes]:
    """What was standard output: libraries that print do not write into it."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _read(path: str, filename: str, limits: Limits) -> bytes:
    _limit(limits)
    try:
        with open(path, "rb") as stream:
            return packed(read_safely(stream, filename, limits.budget()))
    except MemoryError:
        return packed(Extract("unknown", notices=[Notice("attachment.too_large")]))
    except OSError:
        return packed(Extract("unknown", notices=[Notice("attachment.missing")]))


def _limit(limits: Limits) -> None:
    """Memory and processor time, as far as the system knows such limits; and no dump of what was read, ever."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + limits.seconds + GRACE
    for kind, value in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        _set(kind, value)


def _set(kind: int, value: int) -> None:
    hard: Any = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    try:
        resource.setrlimit(kind, (value, hard))
    except (ValueError, OSError):  # macOS knows the limit of memory, and does not take it
        return


if __name__ == "__main__":
    main()
