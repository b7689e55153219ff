"""The history of a delegation of signing: entered, and perhaps revoked; nothing in between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.units import delegating
from wagtail_govreview.units.delegations import Delegation
from wagtail_govreview.units.roles import role_label
from wagtail_govreview.units.services.delegate import DELEGATED
from wagtail_govreview.units.services.end_delegation import ENDED
from wagtail_govreview.versions.kept import KeptStream
from wagtail_govreview.versions.kinds import RecordKind, register_kind
from wagtail_govreview.versions.lines import register_telling
from wagtail_govreview.versions.streams import DELETED, MADE, Stream
from wagtail_govreview.versions.values import readable_value
from wagtail_govreview.versions.words import FieldChange, Names, Pairs, read_fields

DELEGATION = "delegation"
ACTS = (DELEGATED, ENDED)
# Said by other fields, or of use to programs only.
HIDDEN = (
    "principal",
    "principal_key",
    "delegate",
    "delegate_key",
    "file",
    "granted_by",
    "revoked_by",
)


def register() -> None:
    """Called once, when the site starts."""
    register_telling(DELEGATED, _told, MADE)
    register_telling(ENDED, _ended, DELETED)
    register_kind(
        RecordKind(
            DELEGATION,
            gettext_lazy("Delegations"),
            "user",
            may_read=lambda user, key: (
                delegating.delegations_read_by(user).filter(pk=_number(key)).exists()
            ),
            title=lambda key: str(Delegation.objects.filter(pk=_number(key)).first() or ""),
            streams=_of_delegation,
            back=lambda user, key: reverse("govreview_delegations_modeladmin_inspect", args=[key]),
        )
    )


def _of_delegation(key: str) -> Sequence[Stream]:
    records = Delegation.history.filter(id=_number(key))
    return [KeptStream(records, record_of=lambda each: (DELEGATION, key), reader=_read)]


def _read(delegation: Delegation, names: Names) -> Pairs:
    return read_fields(delegation, names, {"tier": role_label}, HIDDEN)


def _told(data: Mapping[str, Any], line: LedgerLine) -> list[FieldChange]:
    return [FieldChange(label, "", text) for label, text in _facts(data) if text]


def _facts(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield _label("principal_name"), str(data.get("principal", ""))
    yield _label("delegate_name"), str(data.get("delegate", ""))
    yield _label("tier"), role_label(str(data.get("tier", "")))
    yield _label("starts_at"), _moment(data.get("starts_at"))
    yield _label("ends_at"), _moment(data.get("ends_at"))
    yield _label("reason"), str(data.get("reason", ""))
    yield _("Authorisation"), str(data.get("file", ""))


def _ended(data: Mapping[str, Any], line: LedgerLine) -> list[FieldChange]:
    return [FieldChange(_label("revocation_reason"), "", str(data.get("reason", "")))]


def _moment(text: Any) -> str:
    return readable_value(parse_datetime(str(text or "")) or str(text or ""))


def _label(field: str) -> str:
    found: Any = Delegation._meta.get_field(field)
    return capfirst(str(found.verbose_name))


def _number(key: str) -> int:
    return int(key) if key.isdigit() else 0
