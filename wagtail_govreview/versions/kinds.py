"""Of what there is a history: each room registers the kinds of records it keeps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail_govreview.versions.streams import Stream


@dataclass(frozen=True)
class RecordKind:
    """A kind of record with a history.

    ``code`` stands in addresses. ``may_read(user, key)`` decides who may read the history of one record, deleted ones
    included. ``title(key)`` names the record, ``""`` when there never was one. ``streams(key)`` are its versions.
    ``back(user, key)`` is the address of the record itself, ``""`` if there is none for this reader.
    ``in_report(user)``: the streams of all records that the reader may see, for the list of all changes of the
    configuration; none by default.
    """

    code: str
    label: Any
    icon: str
    may_read: Callable[[Any, str], bool]
    title: Callable[[str], str]
    streams: Callable[[str], Sequence[Stream]]
    back: Callable[[Any, str], str] = lambda user, key: ""
    in_report: Callable[[Any], Sequence[Stream]] | None = None


_KINDS: dict[str, RecordKind] = {}


def register_kind(kind: RecordKind) -> None:
    """Offer the history of ``kind``; the same code twice replaces."""
    _KINDS[kind.code] = kind


def kind_of(code: str) -> RecordKind | None:
    return _KINDS.get(code)


def reported_kinds() -> list[RecordKind]:
    """The kinds that make up the configuration."""
    return [kind for kind in _KINDS.values() if kind.in_report is not None]
