"""System checks: the evidence has a storage, and no address of the web server leads there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings as django_settings
from django.core import checks
from django.core.files.storage import FileSystemStorage, InvalidStorageError, storages

from wagtail_govreview.conf import settings

LINES = """STORAGES["{alias}"] = {{
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {{"location": BASE_DIR / "evidence", "base_url": None}},
}}"""


@checks.register("wagtail_govreview")
def check_evidence_storage(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """E012: no storage for evidence. E013: it is public. W014: it has an address on the web."""
    alias = settings.evidence_storage
    try:
        storage = storages[alias]
    except InvalidStorageError as error:
        text = f"STORAGES has no usable “{alias}”, where signed content and signature images are kept: {error}"
        return [
            checks.Error(
                text,
                hint=f"Add to the settings:\n{LINES.format(alias=alias)}",
                id="wagtail_govreview.E012",
            )
        ]
    if _is_public(alias, storage):
        return [
            checks.Error(
                f"The storage “{alias}” is public: signed content and signature images would be open to everybody.",
                hint="Give it a folder outside of MEDIA_ROOT and STATIC_ROOT, or a private bucket of its own:\n"
                + LINES.format(alias=alias),
                id="wagtail_govreview.E013",
            )
        ]
    address = getattr(storage, "_base_url", None)  # "base_url" itself falls back to MEDIA_URL
    if address is not None:
        return [
            checks.Warning(
                f"The storage “{alias}” has an address on the web ({address}).",
                hint='Write "base_url": None into its OPTIONS, and let the web server serve nothing from there.',
                id="wagtail_govreview.W014",
            )
        ]
    return []


def _is_public(alias: str, storage: Any) -> bool:
    """Does it lie where files are served from, as far as the settings tell?"""
    if alias in ("default", "staticfiles"):
        return True
    if isinstance(storage, FileSystemStorage):
        private = Path(storage.location).resolve()
        return any(_overlap(private, public) for public in _served_folders())
    configured = storages.backends[alias]
    return any(storages.backends.get(other) == configured for other in ("default", "staticfiles"))


def _served_folders() -> list[Path]:
    """The folders of Django's two own storages, and those that the settings name for them."""
    named: list[Any] = [django_settings.MEDIA_ROOT, django_settings.STATIC_ROOT]
    for alias in ("default", "staticfiles"):
        try:
            named.append(getattr(storages[alias], "base_location", None))
        except InvalidStorageError:  # Django names this one itself
            continue
    return [Path(folder).resolve() for folder in named if folder]


def _overlap(one: Path, other: Path) -> bool:
    return one == other or one in other.parents or other in one.parents
