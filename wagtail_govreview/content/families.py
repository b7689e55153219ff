"""Child objects of many pages, fetched together: one query for each relation, whatever the number of pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import models
from modelcluster.models import ClusterableModel, get_all_child_relations

from wagtail_govreview.content.reading import m2m_names, relation_names
from wagtail_govreview.content.specifics import CLUSTER
from wagtail_govreview.pages import is_page


def fetch_families(parents: Sequence[Any]) -> None:
    """Put the children, and their children, into the memory of ``parents``, which are all of one type.

    They lie where modelcluster keeps children that are not saved yet, so whoever reads the page finds them.
    """
    if not parents or not isinstance(parents[0], ClusterableModel):
        return
    model: Any = type(parents[0])
    for name in relation_names(model, is_page(parents[0])):
        children = _fetch_children(parents, name, _relations(model)[name].field)
        fetch_families(children)
    for name in m2m_names(model):
        _fetch_related(parents, name, model._meta.get_field(name))


def _fetch_children(parents: Sequence[Any], name: str, key: Any) -> list[Any]:
    target = key.target_field.attname
    by_parent: dict[Any, list[Any]] = {getattr(parent, target): [] for parent in parents}
    owners = {getattr(parent, target): parent for parent in parents}
    children = list(key.model._default_manager.filter(**{f"{key.name}__in": list(by_parent)}))
    for child in children:
        parent = getattr(child, key.attname)
        setattr(child, key.name, owners[parent])
        by_parent[parent].append(child)
    for value, parent in owners.items():
        _remember(parent, name, by_parent[value])
    return children


def _fetch_related(parents: Sequence[Any], name: str, field: Any) -> None:
    through, source, target = (
        field.remote_field.through,
        field.m2m_field_name(),
        field.m2m_reverse_field_name(),
    )
    pairs = through._default_manager.filter(
        **{f"{source}__in": [parent.pk for parent in parents]}
    ).values_list(f"{source}_id", f"{target}_id")
    chosen: dict[Any, list[Any]] = defaultdict(list)
    for parent, related in pairs:
        chosen[parent].append(related)
    wanted = {related for each in chosen.values() for related in each}
    found = field.related_model._default_manager.in_bulk(wanted) if wanted else {}
    for parent in parents:
        _remember(parent, name, [found[key] for key in chosen[parent.pk] if key in found])


def _remember(parent: Any, name: str, children: list[models.Model]) -> None:
    parent.__dict__.setdefault(CLUSTER, {})[name] = children


@cache
def _relations(model: type[models.Model]) -> dict[str, Any]:
    return {relation.get_accessor_name(): relation for relation in get_all_child_relations(model)}
