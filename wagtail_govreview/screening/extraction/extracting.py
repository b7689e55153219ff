"""The texts of files: from the cache, or read now.

Reading costs a process and seconds; whoever needs the files of a page asks for all of them at once.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from shutil import copyfileobj
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InvalidStorageError
from django.db import DatabaseError, transaction
from django.utils import timezone

from wagtail_govreview.content.attachments import ReferencedFile
from wagtail_govreview.screening.extraction.extractions import Extraction
from wagtail_govreview.screening.extraction.extracts import Extract, Notice
from wagtail_govreview.screening.extraction.keeping import notices_to_json, packed, unpacked
from wagtail_govreview.screening.extraction.kinds import PICTURES, extension_of, kind_of
from wagtail_govreview.screening.extraction.limits import limits, reader_version
from wagtail_govreview.screening.extraction.reading import read_safely
from wagtail_govreview.screening.extraction.worker import Worker
from wagtail_govreview.storage import private_storage

FOLDER = "extracts"
LONGEST_SUFFIX = 16
USED_AGAIN = timedelta(days=1)  # after which it is noted again
logger = logging.getLogger(__name__)

Key = tuple[str, str]  # digest and suffix


def extract_of(file: ReferencedFile) -> Extract:
    """Everything that can be read in one file. Raises nothing for the file's sake: the worst is a notice."""
    return extracts_of([file])[key_of(file)]


def extracts_of(files: Iterable[ReferencedFile]) -> dict[Key, Extract]:
    """The extracts of many files, by :func:`key_of` each. One query, and some for each file that is read now."""
    wanted = {key_of(file): file for file in files}
    allowed = limits()
    version = reader_version(allowed)
    extracts = {key: _missing() for key, file in wanted.items() if file.missing}
    known = {
        (row.digest, row.suffix): row
        for row in Extraction.objects.filter(
            version=version, digest__in={digest for digest, _suffix in wanted}
        )
    }
    with Worker(allowed) as worker:
        for key, file in wanted.items():
            if key in extracts:
                continue
            kept = _kept(known[key]) if key in known else None
            extracts[key] = kept or _read(file, key, version, worker)
    _note_use(known.values())
    return extracts


def key_of(file: ReferencedFile) -> Key:
    """What decides how a file is read: the digest of its bytes, and its extension."""
    return file.digest, extension_of(file.filename)[:LONGEST_SUFFIX]


def _note_use(rows: Iterable[Extraction]) -> None:
    """Texts that are used stay. One query a day for them, so that looking does not mean writing all the time."""
    now = timezone.now()
    old = [row.pk for row in rows if row.used_at < now - USED_AGAIN]
    if not old:
        return
    try:
        with transaction.atomic():
            Extraction.objects.filter(pk__in=old).update(used_at=now)
    except DatabaseError:
        logger.exception("That texts of files are in use could not be noted.")


def _missing() -> Extract:
    return Extract("unknown", notices=[Notice("attachment.missing")])


def _kept(row: Extraction) -> Extract | None:
    """What was kept; ``None`` if it was thrown away or is damaged, so that it is read again."""
    try:
        with private_storage().open(row.stored_name) as stored:
            return unpacked(stored.read())
    except (OSError, ValueError, InvalidStorageError):
        return None


def _read(file: ReferencedFile, key: Key, version: str, worker: Worker) -> Extract:
    began = time.monotonic()
    try:
        data = _packed(file, worker)
    except OSError:  # between measuring and reading the file was taken away
        return _missing()
    extract = unpacked(data)
    _keep(key, version, extract, data, time.monotonic() - began)
    return extract


def _packed(file: ReferencedFile, worker: Worker) -> bytes:
    """Read the file: pictures here, where Wagtail has opened them already, everything else in the worker's process."""
    if not worker.limits.ocr:
        with _opened(file) as stream:
            if kind_of(stream, file.filename) in PICTURES:
                return packed(read_safely(stream, file.filename, worker.limits.budget()))
    with _on_disk(file) as path:
        return worker.read(path, file.filename)


@contextmanager
def _opened(file: ReferencedFile) -> Iterator[Any]:
    """The file's bytes, also of one that was uploaded a moment ago and is in no storage yet."""
    if file.file is not None and not getattr(file.file, "_committed", True):
        file.file.file.seek(0)
        try:
            yield file.file.file
        finally:
            file.file.file.seek(0)
    else:
        with file.open() as stream:
            yield stream


@contextmanager
def _on_disk(file: ReferencedFile) -> Iterator[str]:
    """A path under which the worker finds the bytes: the storage's own, or a copy for the time of reading."""
    with _opened(file) as stream:
        path = _path(file)
        if path is not None:
            yield path
            return
        with tempfile.NamedTemporaryFile(prefix="govreview-") as copy:  # for nobody else to read
            copyfileobj(stream, copy)
            copy.flush()
            yield copy.name


def _path(file: ReferencedFile) -> str | None:
    if file.file is None or not getattr(file.file, "_committed", True):
        return None
    try:
        path = file.file.storage.path(str(file.file.name))
    except NotImplementedError:  # a storage elsewhere
        return None
    return path if os.path.isfile(path) else None


def _keep(key: Key, version: str, extract: Extract, data: bytes, seconds: float) -> None:
    """Into the cache. A site whose storage or database refuses it reads the file again the next time."""
    digest, suffix = key
    name = hashlib.sha256(f"{digest} {suffix} {version}".encode()).hexdigest()
    path = f"{FOLDER}/{name[:2]}/{name}.z"
    try:
        storage = private_storage()
        storage.delete(path)
        stored = storage.save(path, ContentFile(data))
        with transaction.atomic():
            Extraction.objects.update_or_create(
                digest=digest,
                suffix=suffix,
                version=version,
                defaults={
                    "kind": extract.kind[:16],
                    "notices": notices_to_json(extract),
                    "characters": extract.characters,
                    "seconds": seconds,
                    "stored_name": stored,
                    "used_at": timezone.now(),
                },
            )
    except (OSError, InvalidStorageError, DatabaseError):
        logger.exception("The text of a file could not be kept.")
