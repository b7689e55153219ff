"""A collection of the unit's own for images and documents, where its undertakers may add and choose."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Collection, GroupCollectionPermission

from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.set_up.steps import Steps

EDITORS_MAY = ("add", "choose")


def ensure_collection(unit: Unit, editors: Group, steps: Steps) -> None:
    """Make or find the unit's collection and let ``editors`` add and choose images and documents in it."""
    permissions = list(_permissions())
    if not permissions:
        return
    collection = _collection_of(unit, editors, steps)
    for permission in permissions:
        _held, made = GroupCollectionPermission.objects.get_or_create(
            group=editors, collection=collection, permission=permission
        )
        if made:
            steps.did(
                _(
                    "Gave “%(group)s” the permission “%(permission)s” in the collection “%(collection)s”."
                )
                % {
                    "group": editors.name,
                    "permission": permission.name,
                    "collection": collection.name,
                }
            )


def _collection_of(unit: Unit, editors: Group, steps: Steps) -> Collection:
    """The collection of the unit's name, else one where the undertakers already add, else a new one."""
    named = Collection.objects.filter(depth=2, name=unit.name)
    working = Collection.objects.filter(
        group_permissions__group=editors, group_permissions__permission__codename__startswith="add_"
    )
    found = named.order_by("path").first() or working.order_by("path").first()
    if found is not None:
        return found
    steps.did(_("Made the collection “%(collection)s”.") % {"collection": unit.name})
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    return root.add_child(name=unit.name)


def _permissions() -> Iterator[Permission]:
    """Add and choose, for the site's image and document models, as far as it has them."""
    models = []
    if apps.is_installed("wagtail.images"):
        from wagtail.images import get_image_model

        models.append(get_image_model())
    if apps.is_installed("wagtail.documents"):
        from wagtail.documents import get_document_model

        models.append(get_document_model())
    for model in models:
        codenames = [get_permission_codename(action, model._meta) for action in EDITORS_MAY]
        yield from Permission.objects.filter(
            content_type=ContentType.objects.get_for_model(model), codename__in=codenames
        ).order_by("codename")
