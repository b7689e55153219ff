"""Changes of who signs and of the workflow reach the ledger, by whatever road they are made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site, Workflow, WorkflowPage, WorkflowTask

from wagtail_govreview.ledger.access import Readers, register_readers
from wagtail_govreview.ledger.acts import register_acts
from wagtail_govreview.ledger.verification import register_verifier
from wagtail_govreview.pages import base_page_model
from wagtail_govreview.units.access import TAKES_PART, chains_of, may_read_chains
from wagtail_govreview.units.delegated import (
    verify_delegations,
    verify_delegations_against_ledger,
)
from wagtail_govreview.units.governance import tier_task_model, unit_of
from wagtail_govreview.units.models import Unit, UnitGroup
from wagtail_govreview.units.quiet import is_quiet
from wagtail_govreview.units.services.delegate import DELEGATED
from wagtail_govreview.units.services.end_delegation import ENDED
from wagtail_govreview.units.services.note import note_configuration, note_membership
from wagtail_govreview.units.services.note_site import note_site
from wagtail_govreview.units.verification import verify_territories

ACTS = {
    "unit.made": _("unit entered"),
    "unit.changed": _("unit changed"),
    "unit.set_up": _("unit set up"),
    "unit.workflow_changed": _("workflow or tier changed"),
    "unit.site_changed": _("site changed"),
    "unit.member_added": _("person put into a group"),
    "unit.member_removed": _("person taken out of a group"),
    "signer.appointed": _("signer appointed"),
    "signer.dismissed": _("signer dismissed"),
    DELEGATED: _("signing delegated"),
    ENDED: _("delegation revoked"),
}

SITE_BEFORE = "_govreview_before"


def connect() -> None:
    """Called once, when the site starts."""
    register_acts(ACTS)
    register_verifier(verify_territories)
    register_readers(Readers(may_read_chains, chains_of))
    register_verifier(verify_delegations)
    register_verifier(verify_delegations_against_ledger)
    membership: Any = get_user_model()._meta.get_field("groups")
    _m2m(membership.remote_field.through, on_membership)
    _m2m(tier_task_model().groups.through, on_task_groups)
    for model, receiver in (
        (WorkflowTask, on_workflow_task),
        (WorkflowPage, on_assignment),
        (Workflow, on_workflow),
        (UnitGroup, on_unit_group),
        (tier_task_model(), on_tier_task),
    ):
        for signal in (post_save, post_delete):
            signal.connect(
                receiver, sender=model, dispatch_uid=f"govreview.units.{receiver.__name__}"
            )
    pre_save.connect(before_site, sender=Site, dispatch_uid="govreview.units.before_site")
    post_save.connect(on_site, sender=Site, dispatch_uid="govreview.units.on_site")
    post_delete.connect(on_site_gone, sender=Site, dispatch_uid="govreview.units.on_site_gone")
    post_save.connect(
        on_new_unit_group, sender=UnitGroup, dispatch_uid="govreview.units.on_new_unit_group"
    )


def _m2m(through: Any, receiver: Any) -> None:
    uid = f"govreview.units.{receiver.__name__}"
    m2m_changed.connect(receiver, sender=through, dispatch_uid=uid)


def on_membership(
    instance: Any, action: str, reverse: bool, pk_set: set[Any] | None, **kwargs: Any
) -> None:
    """People came into groups or left them: from the user's side, or (``reverse``) from the group's."""
    if is_quiet() or action not in ("post_add", "post_remove", "pre_clear"):
        return
    links = UnitGroup.objects.select_related("unit", "group")
    if reverse:
        links = links.filter(group=instance)
        users = instance.user_set.all()
        if pk_set is not None:
            users = get_user_model()._default_manager.filter(pk__in=pk_set)
    else:
        links = links.filter(group__in=instance.groups.all() if pk_set is None else pk_set)
        users = [instance]
    for link in links:
        for user in users:
            note_membership(link, user, joined=action == "post_add")


def on_task_groups(
    instance: Any, action: str, pk_set: set[Any] | None = None, **kwargs: Any
) -> None:
    """The groups that sign a tier were changed."""
    if action.startswith("post_") and isinstance(instance, tier_task_model()):
        if action == "post_add":
            let_take_part(Group.objects.filter(pk__in=pk_set or ()))
        _note([instance.unit])


def on_new_unit_group(instance: UnitGroup, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if created and not raw:
        let_take_part([instance.group])


def on_tier_task(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        _note([instance.unit])


def on_workflow_task(instance: WorkflowTask, raw: bool = False, **kwargs: Any) -> None:
    """A tier was put into a workflow, moved in it, or taken out."""
    if not raw:
        _note(_units_in(Q(workflow_tasks__workflow=instance.workflow_id) | Q(pk=instance.task_id)))


def on_workflow(instance: Workflow, raw: bool = False, **kwargs: Any) -> None:
    """A workflow was renamed, made active or inactive."""
    if not raw:
        _note(_units_in(Q(workflow_tasks__workflow=instance.pk)))


def on_assignment(instance: WorkflowPage, raw: bool = False, **kwargs: Any) -> None:
    """A workflow, ours or another, was assigned to a page of a unit, or taken away from it."""
    if raw or is_quiet():
        return
    page = base_page_model()._default_manager.filter(pk=instance.page_id).first()
    unit = unit_of(page) if page is not None else None
    _note([unit] if unit else [])


def before_site(instance: Site, raw: bool = False, **kwargs: Any) -> None:
    """Remember what the site was, for the line that tells of the change."""
    if not raw and instance.pk:
        stored = Site._base_manager.select_related("root_page").filter(pk=instance.pk).first()
        setattr(instance, SITE_BEFORE, stored)


def on_site(instance: Site, raw: bool = False, **kwargs: Any) -> None:
    """A site was made or changed."""
    if not raw:
        note_site(instance.__dict__.pop(SITE_BEFORE, None), instance)


def on_site_gone(instance: Site, **kwargs: Any) -> None:
    note_site(instance, None)


def on_unit_group(instance: UnitGroup, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        _note(Unit.objects.filter(pk=instance.unit_id))


def let_take_part(groups: Iterable[Group]) -> None:
    """Whatever makes a group one of a unit's, its people are known as such (``access.takes_part``)."""
    app_label, codename = TAKES_PART.split(".")
    permission = Permission.objects.get(content_type__app_label=app_label, codename=codename)
    for group in groups:
        group.permissions.add(permission)


def _units_in(tasks: Q) -> Iterable[Unit]:
    tiers = tier_task_model()._default_manager.filter(tasks)
    return Unit.objects.filter(pk__in=tiers.values("unit"))


def _note(units: Iterable[Unit]) -> None:
    if is_quiet():
        return
    for unit in units:
        note_configuration(unit)
