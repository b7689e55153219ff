"""The texts of a page one by one, each with its place, so that each can be written anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class Leaf:
    """One text of a page.

    ``place``: the path to it, as passages have it, longer where needed to be the only one of its kind; ``label``: as
    people call it. ``markup``: it is HTML. ``fixed``: what would remain of it after masking is no value of its kind (an
    address of the web, a date), so it is only told. ``table``: place of the table whose cell it is; ``row``: in it.
    """

    place: str
    label: str
    text: str
    markup: bool = False
    fixed: bool = False
    table: str = ""
    row: int = 0


class Visitor(Protocol):
    """What looks at every text and every chosen object of a page, and may give others for them."""

    def text(self, leaf: Leaf) -> str:
        """The text that shall stand there."""
        ...

    def chosen(self, model: Any, key: Any) -> Any:
        """The key of the object that shall be chosen there."""
        ...
