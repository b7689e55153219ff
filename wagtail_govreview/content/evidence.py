"""Keeping what was signed: the canonical content and the bytes of its files, once each, for good."""

from __future__ import annotations

from typing import Any

from django.core.files.base import File
from django.db import transaction

from wagtail_govreview.content import rules
from wagtail_govreview.content.attachments import ReferencedFile
from wagtail_govreview.content.fingerprint import take
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


@transaction.atomic
def keep(page: Any) -> SignedContent:
    """Keep the content of ``page`` and its files; what is kept already is not written again.

    A missing file stays missing: the canonical content says so. Raises ``Refused`` if a file is replaced at
    that very moment, ``OSError`` if the private storage cannot be written to.
    """
    taken = take(page)
    content, created = SignedContent.objects.get_or_create(
        fingerprint=taken.fingerprint,
        defaults={"canonical": taken.canonical, "page_type": taken.page_type},
    )
    if created:
        for file in taken.files:
            if not file.missing:
                _attach(content, file)
    return content


def _attach(content: SignedContent, file: ReferencedFile) -> None:
    SignedAttachment.objects.create(
        content=content,
        file=_keep_file(file),
        model=file.model,
        object_key=file.object_key,
        title=file.title[:TITLE_LENGTH],
        filename=file.filename[:TITLE_LENGTH],
    )


def _keep_file(file: ReferencedFile) -> SignedFile:
    kept = SignedFile.objects.filter(digest=file.digest).first()
    if kept:
        return kept
    path = _store(file)
    return SignedFile.objects.get_or_create(
        digest=file.digest, defaults={"size": file.size, "file": path}
    )[0]


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
    with private_storage().open(path, "rb") as stored:
        return digest_of_stream(stored, algorithm_of(like))
