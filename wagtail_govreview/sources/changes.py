"""The history of an entry in the register of authorised sources, its addresses included."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_govreview.keys import number_of
from wagtail_govreview.sources.models import AuthorisedHost, AuthorisedSource
from wagtail_govreview.sources.recognition import scope_label
from wagtail_govreview.units.access import has_role
from wagtail_govreview.units.roles import INSPECTOR
from wagtail_govreview.versions.kept import KeptStream
from wagtail_govreview.versions.kinds import RecordKind, register_kind
from wagtail_govreview.versions.streams import Stream
from wagtail_govreview.versions.words import Names, Pairs, read_fields

SOURCE = "source"
PERMISSIONS = tuple(
    f"wagtail_govreview.{action}_authorisedsource" for action in ("view", "add", "change", "delete")
)


def register() -> None:
    """Called once, when the site starts."""
    register_kind(
        RecordKind(
            SOURCE,
            gettext_lazy("Authorised sources"),
            "link-external",
            may_read=lambda user, key: may_read_sources(user),
            title=_title,
            streams=_of_source,
            back=_editor,
            in_report=_of_all_sources,
        )
    )


def may_read_sources(user: Any) -> bool:
    """Whoever may do anything with the register of sources, and inspectors."""
    if not user.is_active:
        return False
    if any(user.has_perm(name) for name in PERMISSIONS):
        return True
    return has_role(user, INSPECTOR.code)


def shown_address(host: AuthorisedHost) -> str:
    """One address as people read it."""
    address = f"*.{host}" if host.with_subdomains else str(host)
    return _("not %(address)s") % {"address": address} if host.excluded else address


def _of_source(key: str) -> Sequence[Stream]:
    number = number_of(key)
    return [
        _sources(AuthorisedSource.history.filter(id=number)),
        _addresses(AuthorisedHost.history.filter(source_id=number)),
    ]


def _of_all_sources(user: Any) -> Sequence[Stream]:
    if not may_read_sources(user):
        return []
    return [_sources(AuthorisedSource.history.all()), _addresses(AuthorisedHost.history.all())]


def _sources(records: QuerySet[Any]) -> KeptStream:
    return KeptStream(
        records, record_of=lambda source: (SOURCE, str(source.pk)), reader=_read_source
    )


def _addresses(records: QuerySet[Any]) -> KeptStream:
    return KeptStream(
        records,
        record_of=lambda host: (SOURCE, str(host.source_id)),
        reader=_read_address,
        name=shown_address,
        summary=shown_address,
        label=gettext_lazy("Addresses"),
    )


def _read_source(source: AuthorisedSource, names: Names) -> Pairs:
    return read_fields(source, names, {"scope": scope_label})


def _read_address(host: AuthorisedHost, names: Names) -> Pairs:
    return read_fields(host, names, hidden=["source"])


def _title(key: str) -> str:
    records = AuthorisedSource.history.filter(id=number_of(key))
    return str(records.order_by("-history_id").values_list("name", flat=True).first() or "")


def _editor(user: Any, key: str) -> str:
    may = user.has_perm("wagtail_govreview.change_authorisedsource")
    exists = may and AuthorisedSource.objects.filter(pk=number_of(key)).exists()
    return reverse("govreview_authorised-sources_modeladmin_edit", args=[key]) if exists else ""
