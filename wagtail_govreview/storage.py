"""The private storage: evidence and signature images never lie under the public media URL."""

from __future__ import annotations

from typing import Any, NoReturn

from django.core.files.storage import InvalidStorageError, Storage, storages

from wagtail_govreview.conf import settings


class NoStorage(Storage):
    """Stands where the settings name no storage: the site starts, so that ``check`` can say what is missing
    (E012), and every attempt to keep or read a file says it too."""

    def __init__(self, error: InvalidStorageError) -> None:
        self.error = error

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise self.error

    _open = _save = delete = exists = listdir = size = url = path = _refuse
    get_accessed_time = get_created_time = get_modified_time = _refuse


def private_storage() -> Storage:
    """The storage that ``GOVREVIEW_EVIDENCE_STORAGE`` names in the host's ``STORAGES``."""
    try:
        return storages[settings.evidence_storage]
    except InvalidStorageError as error:
        return NoStorage(error)
