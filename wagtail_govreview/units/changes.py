"""The histories of units and signers: the ledger's lines, and what was changed past them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.keys import number_of
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.ledger.people import display_name
from wagtail_govreview.units import access, delegation_history, told
from wagtail_govreview.units.models import Signer, Unit
from wagtail_govreview.units.people import post_label
from wagtail_govreview.units.roles import INSPECTOR, role_label
from wagtail_govreview.versions.kept import KeptStream
from wagtail_govreview.versions.kinds import RecordKind, register_kind
from wagtail_govreview.versions.lines import StateStream, told_by_ledger
from wagtail_govreview.versions.streams import Stream
from wagtail_govreview.versions.words import Names, Pairs, read_fields

UNIT, SIGNER = "unit", "signer"
SET_UP_ACTS = ("unit.set_up", "unit.workflow_changed")
RECORD_ACTS = ("unit.made", "unit.changed")
SIGNER_ACTS = ("signer.appointed", "signer.dismissed")
MEMBER_ACTS = ("unit.member_added", "unit.member_removed")
SITE_ACTS = ("unit.site_changed",)
ALL_ACTS = (
    *SET_UP_ACTS,
    *RECORD_ACTS,
    *SITE_ACTS,
    *SIGNER_ACTS,
    *MEMBER_ACTS,
    *delegation_history.ACTS,
)


def register() -> None:
    """Called once, when the site starts."""
    told.register()
    delegation_history.register()
    register_kind(
        RecordKind(
            UNIT,
            _("Units, signers and workflows"),
            "site",
            may_read=may_read_unit,
            title=lambda key: _title(Unit.history.filter(id=number_of(key))),
            streams=_of_unit,
            back=_unit_page,
            in_report=_of_all_units,
        )
    )
    register_kind(
        RecordKind(
            SIGNER,
            _("Signers"),
            "user",
            may_read=_may_read_signer,
            title=_signer_title,
            streams=_of_signer,
            back=_signer_page,
        )
    )


# -- units -----------------------------------------------------------------------------------


def readable_units(user: Any) -> QuerySet[Unit]:
    """The units whose history ``user`` may read: those that may be seen anyway; for inspectors, all."""
    if access.sees_all_units(user) or access.has_role(user, INSPECTOR.code):
        return Unit.objects.all()
    return access.units_seen_by(user)


def may_read_unit(user: Any, key: str) -> bool:
    return readable_units(user).filter(pk=number_of(key)).exists()


def _of_unit(key: str) -> Sequence[Stream]:
    lines = LedgerLine.objects.filter(
        chain__name__in=Unit.objects.filter(pk=number_of(key)).values("code"), act__in=ALL_ACTS
    )
    return [
        _unit_stream(Unit.history.filter(id=number_of(key))),
        _signer_stream(Signer.history.filter(unit_id=number_of(key))),
        _line_stream(lines, lambda line: (UNIT, key)),
    ]


def _of_all_units(user: Any) -> Sequence[Stream]:
    """All that the reader may see, for those who manage, keep or inspect units."""
    if not access.may_list_units(user):
        return []
    units = readable_units(user)
    lines = LedgerLine.objects.filter(chain__name__in=units.values("code"), act__in=ALL_ACTS)
    return [
        _unit_stream(Unit.history.filter(id__in=units.values("pk"))),
        _signer_stream(Signer.history.filter(unit_id__in=units.values("pk"))),
        _line_stream(lines, _RecordOfLine()),
    ]


class _RecordOfLine:
    """The unit in whose chain a line stands. One query for a whole list."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}

    def __call__(self, line: LedgerLine) -> tuple[str, str]:
        if not self._keys:
            self._keys = {code: str(pk) for code, pk in Unit.objects.values_list("code", "pk")}
        return UNIT, self._keys.get(line.chain.name, "")


def _line_stream(lines: QuerySet[LedgerLine], record_of: Any) -> StateStream:
    return StateStream(
        lines,
        record_of,
        read=told.read_set_up,
        acts=SET_UP_ACTS,
        comparable=(*SET_UP_ACTS, *RECORD_ACTS, *SITE_ACTS, *SIGNER_ACTS),
    )


def _unit_stream(records: QuerySet[Any]) -> KeptStream:
    return KeptStream(
        records, record_of=lambda unit: (UNIT, str(unit.pk)), told=told_by_ledger(Unit)
    )


def _unit_page(user: Any, key: str) -> str:
    seen = access.units_seen_by(user).filter(pk=number_of(key)).exists()
    return reverse("wagtail_govreview:unit_people", args=[key]) if seen else ""


# -- signers ---------------------------------------------------------------------------------


def _may_read_signer(user: Any, key: str) -> bool:
    if user.is_active and any(user.has_perm(name) for name in access.SIGNER_PERMISSIONS):
        return True
    units = Signer.history.filter(id=number_of(key)).values("unit_id")
    return readable_units(user).filter(pk__in=units).exists()


def _of_signer(key: str) -> Sequence[Stream]:
    subject = f"{Signer._meta.label_lower}:{key}"
    lines = LedgerLine.objects.filter(subject=subject, act__in=SIGNER_ACTS)
    records = Signer.history.filter(id=number_of(key))
    return [
        _signer_stream(records, whole=True),
        StateStream(
            lines,
            lambda line: (SIGNER, key),
            read=lambda after: (),
            acts=(),
            comparable=SIGNER_ACTS,
        ),
    ]


def _signer_stream(records: QuerySet[Any], *, whole: bool = False) -> KeptStream:
    """``whole``: compared field by field; otherwise as one line among the signers of a unit."""
    return KeptStream(
        records,
        record_of=lambda signer: (SIGNER, str(signer.pk)),
        reader=_read_signer,
        name=_PersonOf(),
        summary=None if whole else _SignerLine(),
        label=_("Signers"),
        told=told_by_ledger(Signer),
    )


def _read_signer(signer: Signer, names: Names) -> Pairs:
    words = {
        "tier": role_label,
        "post": lambda code: post_label(signer.tier, code),
    }
    return read_fields(signer, names, words)


class _PersonOf:
    """The names of signers. One query for a whole list."""

    def __init__(self) -> None:
        self._names: dict[Any, str] = {}

    def __call__(self, signer: Signer) -> str:
        if not self._names:
            people = Signer._meta.get_field("user").related_model._base_manager
            held = Signer.history.values("user_id")
            self._names = {user.pk: display_name(user) for user in people.filter(pk__in=held)}
        return self._names.get(signer.user_id) or f"#{signer.user_id}"


class _SignerLine(_PersonOf):
    """A signer in one line: tier, name, post title."""

    def __call__(self, signer: Signer) -> str:
        parts = (role_label(signer.tier), super().__call__(signer), signer.title)
        return " ".join(part for part in parts if part)


def _signer_title(key: str) -> str:
    record = Signer.history.filter(id=number_of(key)).order_by("-history_id").first()
    if record is None:
        return ""
    signer = record.instance
    unit = Unit.objects.filter(pk=signer.unit_id).first()
    return f"{_PersonOf()(signer)} · {unit or ''} · {role_label(signer.tier)}"


def _signer_page(user: Any, key: str) -> str:
    may = user.has_perm("wagtail_govreview.change_signer")
    exists = may and Signer.objects.filter(pk=number_of(key)).exists()
    return reverse("govreview_signers_modeladmin_edit", args=[key]) if exists else ""


def _title(records: QuerySet[Any]) -> str:
    record = records.order_by("-history_id").first()
    return str(record.instance) if record is not None else ""
