"""Dictionaries as the tests make them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail_govreview.models import Dictionary, DictionaryVersion
from wagtail_govreview.screening.dictionaries.rows import Row
from wagtail_govreview.screening.dictionaries.services import activate, apply_rows, new_draft


def dictionary(name: str = "严重差错", kind: str = "wrong", **fields: Any) -> Dictionary:
    return Dictionary.objects.create(name=name, kind=kind, **fields)


def drafted(
    words: Iterable[Row | str], of: Dictionary | None = None, **fields: Any
) -> DictionaryVersion:
    """A draft that holds exactly these words."""
    draft = new_draft(of or dictionary(**fields))
    rows = [word if isinstance(word, Row) else Row(word) for word in words]
    apply_rows(draft, rows, replace=True)
    draft.refresh_from_db()
    return draft


def in_force(
    words: Iterable[Row | str], of: Dictionary | None = None, **fields: Any
) -> DictionaryVersion:
    return activate(drafted(words, of, **fields))


def words_of(version: DictionaryVersion) -> list[str]:
    return list(version.terms.order_by("pk").values_list("term", flat=True))
