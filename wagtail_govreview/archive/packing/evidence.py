"""The contents that were signed and the files that belong to them, each once in a package."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Subquery

from wagtail_govreview.archive.naming import of_digest, safe_filename
from wagtail_govreview.archive.packing.findings import Findings
from wagtail_govreview.archive.packing.member import CONTENTS, FILES, Member, exact
from wagtail_govreview.archive.packing.seen import Seen
from wagtail_govreview.content.evidence import stored_digest
from wagtail_govreview.content.models import SignedAttachment, SignedContent
from wagtail_govreview.storage import private_storage

CHUNK = 1 << 20
DIGITS = 16


class Kept:
    """``contents`` by key: those of one batch. Two queries."""

    def __init__(self, contents: dict[int, SignedContent], seen: Seen, findings: Findings) -> None:
        self._contents = contents
        self._seen = seen
        self._findings = findings

    def described(self, key: int | None) -> dict[str, Any]:
        """Where the package holds a content and its files."""
        if key is None:
            return {"fingerprint": "", "content": "", "attachments": []}
        content = self._contents[key]
        return {
            "fingerprint": content.fingerprint,
            "content": _content_name(content),
            "attachments": [
                {
                    "title": use.title,
                    "filename": use.filename,
                    "digest": use.file.digest,
                    "size": use.file.size,
                    "file": _file_name(use),
                }
                for use in self._uses[key]
            ],
        }

    def members(self) -> Iterator[Member]:
        """The contents and files that no earlier batch has put in."""
        new = self._seen.new(self._contents.values())
        self._findings.counts["contents"] += len(new)
        for content in new:
            yield exact(_content_name(content), content.canonical)
            self._note_missing(content)
        for use in (use for content in new for use in self._uses[content.pk]):
            if self._seen.add("file", use.file_id):
                yield from self._file(use)

    @cached_property
    def _uses(self) -> dict[int, list[Any]]:
        first = SignedAttachment.objects.filter(file=OuterRef("file")).order_by("pk")
        uses = (
            SignedAttachment.objects.filter(content__in=list(self._contents))
            .select_related("file")
            .annotate(first_name=Subquery(first.values("filename")[:1]))
            .order_by("pk")
        )
        found: dict[int, list[Any]] = defaultdict(list)
        for use in uses:
            found[use.content_id].append(use)
        return found

    def _note_missing(self, content: SignedContent) -> None:
        """Files that the content names but that were gone already when it was signed, or are kept no more."""
        kept = {use.file.digest for use in self._uses[content.pk]}
        for file in json.loads(content.canonical).get("files", []):
            if file["digest"] not in kept:
                self._note("missing", file["title"], file["digest"])

    def _file(self, use: Any) -> Iterator[Member]:
        """The bytes as they are kept, whether they are still what was signed or not; that is said beside."""
        path = use.file.file.name
        try:
            intact = stored_digest(path, use.file.digest) == use.file.digest
        except FileNotFoundError:
            self._note("missing", use.filename, use.file.digest)
            return
        if not intact:
            self._note("changed", use.filename, use.file.digest)
        yield Member(_file_name(use), bytes_of(path), compress=False)
        self._findings.counts["attachments"] += 1

    def _note(self, what: str, name: str, digest: str) -> None:
        self._findings.damaged.append({"problem": what, "file": name, "digest": digest})


def _content_name(content: SignedContent) -> str:
    return f"{CONTENTS}/{of_digest(content.fingerprint)}.json"


def _file_name(use: Any) -> str:
    """The same in every package: by the digest, and the name under which the file was kept first."""
    digits = use.file.digest.partition(":")[2][:DIGITS]
    return f"{FILES}/{digits} {safe_filename(use.first_name)}"


def bytes_of(path: str) -> Iterator[bytes]:
    """What lies in the private storage, in pieces."""
    with private_storage().open(path, "rb") as stored:
        while chunk := stored.read(CHUNK):
            yield chunk
