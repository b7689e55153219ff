"""Keeping what was signed: the canonical content and the bytes of its files, once each, for good."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.core.files.base import File
from django.db import IntegrityError, models, transaction

from wagtail_govreview.content import rules
from wagtail_govreview.content.attachments import ReferencedFile
from wagtail_govreview.content.fingerprint import Taken, take
from wagtail_govreview.content.models import (
    SignedAttachment,
    SignedContent,
    SignedFile,
    evidence_path,
)
from wagtail_govreview.ledger.digests import algorithm_of, digest_of_stream
from wagtail_govreview.refusal import refuse_if
from wagtail_govreview.storage import private_storage

TITLE_LENGTH = 255
LONG: dict[Any, tuple[str, ...]] = {SignedContent: ("canonical",)}
Kind = TypeVar("Kind", bound=models.Model)


@transaction.atomic
def keep(page: Any) -> SignedContent:
    """Keep the content of ``page`` and its files; what is kept already is not written again.

    A missing file stays missing: the canonical content says so. Raises ``Refused`` if a file is replaced at
    that very moment, ``OSError`` if the private storage cannot be written to.
    """
    taken = take(page)
    return keep_all([taken])[taken.fingerprint]


@transaction.atomic
def keep_all(many: Iterable[Taken]) -> dict[str, SignedContent]:
    """Keep the contents of many pages, by fingerprint, in a constant number of queries. Raises as ``keep``."""
    taken = {each.fingerprint: each for each in many}
    kept = _by(SignedContent, "fingerprint", taken)
    new = [fingerprint for fingerprint in taken if fingerprint not in kept]
    if new:
        rows = (
            SignedContent(
                fingerprint=each.fingerprint, canonical=each.canonical, page_type=each.page_type
            )
            for each in map(taken.__getitem__, new)
        )
        kept |= _insert(SignedContent, "fingerprint", {row.fingerprint: row for row in rows})
        _attach(
            (kept[fingerprint], file) for fingerprint in new for file in taken[fingerprint].files
        )
    return kept


def _attach(uses: Iterable[tuple[SignedContent, ReferencedFile]]) -> None:
    present = [(content, file) for content, file in uses if not file.missing]
    if not present:
        return
    kept = _keep_files({file.digest: file for _content, file in present})
    SignedAttachment.objects.bulk_create(
        SignedAttachment(
            content=content,
            file=kept[file.digest],
            model=file.model,
            object_key=file.object_key,
            title=file.title[:TITLE_LENGTH],
            filename=file.filename[:TITLE_LENGTH],
        )
        for content, file in present
    )


def _keep_files(files: dict[str, ReferencedFile]) -> dict[str, SignedFile]:
    kept = _by(SignedFile, "digest", files)
    rows = {
        digest: SignedFile(digest=digest, size=file.size, file=_store(file))
        for digest, file in files.items()
        if digest not in kept
    }
    return kept | _insert(SignedFile, "digest", rows)


def _by(model: type[Kind], name: str, keys: Iterable[str]) -> dict[str, Kind]:
    """The records that exist already, by their unique digest; without their long texts."""
    found = model._default_manager.filter(**{f"{name}__in": list(keys)})
    return {getattr(record, name): record for record in found.defer(*LONG.get(model, ()))}


def _insert(model: type[Kind], name: str, rows: dict[str, Kind]) -> dict[str, Kind]:
    """Insert ``rows``; those that somebody else wrote at this moment are taken as they are."""
    if not rows:
        return {}
    try:
        with transaction.atomic():
            model._default_manager.bulk_create(rows.values())
    except IntegrityError:
        found = _by(model, name, rows)
        if not found:
            raise
        missing = {key: row for key, row in rows.items() if key not in found}
        return found | _insert(model, name, missing)
    if all(row.pk for row in rows.values()):
        return rows
    return _by(model, name, rows)  # MySQL does not say which keys it gave


def _store(file: ReferencedFile) -> str:
    """Copy the bytes into the private storage; returns where.

    A copy that lies there already, left by a transaction that was rolled back, is used; other bytes in its
    place are left alone, and the storage finds another name.
    """
    storage = private_storage()
    path = evidence_path(SignedFile(digest=file.digest), file.filename)
    if storage.exists(path) and stored_digest(path, file.digest) == file.digest:
        return path
    with file.open() as stream:
        path = storage.save(path, File(stream))
    refuse_if(rules.for_keeping(file, stored_digest(path, file.digest)))
    return path


def stored_digest(path: str, like: str) -> str:
    """The digest of a file in the private storage, in the algorithm of the digest ``like``."""
    return stored_measure(path, like)[1]


def stored_measure(path: str, like: str) -> tuple[int, str]:
    """The size in bytes and the digest of a file in the private storage. Raises ``FileNotFoundError``."""
    with private_storage().open(path, "rb") as stored:
        digest = digest_of_stream(stored, algorithm_of(like))
        return stored.tell(), digest
