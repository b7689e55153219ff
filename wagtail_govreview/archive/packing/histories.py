"""The kept versions of a record as a list of who changed what, when, from what to what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from wagtail_govreview.ledger import people
from wagtail_govreview.ledger.canonical import plain
from wagtail_govreview.review.models import ReviewSheet, SheetDraft
from wagtail_govreview.sources.models import SourceAttribution

KINDS = {"+": "made", "~": "changed", "-": "deleted"}
OF_PAGES = (SheetDraft, SourceAttribution)
Records = dict[int, list[dict[str, Any]]]


def of_sheets(keys: Iterable[int]) -> Records:
    """What happened to these sheets, by their keys. One query."""
    return _by(ReviewSheet, "id", list(keys))


def of_pages(keys: Iterable[int]) -> Records:
    """What happened to the editor's half of the sheets and to the attributions of these pages. Two queries."""
    found: Records = defaultdict(list)
    keys = list(keys)
    for model in OF_PAGES:
        for key, records in _by(model, "page_id", keys).items():
            found[key] += records
    return found


def _by(model: Any, field: str, keys: list[int]) -> Records:
    found: Records = defaultdict(list)
    if not keys:
        return found
    versions = model.history.filter(**{f"{field}__in": keys}).select_related("history_user")
    ordered = versions.order_by("id", "history_date", "history_id")
    for _key, group in groupby(ordered, key=lambda version: version.id):
        for version, record in _records(model, group):
            found[getattr(version, field)].append(record)
    return found


def _records(model: Any, versions: Iterable[Any]) -> Iterator[tuple[Any, dict[str, Any]]]:
    before: dict[str, Any] = {}
    for version in versions:
        now = {field.attname: getattr(version, field.attname) for field in version.tracked_fields}
        record = {
            "record": f"{model._meta.label_lower}:{version.id}",
            "at": version.history_date,
            "who": people.display_name(version.history_user),
            "who_key": str(version.history_user_id or ""),
            "act": KINDS.get(version.history_type, version.history_type),
            "changes": list(_changes(before, now)),
        }
        yield version, record
        before = now


def _changes(before: dict[str, Any], now: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Of the first version everything that is not blank."""
    for name, value in now.items():
        if value != before.get(name) and (before or value not in (None, "", [], {})):
            yield {"field": name, "from": _plain(before.get(name)), "to": _plain(value)}


def _plain(value: Any) -> Any:
    try:
        return plain(value)
    except TypeError:
        return str(value)
