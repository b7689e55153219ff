"""What a page shows without containing it: snippets and other records of the site.

Their text is not part of the page's fingerprint, because a renamed topic does not make a thousand pages unsigned. But
readers see it, so what it was is kept with the review sheet, and a later change is found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from wagtail.models import Page

from wagtail_govreview.content.attachments import files_of
from wagtail_govreview.content.blocks import Reference
from wagtail_govreview.content.fingerprint import taken_from
from wagtail_govreview.content.reading import holds_files, read
from wagtail_govreview.content.specifics import as_specific
from wagtail_govreview.pages import base_page_model

OF_THE_SYSTEM = frozenset({"auth", "contenttypes", "sites", "wagtailcore", "wagtail_govreview"})


@dataclass(frozen=True)
class Named:
    """One such object as it was: its model's label, its key as text, what it was called, the digest of its content."""

    model: str
    key: str
    label: str
    digest: str

    def to_json(self) -> dict[str, str]:
        return asdict(self)


def named_by(page: Any, algorithm: str | None = None) -> list[Named]:
    """The objects that ``page`` names, as they are now. One query for each kind."""
    reading = read(as_specific(page))
    wanted = [each for each in reading.references if is_named(each[0])]
    wanted += [each for each in reading.related if is_named(each[0]) or holds_files(each[0])]
    return sorted(named_now(wanted, algorithm).values(), key=lambda each: (each.model, each.key))


def named_now(
    references: Iterable[Reference], algorithm: str | None = None
) -> dict[tuple[str, str], Named]:
    """The objects as they are now, by model and key; those that are gone are not among them."""
    keys: dict[type[models.Model], list[str]] = defaultdict(list)
    for model, key in references:
        keys[model].append(key)
    found = {}
    for model, of_model in keys.items():
        for instance in model._base_manager.filter(pk__in=of_model):
            named = _named(instance, algorithm)
            found[named.model, named.key] = named
    return found


def is_changed(then: Named, now: Named | None) -> bool:
    """Is it gone, or does it say something else?"""
    return now is None or then.digest != now.digest


def still_installed(named: Named) -> type[models.Model] | None:
    """The model, or None if the site has it no more."""
    try:
        return apps.get_model(named.model)
    except LookupError:
        return None


def is_named(model: type[models.Model]) -> bool:
    """Is it something that an editor of the site writes, and no page, no file and no account?"""
    if issubclass(model, (Page, base_page_model())) or holds_files(model):
        return False
    if model._meta.label_lower == settings.AUTH_USER_MODEL.lower():
        return False
    return model._meta.app_label not in OF_THE_SYSTEM


def _named(instance: Any, algorithm: str | None) -> Named:
    reading = read(instance)
    taken = taken_from(reading, files_of(instance, reading, algorithm), algorithm)
    return Named(instance._meta.label_lower, str(instance.pk), str(instance), taken.fingerprint)
