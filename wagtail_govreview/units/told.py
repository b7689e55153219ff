"""What the ledger says of a unit's set-up, in words: groups, tasks, workflow, permissions, posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.units.models import Signer, Unit
from wagtail_govreview.units.people import post_label
from wagtail_govreview.units.roles import role_label
from wagtail_govreview.versions.lines import before_and_after, register_telling
from wagtail_govreview.versions.streams import DELETED, MADE
from wagtail_govreview.versions.values import readable_value
from wagtail_govreview.versions.words import FieldChange

# Of a record in the ledger's data, with the field that it comes from.
FACTS = {
    "name": "name",
    "superior": "parent",
    "page": "root_page",
    "site_code": "site_code",
    "contact": "contact",
}
PERMITTED = {
    "add": gettext_lazy("write pages"),
    "change": gettext_lazy("change pages"),
    "publish": gettext_lazy("take pages offline"),
    "lock": gettext_lazy("lock pages"),
    "unlock": gettext_lazy("unlock pages"),
    "bulk_delete": gettext_lazy("delete pages with all below"),
    "add_document": gettext_lazy("add documents"),
    "change_document": gettext_lazy("change documents"),
    "choose_document": gettext_lazy("choose documents"),
    "add_image": gettext_lazy("add images"),
    "change_image": gettext_lazy("change images"),
    "choose_image": gettext_lazy("choose images"),
}
Pair = tuple[str, str]


def register() -> None:
    """Called once, when the site starts."""
    configuration = before_and_after(read_all)
    for act in ("unit.made", "unit.changed", "unit.set_up", "unit.workflow_changed"):
        register_telling(act, configuration)
    register_telling("unit.site_changed", before_and_after(read_site))
    register_telling("unit.member_added", _joined, MADE)
    register_telling("unit.member_removed", _left, DELETED)
    register_telling("signer.appointed", before_and_after(read_post))
    register_telling("signer.dismissed", before_and_after(read_post))


def read_all(data: Mapping[str, Any]) -> Iterator[Pair]:
    """Record and set-up of a unit."""
    yield from _facts(data)
    yield from read_set_up(data)


def _facts(data: Mapping[str, Any]) -> Iterator[Pair]:
    for name, field in FACTS.items():
        if name in data:
            value = _place(data[name]) if name == "page" else str(data[name] or "")
            yield _label(Unit, field), value


def read_set_up(data: Mapping[str, Any]) -> Iterator[Pair]:
    """Who is in which group, which groups sign which tier, by which workflow, with which permissions."""
    for role, group in (data.get("groups") or {}).items():
        yield _("Group: %(role)s") % {"role": role_label(role)}, str(group)
    for tier, task in (data.get("tasks") or {}).items():
        yield _("Signs: %(tier)s") % {"tier": role_label(tier)}, _task(task)
    yield from _workflow(data.get("workflow") or {})
    if "page_permissions" in data:
        yield _("Permissions on pages"), _permissions(data["page_permissions"], places=True)
    if "collection_permissions" in data:
        yield _("Permissions on files"), _permissions(data["collection_permissions"])


def read_site(data: Mapping[str, Any]) -> Iterator[Pair]:
    """Where a site is found, and at which page it begins."""
    if data:
        yield _label(Site, "hostname"), str(data.get("address", ""))
        yield _label(Site, "root_page"), _place(data.get("page", ""))
        yield _label(Site, "is_default_site"), readable_value(bool(data.get("is_default_site")))


def read_post(data: Mapping[str, Any]) -> Iterator[Pair]:
    """The post of a signer."""
    if not data:
        return
    tier = str(data.get("tier", ""))
    yield _label(Signer, "user"), str(data.get("person", ""))
    yield _label(Signer, "tier"), role_label(tier)
    yield _label(Signer, "post"), post_label(tier, str(data.get("post", "")))
    yield _label(Signer, "title"), str(data.get("title", ""))
    yield _label(Signer, "signature_image"), str(data.get("signature_image", ""))


def _task(task: Mapping[str, Any]) -> str:
    groups = _listed(task.get("groups", []))
    return groups if task.get("active") else _("%(groups)s (not active)") % {"groups": groups}


def _workflow(workflow: Mapping[str, Any]) -> Iterator[Pair]:
    if not workflow:
        return
    active = workflow.get("active") or not workflow.get("name")
    name = str(workflow.get("name", ""))
    yield _("Workflow"), name if active else _("%(groups)s (not active)") % {"groups": name}
    yield _("Steps of the workflow"), " → ".join(workflow.get("tasks", []))
    assigned = workflow.get("assigned", {})
    places = (f"{_place(page)}: {name}" for page, name in assigned.items())
    yield _("Workflow of which pages"), "\n".join(places)


def _permissions(held: Iterable[str], *, places: bool = False) -> str:
    return "\n".join(sorted(_permission(each, places) for each in held))


def _permission(held: str, places: bool) -> str:
    """``宁水 · 承办: add 12 /portal/shui/`` in words."""
    group, _colon, rest = held.partition(": ")
    action, _space, place = rest.partition(" ")
    words = {
        "group": group,
        "action": PERMITTED.get(action, action),
        "place": _place(place) if places else place,
    }
    return _("%(group)s: %(action)s, %(place)s") % words


def _place(page: str) -> str:
    """A page of the ledger's data by its place in the tree, without its key."""
    return str(page or "").partition(" ")[2]


def _joined(data: Mapping[str, Any], line: LedgerLine) -> list[FieldChange]:
    return [FieldChange(_group_of(data), "", line.summary)]


def _left(data: Mapping[str, Any], line: LedgerLine) -> list[FieldChange]:
    return [FieldChange(_group_of(data), line.summary, "")]


def _group_of(data: Mapping[str, Any]) -> str:
    return _("Group: %(role)s") % {"role": role_label(str(data.get("role", "")))}


def _label(model: Any, field: str) -> str:
    return capfirst(str(model._meta.get_field(field).verbose_name))


def _listed(names: Iterable[Any]) -> str:
    return ", ".join(str(name) for name in names)
