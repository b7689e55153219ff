"""Who changed what in an entry of the register, from the kept history of the entry and of its addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from wagtail_govreview.content.text import readable_value
from wagtail_govreview.sources.models import AuthorisedHost, AuthorisedSource
from wagtail_govreview.sources.recognition import scope_label


@dataclass(frozen=True)
class Change:
    """One change: when, by whom (``None``: a program), and what, in words."""

    timestamp: datetime
    user: Any
    message: str


def changes_of(source: AuthorisedSource) -> list[Change]:
    """All changes of an entry and its addresses, newest first. Two queries."""
    own = AuthorisedSource.history.filter(id=source.pk)
    addresses = AuthorisedHost.history.filter(source_id=source.pk)
    found = [*_changes(own), *_changes(addresses)]
    return sorted(found, key=lambda change: change.timestamp, reverse=True)


def _changes(records: Any) -> Iterator[Change]:
    previous: dict[Any, Any] = {}
    for record in records.select_related("history_user").order_by("history_date", "history_id"):
        message = _message(record, previous.get(record.id))
        previous[record.id] = record
        if message:
            yield Change(record.history_date, record.history_user, message)


def _message(record: Any, before: Any) -> str:
    """What a record of the history says, compared with the one before; empty if nothing was changed."""
    instance = record.instance
    name = instance.name if isinstance(instance, AuthorisedSource) else _address(instance)
    if record.history_type == "+" or before is None:
        return _("%(name)s entered") % {"name": name}
    if record.history_type == "-":
        return _("%(name)s deleted") % {"name": name}
    differences = [
        _("%(field)s: %(old)s → %(new)s")
        % {
            "field": capfirst(str(field.verbose_name)),
            "old": _value(before.instance, field) or "–",
            "new": _value(instance, field) or "–",
        }
        for field in instance._meta.concrete_fields
        if getattr(before, field.attname) != getattr(record, field.attname)
    ]
    if not differences:
        return ""
    prefix = "" if isinstance(instance, AuthorisedSource) else f"{name}: "
    return prefix + "; ".join(differences)


def _address(host: AuthorisedHost) -> str:
    sub_hosts = "*." if host.with_subdomains else ""
    return f"{sub_hosts}{host}"


def _value(instance: models.Model, field: Any) -> str:
    value = getattr(instance, field.attname)
    if field.name == "scope":
        return scope_label(value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return readable_value(value)
