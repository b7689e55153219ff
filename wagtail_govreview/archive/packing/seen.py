"""Which records a package holds already: one bit for each key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from django.db import models

Record = TypeVar("Record", bound=models.Model)


class Seen:
    """Keys that were met, by kind. A million of them take 125 kilobytes."""

    def __init__(self) -> None:
        self._bits: dict[str, bytearray] = defaultdict(bytearray)

    def has(self, kind: str, key: int) -> bool:
        place, bit = divmod(key, 8)
        bits = self._bits[kind]
        return place < len(bits) and bool(bits[place] >> bit & 1)

    def add(self, kind: str, key: int) -> bool:
        """Note the key; ``False`` if it was noted before."""
        if self.has(kind, key):
            return False
        place, bit = divmod(key, 8)
        bits = self._bits[kind]
        if place >= len(bits):
            bits.extend(bytes(place + 1 - len(bits)))
        bits[place] |= 1 << bit
        return True

    def new(self, records: Iterable[Record]) -> list[Record]:
        """Those that were not met before, and are now."""
        return [each for each in records if self.add(each._meta.model_name or "", each.pk)]
