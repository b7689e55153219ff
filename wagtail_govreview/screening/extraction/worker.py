"""Files are read in a process of their own: what hangs, crashes or eats memory there is a notice here."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import IO

from wagtail_govreview.screening.extraction.child import LENGTH
from wagtail_govreview.screening.extraction.extracts import Extract, Notice
from wagtail_govreview.screening.extraction.keeping import packed
from wagtail_govreview.screening.extraction.limits import Limits
from wagtail_govreview.screening.extraction.reading import read_safely

CHILD = "wagtail_govreview.screening.extraction.child"
# The only variables that the child is given: it needs no secrets.
PASSED_ON = ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "LD_LIBRARY_PATH", "TESSDATA_PREFIX")
SECONDS_TO_SPARE = 5  # for a reader that keeps to its time to say so itself
TOO_SLOW, CRASHED = "attachment.too_slow", "attachment.crashed"


class Worker:
    """Reads files one after the other in a child process, which is started when it is needed. A context manager.

    >>> with Worker(limits()) as worker:
    ...     extract = unpacked(worker.read("/srv/media/documents/list.xlsx", "list.xlsx"))
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._end()

    def read(self, path: str, filename: str) -> bytes:
        """The extract of the file at ``path``, packed. Raises nothing: the worst is a notice."""
        try:
            child = self._started()
        except OSError:  # no further process is allowed here: the budget alone holds
            return self._read_here(path, filename)
        late = threading.Event()
        timer = threading.Timer(self.limits.seconds + SECONDS_TO_SPARE, _end_late, (child, late))
        timer.start()
        try:
            return self._asked(child, path, filename)
        except (OSError, EOFError):
            self._end()
            ended_late = late.is_set() or child.returncode == -_signal("SIGXCPU")
            notice = Notice(TOO_SLOW if ended_late else CRASHED)
            return packed(Extract("unknown", notices=[notice]))
        finally:
            timer.cancel()

    def _asked(self, child: subprocess.Popen[bytes], path: str, filename: str) -> bytes:
        request = {"path": path, "filename": filename, "limits": asdict(self.limits)}
        assert child.stdin is not None and child.stdout is not None  # noqa: S101 - both are pipes
        child.stdin.write(json.dumps(request).encode() + b"\n")
        child.stdin.flush()
        length = int.from_bytes(_exactly(child.stdout, LENGTH), "big")
        return _exactly(child.stdout, length)

    def _read_here(self, path: str, filename: str) -> bytes:
        with open(path, "rb") as stream:
            return packed(read_safely(stream, filename, self.limits.budget()))

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None:
            self._child = subprocess.Popen(  # noqa: S603 - our own module
                [_python(), "-m", CHILD],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was not sent yet has nobody to go to
                    continue


def _end_late(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    child.kill()


def _exactly(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data


def _signal(name: str) -> int:
    return getattr(signal, name, 0)


def _python() -> str:
    """The interpreter. In a web server that embeds Python ``sys.executable`` is the server."""
    if "python" in Path(sys.executable or "").name.lower() or os.name == "nt":
        return sys.executable
    return str(Path(sys.prefix) / "bin" / "python3")


def _environment() -> dict[str, str]:
    known = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    path = os.pathsep.join(os.path.abspath(entry or ".") for entry in sys.path)
    return {**known, "PYTHONPATH": path, "PYTHONUTF8": "1"}
