"""System check of the content: what is left unsigned exists."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core import checks
from django.core.exceptions import FieldDoesNotExist

from wagtail_govreview.conf import GovReviewSettings, settings


@checks.register("wagtail_govreview")
def check_unsigned_fields(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """E018: ``GOVREVIEW_UNSIGNED_FIELDS`` names a model or a field that is not there."""
    if not GovReviewSettings.unsigned_fields_by_model.is_well_formed:  # E016 says so
        return []
    return [
        checks.Error(
            f"GOVREVIEW_UNSIGNED_FIELDS: {problem}",
            hint="Correct or remove it, or the field stays a part of what is signed.",
            id="wagtail_govreview.E018",
        )
        for label, names in settings.unsigned_fields.items()
        for problem in _problems(label, names)
    ]


def _problems(label: str, names: list[str]) -> list[str]:
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return [f"there is no model “{label}”."]
    return [f"“{label}” has no field “{name}”." for name in names if not _has_field(model, name)]


def _has_field(model: Any, name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True
