"""What the objects are called that a page refers to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db import models

from wagtail_govreview.content.blocks import Reference


class Titles:
    """Names of referenced objects, loaded at the first question: one query for each model."""

    def __init__(self, references: Iterable[Reference]) -> None:
        self._keys: dict[type[models.Model], list[str]] = defaultdict(list)
        for model, key in references:
            self._keys[model].append(key)
        self._found: dict[type[models.Model], dict[str, str]] = {}

    def of(self, model: type[models.Model], key: object) -> str:
        """The object's name; the kind and key of one that is gone."""
        if key in (None, ""):
            return ""
        if model not in self._found:
            objects = model._base_manager.filter(pk__in=self._keys[model])
            self._found[model] = {str(found.pk): str(found) for found in objects}
        return self._found[model].get(str(key)) or f"{model._meta.verbose_name} {key}"
