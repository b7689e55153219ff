"""What texts are read from: the page itself, and each of its files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """``key``: empty for the page itself, else its file as ``model:key``; ``title``: the file's name for people;
    ``digest``: of the file's bytes."""

    key: str = ""
    title: str = ""
    digest: str = ""


PAGE = Source()
