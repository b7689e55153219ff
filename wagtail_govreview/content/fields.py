"""The canonical value of one field of a page or child object, and what it refers to."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.conf import settings as django_settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.fields import RichTextField, StreamField

from wagtail_govreview.content.blocks import Reference, block_references, plain_block
from wagtail_govreview.content.texts import plain_rich_text, plain_text, to_the_minute
from wagtail_govreview.ledger.canonical import plain

INVALID = (ValidationError, TypeError, ValueError)


def plain_field(field: Any, instance: models.Model) -> Any:
    """The value of a concrete field, whether it was just set, or loaded from a revision or the database."""
    value = field.value_from_object(instance)
    if isinstance(field, StreamField):
        return _plain_stream(field, value)
    if value is None:
        return None
    if isinstance(field, RichTextField):
        return plain_rich_text(str(value))
    if field.remote_field:
        return plain(field.target_field.to_python(value))
    if isinstance(field, models.JSONField):
        return _plain_or_text(field, instance, value)
    value = _converted(field, value)
    if isinstance(value, str):
        return plain_text(value)
    return _plain_or_text(field, instance, value)


def field_references(field: Any, instance: models.Model) -> Iterator[Reference]:
    """The objects that the field refers to, as ``(model, key)``."""
    value = field.value_from_object(instance)
    if value is None:
        return
    if isinstance(field, StreamField):
        raw = field.get_prep_value(value)
        if not isinstance(raw, str):
            yield from block_references(field.stream_block, raw)
    elif field.remote_field:
        if field.target_field.primary_key:
            yield field.related_model, str(value)
    elif hasattr(field, "extract_references"):
        for reference in field.extract_references(value):
            yield reference[0], str(reference[1])


def _plain_stream(field: StreamField, value: Any) -> Any:
    raw = field.get_prep_value(value)
    if isinstance(raw, str):  # text from before the field became a stream
        return plain_text(raw)
    return plain_block(field.stream_block, raw)


def _converted(field: models.Field, value: Any) -> Any:
    """``value`` in the field's own type: code may set ``"2026-03-02"`` on a date."""
    try:
        value = field.to_python(value)
    except INVALID:  # as a draft may be: then the value itself is the content
        return value
    if isinstance(value, datetime.datetime) and django_settings.USE_TZ and timezone.is_naive(value):
        value = timezone.make_aware(value)
    return to_the_minute(value)


def _plain_or_text(field: Any, instance: models.Model, value: Any) -> Any:
    try:
        return plain(value)
    except TypeError:  # a type of the host's own: the text that Django would serialise
        return str(field.value_to_string(instance))
