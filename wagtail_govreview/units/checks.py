"""System checks: what the host's settings must say before anything can be signed and published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings as django_settings
from django.core import checks
from django.core.files.storage import FileSystemStorage, InvalidStorageError, storages

from wagtail_govreview.conf import settings

TAG = "wagtail_govreview"
FINISH_ACTION = "wagtail_govreview.publication.finish.publish_signed"
NEEDED_APPS = {
    "wagtail_modeladmin": "the screens for units, signers, sources and the register",
    "simple_history": "the history of units, sources and sheets",
}


@checks.register(TAG)
def check_finish_action(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """E011: without our finish action Wagtail publishes the latest draft instead of the signed one."""
    if getattr(django_settings, "WAGTAIL_FINISH_WORKFLOW_ACTION", None) == FINISH_ACTION:
        return []
    return [
        checks.Error(
            "WAGTAIL_FINISH_WORKFLOW_ACTION does not lead to wagtail_govreview: a finished review would "
            "publish the latest draft, not the signed one.",
            hint=f'Add to the settings: WAGTAIL_FINISH_WORKFLOW_ACTION = "{FINISH_ACTION}"',
            id="wagtail_govreview.E011",
        )
    ]


@checks.register(TAG)
def check_evidence_storage(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """E012: no storage for evidence. E013: it lies where the web server hands files to everybody."""
    alias = settings.evidence_storage
    try:
        storage = storages[alias]
    except InvalidStorageError as error:
        return [
            checks.Error(
                f"STORAGES has no usable “{alias}”, where signed content and signature images are kept: {error}",
                hint=f'Add to STORAGES: "{alias}": {{"BACKEND": "django.core.files.storage.FileSystemStorage", '
                '"OPTIONS": {"location": "/a/private/folder"}}',
                id="wagtail_govreview.E012",
            )
        ]
    if alias != "default" and not _lies_in_public(storage):
        return []
    return [
        checks.Error(
            f"The storage “{alias}” is public: signed content and signature images would be open to everybody.",
            hint="Give it a folder outside of MEDIA_ROOT and STATIC_ROOT, or a private bucket of its own.",
            id="wagtail_govreview.E013",
        )
    ]


@checks.register(TAG)
def check_needed_apps(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """E014: an application that the screens are built with is not installed."""
    return [
        checks.Error(
            f"“{name}” is not in INSTALLED_APPS: {purpose} need it.",
            hint=f'Add "{name}" to INSTALLED_APPS.',
            id="wagtail_govreview.E014",
        )
        for name, purpose in NEEDED_APPS.items()
        if not apps.is_installed(name)
    ]


def _lies_in_public(storage: Any) -> bool:
    """Is it a folder inside, or around, one that the web server serves? Of other backends nothing can be said."""
    if storage is storages["default"]:
        return True
    if not isinstance(storage, FileSystemStorage):
        return False
    private = Path(storage.location).resolve()
    for public in (django_settings.MEDIA_ROOT, django_settings.STATIC_ROOT):
        if not public:
            continue
        folder = Path(public).resolve()
        if private == folder or folder in private.parents or private in folder.parents:
            return True
    return False
