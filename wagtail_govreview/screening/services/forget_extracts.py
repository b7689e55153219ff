"""Throw away the texts of files for which nobody asked lately. No evidence: no line in the ledger.

They hold whatever personal data the files hold, and are read again from the file whenever somebody needs them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.storage import InvalidStorageError, Storage
from django.db.models import QuerySet
from django.utils import timezone

from wagtail_govreview.screening.extraction.extracting import FOLDER
from wagtail_govreview.screening.extraction.extractions import Extraction
from wagtail_govreview.storage import private_storage

PIECE = 500
GRACE = timedelta(days=1)  # a file is written a moment before its row
logger = logging.getLogger(__name__)


@dataclass
class Forgotten:
    """``texts``: of files, thrown away. ``leftovers``: files in the private storage of which no row knew.
    ``failed``: files that could not be deleted; the next run finds them among the leftovers."""

    texts: int = 0
    leftovers: int = 0
    failed: int = 0


def unused(days: int) -> QuerySet[Extraction]:
    """The texts for which nobody asked for ``days`` days; 0: all of them."""
    return Extraction.objects.filter(used_at__lte=timezone.now() - timedelta(days=days))


def to_forget(days: int) -> Forgotten:
    """What :func:`forget_extracts` would throw away."""
    return Forgotten(texts=unused(days).count(), leftovers=sum(1 for _name in _leftovers(days)))


def forget_extracts(days: int) -> Forgotten:
    """Throw away what nobody used for ``days`` days, in pieces: it can be stopped at any moment and run again."""
    done, storage = Forgotten(), private_storage()
    left = list(_leftovers(days))
    last = 0
    while rows := list(unused(days).filter(pk__gt=last).order_by("pk")[:PIECE]):
        last = rows[-1].pk
        for row in rows:
            # Asked again: somebody may have used it meanwhile.
            if unused(days).filter(pk=row.pk).delete()[0]:
                done.texts += 1
                done.failed += not _deleted(storage, row.stored_name)
    for name in left:
        gone = _deleted(storage, name)
        done.leftovers += gone
        done.failed += not gone
    return done


def _deleted(storage: Storage, name: str) -> bool:
    try:
        storage.delete(name)
    except (OSError, InvalidStorageError):
        logger.exception("The text of a file could not be deleted.")
        return False
    return True


def _leftovers(days: int) -> Iterator[str]:
    """Files that no row names: of runs that were cut off, and of storages that refused."""
    storage = private_storage()
    limit = timezone.now() - min(timedelta(days=days), GRACE)
    for folder in _listed(storage, FOLDER)[0]:
        path = f"{FOLDER}/{folder}"
        names = [f"{path}/{name}" for name in _listed(storage, path)[1]]
        known = set(
            Extraction.objects.filter(stored_name__startswith=f"{path}/").values_list(
                "stored_name", flat=True
            )
        )
        yield from (name for name in names if name not in known and _is_old(storage, name, limit))


def _listed(storage: Storage, path: str) -> tuple[list[str], list[str]]:
    """Folders and files; nothing where there is no such folder, or a storage that does not list."""
    try:
        return storage.listdir(path)
    except (OSError, NotImplementedError, InvalidStorageError):
        return [], []


def _is_old(storage: Storage, name: str, limit: datetime) -> bool:
    try:
        changed = storage.get_modified_time(name)
    except (OSError, NotImplementedError):
        return False
    return (timezone.make_aware(changed) if timezone.is_naive(changed) else changed) <= limit
