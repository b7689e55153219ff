"""A record in words: what each field is called and says, and what differs between two states of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from wagtail_govreview.diffs import marked, text_changes
from wagtail_govreview.ledger.people import display_name
from wagtail_govreview.versions.values import readable_value

LONG = 24  # characters

Pairs = Iterable[tuple[str, str]]
Word = Callable[[Any], str]


@dataclass(frozen=True)
class FieldChange:
    """One field from → to, in words; ``""`` for nothing."""

    label: str
    old: str
    new: str

    @property
    def difference(self) -> SafeString:
        """Old and new in one, with what was struck and added; ``""`` for values short enough to stand side by side."""
        if not self.old or not self.new or max(len(self.old), len(self.new)) < LONG:
            return SafeString("")
        lines = text_changes(self.old.splitlines(), self.new.splitlines())
        return format_html_join(mark_safe("<br>"), "{}", ((marked(line),) for line in lines))

    def __str__(self) -> str:
        words = {"field": self.label, "old": self.old or "–", "new": self.new or "–"}
        return _("%(field)s: %(old)s → %(new)s") % words


def changes_between(before: Pairs, after: Pairs) -> tuple[FieldChange, ...]:
    """The fields whose words differ, in the order of ``after``; what only ``before`` knows comes last."""
    old, new = dict(before), dict(after)
    labels = [*new, *(label for label in old if label not in new)]
    return tuple(
        FieldChange(label, old.get(label, ""), new.get(label, ""))
        for label in labels
        if old.get(label, "") != new.get(label, "")
    )


class Names:
    """What the objects are called that records refer to: one query for each model, whatever the number of records."""

    def __init__(self, records: Iterable[Any]) -> None:
        keys: dict[type[models.Model], set[Any]] = defaultdict(set)
        for record in records:
            for field in foreign_keys(type(record)):
                keys[field.related_model].add(getattr(record, field.attname))
        self._found = {model: _names(model, wanted - {None}) for model, wanted in keys.items()}

    def of(self, model: type[models.Model], key: Any) -> str:
        """The object's name; of one that is gone, its kind and key."""
        if key is None:
            return ""
        name = self._found.get(model, {}).get(key)
        gone = _("%(kind)s %(key)s (deleted)")
        return name or gone % {"kind": model._meta.verbose_name, "key": key}


def foreign_keys(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.remote_field]


def _names(model: type[models.Model], keys: set[Any]) -> dict[Any, str]:
    if not keys:
        return {}
    found = model._base_manager.in_bulk(list(keys))
    say = display_name if issubclass(model, get_user_model()) else str
    return {key: say(each) for key, each in found.items()}


def read_fields(
    record: models.Model, names: Names, words: Mapping[str, Word] = {}, hidden: Iterable[str] = ()
) -> Pairs:
    """Every field of ``record`` but its key: label and words. ``words`` say the fields that hold codes."""
    for field in record._meta.concrete_fields:
        if not field.primary_key and field.name not in hidden:
            yield capfirst(str(field.verbose_name)), _in_words(record, field, names, words)


def _in_words(record: Any, field: Any, names: Names, words: Mapping[str, Word]) -> str:
    value = getattr(record, field.attname)
    if field.name in words:
        return words[field.name](value)
    if field.remote_field:
        return names.of(field.related_model, value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.FileField):
        return str(value or "")
    return readable_value(value)
