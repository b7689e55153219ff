"""The host's base page model, by name and as a class.

Wagtail 8 lets a site replace ``wagtailcore.Page``; Wagtail 7.4 does not know of it.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import migrations, models

try:
    import swapper
except ImportError:  # Wagtail 7.4 does not bring swapper, and its base page is always its own
    BASE_PAGE_MODEL = "wagtailcore.Page"
else:
    BASE_PAGE_MODEL = swapper.get_model_name("wagtailcore", "Page")


def base_page_model() -> type[models.Model]:
    """The base page model of this site."""
    return apps.get_model(BASE_PAGE_MODEL, require_ready=False)


def base_page_dependency() -> Any:
    """What a migration that refers to the base page depends on."""
    return migrations.swappable_dependency(BASE_PAGE_MODEL)


def is_page(value: object) -> bool:
    """Is ``value`` a page, of whatever type?"""
    return isinstance(value, base_page_model())


def page_now(key: Any) -> Any:
    """The page with this primary key as the database has it now, with its own type; ``None`` when it is gone."""
    pages: Any = base_page_model()._default_manager
    page = pages.filter(pk=key).first()
    return page.specific if page is not None else None
