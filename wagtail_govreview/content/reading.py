"""Reading a page: its canonical content and the files that belong to it, in one walk.

Nothing is written and nothing is loaded that is in memory already: ``Page.serializable_data`` would set
``auto_now`` fields and store uploaded files on the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import models
from django.db.models.fields.files import FieldFile
from modelcluster.models import (
    ClusterableModel,
    get_all_child_m2m_relations,
    get_all_child_relations,
)
from wagtail.models import CollectionMember, Orderable

from wagtail_govreview.content.blocks import Reference, is_blank
from wagtail_govreview.content.bookkeeping import PAGE_RELATIONS, is_content, unsigned_fields
from wagtail_govreview.content.fields import field_references, plain_field
from wagtail_govreview.ledger.canonical import canonical_json, plain
from wagtail_govreview.pages import is_page


@dataclass
class Reading:
    """What one object says.

    ``content``: ``{"type": …, "fields": {…}, "children": {…}}`` with plain values. ``references``: the objects
    it refers to, each once, in the order found. ``related``: those of its many-to-many relations. ``own``: files in
    its own file fields and those of its children, with the path to each.
    """

    content: dict[str, Any]
    references: dict[Reference, None] = field(default_factory=dict)
    related: dict[Reference, None] = field(default_factory=dict)
    own: list[tuple[str, FieldFile]] = field(default_factory=list)

    @property
    def chosen(self) -> list[Reference]:
        """The documents, images and other media among the references."""
        return [reference for reference in self.references if holds_files(reference[0])]


def read(instance: models.Model) -> Reading:
    """Read a specific page, or any other object with its children."""
    reading = Reading({"type": instance._meta.label, "fields": {}, "children": {}})
    for each in content_fields(type(instance)):
        _read_field(each, instance, reading)
    if isinstance(instance, ClusterableModel):
        for name in m2m_names(type(instance)):
            related = list(getattr(instance, name).all())
            if related:
                keys = [plain(each.pk) for each in related]
                reading.content["fields"][name] = sorted(keys, key=canonical_json)
            reading.related |= {(type(each), str(each.pk)): None for each in related}
        for name in relation_names(type(instance), is_page(instance)):
            _read_children(name, instance, reading)
    return reading


def _read_field(each: models.Field, instance: models.Model, reading: Reading) -> None:
    if isinstance(each, models.FileField):
        file = each.value_from_object(instance)
        if file:
            reading.own.append((each.name, file))
        return
    value = plain_field(each, instance)
    if not is_blank(value):
        reading.content["fields"][each.name] = value
    for model, key in field_references(each, instance):
        reading.references[model, str(model._meta.pk.to_python(key))] = None


def _read_children(name: str, instance: ClusterableModel, reading: Reading) -> None:
    children = children_of(instance, name)
    if children:
        reading.content["children"][name] = [
            child_reading.content for _child, child_reading in children
        ]
    for index, (_child, child_reading) in enumerate(children):
        reading.references.update(child_reading.references)
        reading.related.update(child_reading.related)
        reading.own += [(f"{name}.{index}.{path}", file) for path, file in child_reading.own]


def children_of(instance: ClusterableModel, name: str) -> list[tuple[models.Model, Reading]]:
    """The child objects of one relation, read, in their order."""
    read_children = [(child, read(child)) for child in getattr(instance, name).all()]
    return sorted(
        read_children, key=lambda pair: (_position(pair[0]), canonical_json(pair[1].content))
    )


def _position(child: models.Model) -> tuple[bool, int]:
    """The child's place among its siblings; where its type has none, their order means nothing."""
    place = getattr(child, child.sort_order_field) if isinstance(child, Orderable) else 0
    return place is None, place or 0


@cache
def holds_files(model: type[models.Model]) -> bool:
    """Is ``model`` a kind of media: a member of Wagtail's collections with files, such as a document?"""
    return issubclass(model, CollectionMember) and any(file_fields(model))


def file_fields(model: type[models.Model]) -> Iterator[models.FileField]:
    return (each for each in model._meta.concrete_fields if isinstance(each, models.FileField))


def content_fields(model: type[models.Model]) -> tuple[models.Field, ...]:
    """The concrete fields of ``model`` that are content, in the order of definition."""
    return _content_fields(model, unsigned_fields(model))


@cache
def _content_fields(
    model: type[models.Model], unsigned: frozenset[str]
) -> tuple[models.Field, ...]:
    fields = (each for each in model._meta.concrete_fields if is_content(each, model))
    return tuple(each for each in fields if each.name not in unsigned)


def m2m_names(model: Any) -> tuple[str, ...]:
    """The many-to-many relations that Wagtail keeps in revisions."""
    return _m2m_names(model)


@cache
def _m2m_names(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(each.name for each in get_all_child_m2m_relations(model) if each.serialize)


def relation_names(model: Any, of_page: bool) -> tuple[str, ...]:
    """The child relations; of a page, without the comments."""
    return _relation_names(model, of_page)


@cache
def _relation_names(model: type[models.Model], of_page: bool) -> tuple[str, ...]:
    names = (relation.get_accessor_name() for relation in get_all_child_relations(model))
    return tuple(sorted(name for name in names if not (of_page and name in PAGE_RELATIONS)))
