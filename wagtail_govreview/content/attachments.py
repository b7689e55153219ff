"""The files that belong to a page: which, how large, and the digest of their bytes."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from django.db import models
from django.db.models.fields.files import FieldFile

from wagtail_govreview.content.reading import Reading, file_fields, read
from wagtail_govreview.content.specifics import as_specific
from wagtail_govreview.ledger.digests import digest_of, digest_of_stream

MISSING = "missing:"
KEY_LENGTH = 64


@dataclass(frozen=True)
class ReferencedFile:
    """One file of a page.

    ``model`` and ``object_key`` name the document or image (``wagtaildocs.document``, ``"3"``), or the page's
    type and the path to a file field of its own. ``size`` is in bytes. ``digest`` is :data:`MISSING` if the
    object or the file behind it is gone.
    """

    model: str
    object_key: str
    title: str
    filename: str
    size: int
    digest: str
    file: FieldFile | None

    @property
    def missing(self) -> bool:
        return self.digest == MISSING

    def open(self) -> IO[bytes]:
        """The file's bytes, from the beginning. Raises ``FileNotFoundError`` if it is missing."""
        if self.file is None or self.missing:
            raise FileNotFoundError(self.filename or f"{self.model}:{self.object_key}")
        return self.file.storage.open(str(self.file.name), "rb")


def referenced_files(page: Any, algorithm: str | None = None) -> list[ReferencedFile]:
    """The files of all documents and images that ``page`` refers to, and of its own file fields.

    Through fields, rich text, stream blocks and child objects; each once. One query for each kind of media.
    ``algorithm``: of the digests; default is the setting's.
    """
    specific = as_specific(page)
    return files_of(specific, read(specific), algorithm)


def files_of(page: Any, reading: Reading, algorithm: str | None = None) -> list[ReferencedFile]:
    """The files of what was read, documents and images before the page's own."""
    files = list(_chosen(reading, algorithm))
    for path, file in reading.own:
        files.append(_file(page._meta.label_lower, _short(path), "", file, algorithm))
    return files


def _chosen(reading: Reading, algorithm: str | None) -> Iterator[ReferencedFile]:
    keys: dict[type[models.Model], list[str]] = defaultdict(list)
    for model, key in reading.chosen:
        keys[model].append(key)
    for model, wanted in keys.items():
        found = {str(media.pk): media for media in model._base_manager.filter(pk__in=wanted)}
        for key in wanted:
            if key in found:
                yield from _files_of_media(found[key], algorithm)
            else:
                yield ReferencedFile(model._meta.label_lower, key, "", "", 0, MISSING, None)


def _files_of_media(media: models.Model, algorithm: str | None) -> Iterator[ReferencedFile]:
    """The medium's files: the first under the medium's key, further ones under the field's name too."""
    label, title = media._meta.label_lower, str(getattr(media, "title", media))
    for position, field in enumerate(file_fields(type(media))):
        file = field.value_from_object(media)
        if position == 0:
            yield _file(label, str(media.pk), title, file, algorithm)
        elif file:
            yield _file(label, _short(f"{media.pk}.{field.name}"), title, file, algorithm)


def _file(
    model: str, key: str, title: str, file: FieldFile, algorithm: str | None
) -> ReferencedFile:
    filename = os.path.basename(file.name or "")
    size, digest = _measure(file, algorithm)
    return ReferencedFile(model, key, title, filename, size, digest, file)


def _measure(file: FieldFile, algorithm: str | None) -> tuple[int, str]:
    if not file:
        return 0, MISSING
    if not getattr(file, "_committed", True):  # uploaded a moment ago, not in the storage yet
        file.file.seek(0)
        digest = digest_of_stream(file.file, algorithm)
        file.file.seek(0)
        return file.size, digest
    try:
        with file.storage.open(str(file.name), "rb") as stored:
            digest = digest_of_stream(stored, algorithm)
            return stored.tell(), digest
    except FileNotFoundError:
        return 0, MISSING


def _short(key: str) -> str:
    """``key`` as long as the column is; a longer one is told by its digest."""
    if len(key) <= KEY_LENGTH:
        return key
    return digest_of(key.encode(), "sha256").partition(":")[2][:KEY_LENGTH]
