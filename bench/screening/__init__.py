"""``python -m bench screening``: what the checks find, and how fast, beside bare passes in the same run."""

from __future__ import annotations


def run() -> None:
    """Print every table. Needs the extras ``test``, ``match`` and ``attachments``; nothing is stored."""
    from bench.screening import files, precision, speed, workbook

    workbook.run()  # first: a process that is small yet shows what memory it takes
    precision.run()
    speed.run()
    files.run()
