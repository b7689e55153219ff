"""Text on pictures, read by the program ``tesseract`` where the site wants it (``GOVREVIEW_OCR``) and has it."""

from __future__ import annotations

import io
import shutil
import subprocess
import time
from typing import Any

from wagtail_govreview.screening.extraction.budget import Budget

LANGUAGES = "chi_sim+eng"
LONGEST_SIDE = 5000  # pixels; a page of A4 at 300 dots an inch has 3508
SECONDS = 120  # at most for one page


def text_of(picture: Any, budget: Budget) -> str | None:
    """The text on a picture (``PIL.Image``, RGB); ``None`` if it cannot be read here.

    Raises :class:`Unreadable` when the file's time is over.
    """
    program = shutil.which("tesseract")
    if program is None:
        return None
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    data = io.BytesIO()
    picture.save(data, "PPM")
    left = min(budget.until - time.monotonic(), SECONDS)
    try:
        done = subprocess.run(  # noqa: S603 - the program's own path, no words of the file
            [program, "stdin", "stdout", "-l", LANGUAGES],
            input=data.getvalue(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=max(left, 1),
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        budget.check_time()
        return None
    budget.check_time()
    if done.returncode:  # such as without its Chinese
        return None
    return _joined(done.stdout.decode("utf-8", "replace"))


def _joined(text: str) -> str:
    """Without the spaces that tesseract puts between Chinese characters."""
    joined = []
    for line in text.splitlines():
        words = line.split(" ")
        whole = words[0]
        for word in words[1:]:
            gap = " " if whole[-1:].isascii() and word[:1].isascii() else ""
            whole += gap + word
        joined.append(whole)
    return "\n".join(joined)
