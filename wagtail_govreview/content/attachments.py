"""The files that belong to a page: which, how large, and the digest of their bytes."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from django.db import models
from django.db.models.fields.files import FieldFile

from wagtail_govreview.content.blocks import Reference
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


def files_of(
    page: Any, reading: Reading, algorithm: str | None = None, media: Media | None = None
) -> list[ReferencedFile]:
    """The files of what was read, documents and images before the page's own.

    ``media``: of many pages that are read together.
    """
    media = media or Media(reading.chosen)
    files = [
        file for reference in _by_model(reading) for file in media.files(*reference, algorithm)
    ]
    for path, file in reading.own:
        files.append(_file(page._meta.label_lower, _short(path), "", file, algorithm))
    return files


class Media:
    """Documents, images and other media, with one query for each kind; each file is measured once."""

    def __init__(self, references: Iterable[Reference]) -> None:
        self._keys: dict[type[models.Model], dict[str, None]] = defaultdict(dict)
        for model, key in references:
            self._keys[model][key] = None
        self._found: dict[type[models.Model], dict[str, models.Model]] = {}
        self._files: dict[tuple[Reference, str | None], list[ReferencedFile]] = {}

    def files(
        self, model: type[models.Model], key: str, algorithm: str | None
    ) -> list[ReferencedFile]:
        """The files of one medium; a missing one where it is gone. Raises ``OSError`` if one cannot be read."""
        place = (model, key), algorithm
        if place not in self._files:
            self._files[place] = list(self._measured(model, key, algorithm))
        return self._files[place]

    def _measured(
        self, model: type[models.Model], key: str, algorithm: str | None
    ) -> Iterator[ReferencedFile]:
        """The first file under the medium's key, further ones under the field's name too."""
        medium = self._all_of(model).get(key)
        label = model._meta.label_lower
        if medium is None:
            yield ReferencedFile(label, key, "", "", 0, MISSING, None)
            return
        title = str(getattr(medium, "title", medium))
        for position, field in enumerate(file_fields(model)):
            file = field.value_from_object(medium)
            if position == 0:
                yield _file(label, str(medium.pk), title, file, algorithm)
            elif file:
                yield _file(label, _short(f"{medium.pk}.{field.name}"), title, file, algorithm)

    def _all_of(self, model: type[models.Model]) -> dict[str, models.Model]:
        if model not in self._found:
            found = model._base_manager.filter(pk__in=self._keys[model])
            self._found[model] = {str(medium.pk): medium for medium in found}
        return self._found[model]


def _by_model(reading: Reading) -> list[Reference]:
    """The media that were read, those of one kind together."""
    kinds: dict[type[models.Model], list[Reference]] = defaultdict(list)
    for reference in reading.chosen:
        kinds[reference[0]].append(reference)
    return [reference for references in kinds.values() for reference in references]


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
