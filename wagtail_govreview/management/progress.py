"""A line at the terminal that says how far a long command is."""

from __future__ import annotations

import time
from typing import Any

from django.utils.translation import gettext as _

SECONDS_BETWEEN = 0.5


class Progress:
    """Rewrites one line on ``stream`` about twice a second; silent when the stream is no terminal.

    ``total``: how many there are to do. ``quiet``: say nothing at all.
    """

    def __init__(self, stream: Any, total: int, *, quiet: bool = False) -> None:
        self._stream = stream
        self._total = total
        self._silent = quiet or not stream.isatty()
        self._begin = self._shown = time.monotonic()
        self._done = 0
        self._width = 0

    def advance(self, count: int, label: str = "") -> None:
        """``count`` more are done; ``label`` says where we are."""
        self._done += count
        now = time.monotonic()
        if not self._silent and now - self._shown >= SECONDS_BETWEEN:
            self._shown = now
            self._show(self._line(label, max(now - self._begin, 0.001)))

    def end(self) -> None:
        """Wipe the line, so that what the command says next begins on a clean one."""
        if self._width:
            self._show("")
            self._stream.write("\r", ending="")

    def _line(self, label: str, seconds: float) -> str:
        rate = self._done / seconds
        left = max(self._total - self._done, 0) / rate if rate else 0
        return _("%(label)s  %(done)d of %(total)d, %(rate)d a second, %(left)s left") % {
            "label": label,
            "done": self._done,
            "total": self._total,
            "rate": rate,
            "left": f"{int(left) // 60}:{int(left) % 60:02d}",
        }

    def _show(self, line: str) -> None:
        self._stream.write("\r" + line.ljust(self._width), ending="")
        self._stream.flush()
        self._width = max(self._width, len(line) * 2)  # Chinese characters are two columns wide
