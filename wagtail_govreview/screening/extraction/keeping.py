"""Extracts as bytes: how they come out of the worker's process, and how they are kept. Plain values, compressed."""

from __future__ import annotations

import json
import zlib
from itertools import accumulate, pairwise
from typing import Any

from wagtail_govreview.screening.extraction import tables  # noqa: F401 - places that are kept by name
from wagtail_govreview.screening.extraction.extracts import Extract, Notice
from wagtail_govreview.screening.places import Place
from wagtail_govreview.screening.stretches import Stretch, places_from_json, places_to_json

LEVEL = 3  # text of tables shrinks to a fifth in a moment; more costs more than reading the file


def packed(extract: Extract) -> bytes:
    """Everything in ``extract``, as compressed JSON."""
    data = {
        "kind": extract.kind,
        "notices": notices_to_json(extract),
        "stretches": [_stretch_to_json(stretch) for stretch in extract.stretches],
    }
    # Half a pair of surrogates, which broken files hold, survives as an escape.
    return zlib.compress(json.dumps(data, separators=(",", ":")).encode("ascii"), LEVEL)


def unpacked(data: bytes) -> Extract:
    """What :func:`packed` made. Raises ``ValueError`` if it is nothing of the kind."""
    try:
        values = json.loads(zlib.decompress(data))
        return Extract(
            values["kind"],
            [_stretch_from_json(each) for each in values["stretches"]],
            notices_from_json(values["notices"]),
        )
    except (KeyError, TypeError, IndexError, AttributeError, zlib.error) as error:
        raise ValueError("This is no extract.") from error


def notices_to_json(extract: Extract) -> list[dict[str, Any]]:
    return [
        {"code": each.code, "place": each.place.to_json(), "note": each.note}
        for each in extract.notices
    ]


def notices_from_json(data: list[dict[str, Any]]) -> list[Notice]:
    return [Notice(each["code"], Place.from_json(each["place"]), each["note"]) for each in data]


def _stretch_to_json(stretch: Stretch) -> dict[str, Any]:
    starts = stretch.starts
    return {
        "text": stretch.text,
        # From part to part, because small numbers that repeat shrink well.
        "steps": [after - before for before, after in pairwise(starts)],
        "places": places_to_json(stretch.places),
        "table": stretch.is_table,
    }


def _stretch_from_json(data: dict[str, Any]) -> Stretch:
    starts = list(accumulate(data["steps"], initial=0))
    return Stretch(data["text"], starts, places_from_json(data["places"]), data["table"])
