"""Compound files of the old Office formats, made by hand ([MS-CFB], sectors of 512 bytes)."""

from __future__ import annotations

import struct
from typing import Any

SECTOR = 512
SMALLEST = 4096  # smaller streams lie elsewhere: they are filled up
END, FREE, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF


def compound(streams: dict[str, bytes]) -> bytes:
    """``streams``: by path (``ObjectPool/_1/Package``)."""
    entries: list[dict[str, Any]] = [{"name": "Root Entry", "kind": 5, "data": b"", "kids": []}]
    for path, data in streams.items():
        at = 0
        *folders, name = path.split("/")
        for folder in folders:
            at = _child(entries, at, folder, 1, b"")
        _child(entries, at, name, 2, data.ljust(SMALLEST, b"\0"))
    sectors, table = b"", []
    for entry in entries:
        entry["start"] = END
        if entry["data"]:
            entry["start"] = len(table)
            count = -(-len(entry["data"]) // SECTOR)
            table += [*range(len(table) + 1, len(table) + count), END]
            sectors += entry["data"].ljust(count * SECTOR, b"\0")
    directory = b"".join(_entry(entries, number) for number in range(len(entries)))
    count = -(-len(directory) // SECTOR)
    first = len(table)
    table += [*range(first + 1, first + count), END]
    sectors += directory.ljust(count * SECTOR, b"\0")
    tables = 1
    while (len(table) + tables) > tables * SECTOR // 4:
        tables += 1
    places = list(range(len(table), len(table) + tables))
    table += [0xFFFFFFFD] * tables
    table += [FREE] * (tables * SECTOR // 4 - len(table))
    sectors += struct.pack(f"<{len(table)}I", *table)
    head = struct.pack(
        "<8s16s5H6s9I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        bytes(16),
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        bytes(6),
        0,
        tables,
        first,
        0,
        SMALLEST,
        END,
        0,
        END,
        0,
    )
    return head + struct.pack("<109I", *places, *[FREE] * (109 - tables)) + sectors


def _child(entries: list[dict[str, Any]], at: int, name: str, kind: int, data: bytes) -> int:
    for kid in entries[at]["kids"]:
        if entries[kid]["name"] == name:
            return int(kid)
    entries.append({"name": name, "kind": kind, "data": data, "kids": []})
    entries[at]["kids"].append(len(entries) - 1)
    return len(entries) - 1


def _entry(entries: list[dict[str, Any]], number: int) -> bytes:
    """Siblings hang on each other in a row, shortest name first."""
    entry = entries[number]
    above = next((each for each in entries if number in each["kids"]), {"kids": []})
    row = sorted(above["kids"], key=lambda kid: (len(entries[kid]["name"]), entries[kid]["name"]))
    after = row[row.index(number) + 1 :] if number in row else []
    kids = sorted(entry["kids"], key=lambda kid: (len(entries[kid]["name"]), entries[kid]["name"]))
    name = (entry["name"] + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBB3I16sI8s8sIQ",
        name,
        len(name),
        entry["kind"],
        1,
        NONE,
        after[0] if after else NONE,
        kids[0] if kids else NONE,
        bytes(16),
        0,
        bytes(8),
        bytes(8),
        entry["start"],
        len(entry["data"]),
    )


def word(
    regions: list[str], *, flags: int = 0x0200, version: int = 0xC1, narrow: bool = False
) -> dict[str, bytes]:
    """Streams of a Word document with these parts (text, footnotes, headers, macros, comments, …), in two pieces."""
    regions = [*regions, *[""] * (8 - len(regions))]
    text = "".join(regions)
    half = len(text) // 2
    body = bytearray(0x200)
    struct.pack_into("<HH", body, 0, 0xA5EC, version)
    struct.pack_into("<H", body, 0x0A, flags)
    struct.pack_into("<8i", body, 0x4C, *map(len, regions))
    first = text[:half].encode("cp1252" if narrow else "utf-16-le")
    second = text[half:].encode("utf-16-le")
    places = [len(body) * 2 | 0x40000000 if narrow else len(body), len(body) + len(first)]
    pieces = struct.pack("<3I", 0, half, len(text))
    pieces += b"".join(struct.pack("<HIH", 0, place, 0) for place in places)
    known = b"\x01\x02\x00ab" + b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", body, 0x01A2, 16, len(known))
    return {
        "WordDocument": bytes(body) + first + second,
        "1Table" if flags & 0x0200 else "0Table": bytes(16) + known,
    }


def record(kind: int, body: bytes = b"", instance: int = 0, *parts: bytes) -> bytes:
    """A record of PowerPoint; one with ``parts`` holds others."""
    inner = body + b"".join(parts)
    head = instance << 4 | (0x0F if parts else 0)
    return struct.pack("<HHI", head, kind, len(inner)) + inner
