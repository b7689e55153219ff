"""A page with its texts and chosen objects written anew: its fields, its streams, its child objects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.text import capfirst
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField, StreamField

from wagtail_govreview.content.reading import (
    children_of,
    content_fields,
    m2m_names,
    relation_names,
)
from wagtail_govreview.pages import is_page
from wagtail_govreview.screening.masking.leaves import Leaf, Visitor
from wagtail_govreview.screening.masking.streams import rewritten

# Kinds of text of which stars make no value, or another thing.
FIXED = (models.EmailField, models.SlugField, models.URLField, models.UUIDField)


def rewrite(instance: Any, visitor: Visitor, prefix: str = "", label: str = "") -> None:
    """Put into ``instance``, in memory, what ``visitor`` gives for each text and each chosen object of it.

    ``instance``: a specific page, as a draft, or an object below it. Nothing is saved.
    """
    fields: Iterable[Any] = content_fields(type(instance))
    for field in sorted(fields, key=lambda field: field.name != "title"):
        named = capfirst(str(field.verbose_name))
        _field(
            instance, field, prefix + field.name, f"{label} · {named}" if label else named, visitor
        )
    if not isinstance(instance, ClusterableModel):
        return
    for name in m2m_names(type(instance)):
        _many(instance, name, visitor)
    for name in relation_names(type(instance), is_page(instance)):
        _children(instance, name, prefix, visitor)


def _field(instance: Any, field: Any, place: str, label: str, visitor: Visitor) -> None:
    value = field.value_from_object(instance)
    if value is None or value == "" or field.choices or isinstance(field, models.FileField):
        return
    if isinstance(field, StreamField):
        _stream(instance, field, place, label, visitor)
    elif field.remote_field:
        if field.target_field.primary_key:
            _keep(instance, field.attname, value, visitor.chosen(field.related_model, value))
    elif isinstance(field, RichTextField):
        leaf = Leaf(place, label, str(value), markup=True)
        _keep(instance, field.attname, str(value), visitor.text(leaf))
    elif isinstance(field, (models.CharField, models.TextField)) and isinstance(value, str):
        leaf = Leaf(place, label, value, fixed=isinstance(field, FIXED))
        written = visitor.text(leaf)
        if not leaf.fixed:
            _keep(instance, field.attname, value, written)


def _keep(instance: Any, name: str, before: Any, after: Any) -> None:
    if before != after:
        setattr(instance, name, after)


def _stream(instance: Any, field: Any, place: str, label: str, visitor: Visitor) -> None:
    raw = field.get_prep_value(field.value_from_object(instance))
    if isinstance(raw, str):  # text from before the field became a stream
        return
    raw = list(raw)
    written = rewritten(field.stream_block, raw, place, label, visitor)
    if written != raw:
        setattr(instance, field.attname, field.stream_block.to_python(written))


def _many(instance: Any, name: str, visitor: Visitor) -> None:
    related = getattr(instance, name)
    before = [each.pk for each in related.all()]
    after = [visitor.chosen(related.model, key) for key in before]
    if before != after:
        related.set(list(related.model._base_manager.filter(pk__in=after)))


def _children(instance: Any, name: str, prefix: str, visitor: Visitor) -> None:
    children = [child for child, _reading in children_of(instance, name)]
    for position, child in enumerate(children):
        label = capfirst(str(child._meta.verbose_name))
        rewrite(child, visitor, f"{prefix}{name}.{position}.", label)
    if children:
        getattr(instance, name).set(children)
