"""Canonical JSON: the one text form of a value, so that equal values have equal digests.

The form is plain JSON, close to RFC 8785: keys sorted by code point, no white space, characters
written as themselves (only what JSON demands is escaped). On top of JSON:

* a float without a fraction is written as an integer, because databases do the same with JSON;
  ``NaN`` and the infinities are the strings ``"NaN"``, ``"Infinity"``, ``"-Infinity"``;
* a ``Decimal`` is a string without trailing zeros: ``"1.5"``;
* a point in time is a string in UTC with milliseconds: ``"2026-03-02T01:12:00.000Z"``; without a time
  zone it has no ``Z``. Milliseconds are what Wagtail's revisions keep;
* a time of the day has milliseconds too; dates, durations and UUIDs are their ISO strings; lazy translations are resolved;
* tuples, sets and other iterables are lists; sets are sorted by their canonical text.
"""

from __future__ import annotations

import datetime
import json
import math
import re
import uuid
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.duration import duration_iso_string
from django.utils.functional import Promise

SURROGATE = re.compile("[\ud800-\udfff]")


def canonical_json(value: object) -> str:
    """The canonical text of ``value``. Raises ``TypeError`` for what has no form in it."""
    text = json.dumps(
        plain(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True
    )
    return SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def plain(value: Any) -> Any:
    """``value`` as dictionaries with text keys, lists, texts, integers, floats, booleans and ``None``."""
    if value is None or isinstance(value, (bool, str)):
        return value if value is None or isinstance(value, bool) else str(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return _plain_float(value)
    if isinstance(value, Mapping):
        return {_key(key): plain(item) for key, item in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted((plain(item) for item in value), key=canonical_json)
    return _plain_scalar(value)


def _plain_scalar(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain_decimal(value)
    if isinstance(value, datetime.datetime):
        return plain_moment(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.isoformat(timespec="milliseconds")
    if isinstance(value, datetime.timedelta):
        return duration_iso_string(value)
    if isinstance(value, (uuid.UUID, Promise)):
        return str(value)
    if isinstance(value, Iterable) and not isinstance(value, (bytes, bytearray, memoryview)):
        return [plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical form")


def _key(key: object) -> str:
    if isinstance(key, (str, int, Promise)) and not isinstance(key, bool):
        return str(key)
    raise TypeError(f"a key of type {type(key).__name__} has no canonical form")


def _plain_float(value: float) -> int | float | str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return int(value) if value.is_integer() else value


def plain_decimal(value: Decimal) -> str:
    """A decimal number without exponent and trailing zeros; ``-0`` is ``"0"``."""
    if not value.is_finite():
        return str(value)
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def plain_moment(moment: datetime.datetime, timespec: str = "milliseconds") -> str:
    """A point in time in UTC; cut, not rounded, to ``timespec``."""
    if moment.tzinfo is None:
        return moment.isoformat(timespec=timespec)
    text = moment.astimezone(datetime.timezone.utc).isoformat(timespec=timespec)
    return text.removesuffix("+00:00") + "Z"
