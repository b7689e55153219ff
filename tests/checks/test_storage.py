"""Without a storage for evidence the site starts, and nothing is kept anywhere else."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InvalidStorageError

from wagtail_govreview.storage import private_storage


def test_nothing_is_kept_or_read_without_a_storage(settings: Any) -> None:
    settings.GOVREVIEW_EVIDENCE_STORAGE = "nowhere"
    storage = private_storage()
    for attempt in (
        lambda: storage.save("a.pdf", ContentFile(b"a")),
        lambda: storage.open("a.pdf"),
        lambda: storage.exists("a.pdf"),
        lambda: storage.delete("a.pdf"),
        lambda: storage.url("a.pdf"),
    ):
        with pytest.raises(InvalidStorageError, match="nowhere"):
            attempt()
