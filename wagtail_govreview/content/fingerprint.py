"""The fingerprint of a page: the digest that a signature binds to.

The canonical content is a JSON object (see ``ledger.canonical`` for its text)::

    {"format": 1, "type": "portal.PolicyDocumentPage",
     "fields": {"title": "关于…的通知", "body": [{"type": "heading", "value": "…"}], "topics": [3, 7], …},
     "children": {"attachments": [{"type": "portal.PolicyAttachment", "fields": {…}, "children": {}}]},
     "files": [{"model": "wagtaildocs.document", "key": "3", "title": "…", "digest": "sha256:…"}]}

``fields`` are the page's own, without book-keeping (see ``bookkeeping``) and without those that are blank: ``null``,
``false``, an empty text, list or object. ``children`` are its child objects, in their order, without keys. ``files`` are those of every document and image that it refers to, with the titles
that readers see. Points in time count to the minute, as the editor shows them. Other objects it refers to
(pages, snippets, people) are named by key: their own content is not part of it, nor is what Wagtail does not
keep in revisions, such as a plain many-to-many relation.

The same content has the same fingerprint as a draft, in a revision and after publication. A fingerprint names
its algorithm; compare with :func:`has_fingerprint`, which uses the same one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wagtail_govreview.content.attachments import ReferencedFile, files_of
from wagtail_govreview.content.reading import Reading, read
from wagtail_govreview.content.specifics import as_specific
from wagtail_govreview.ledger.canonical import canonical_json, plain
from wagtail_govreview.ledger.digests import algorithm_of, digest_of_text

FORMAT = 1


@dataclass(frozen=True)
class Taken:
    """A page's content at one moment: the canonical text, its digest, and the files it names."""

    page_type: str
    canonical: str
    fingerprint: str
    files: list[ReferencedFile]


def canonical_content(page: Any, algorithm: str | None = None) -> dict[str, Any]:
    """The canonical content of a page, as a draft object, ``revision.as_object()`` or loaded.

    ``algorithm``: of the files' digests; default is the setting's.
    """
    specific = as_specific(page)
    reading = read(specific)
    return _content(reading, files_of(specific, reading, algorithm))


def fingerprint(page: Any, algorithm: str | None = None) -> str:
    """The digest of the page's canonical content. ``algorithm``: default is the setting's."""
    return take(page, algorithm).fingerprint


def has_fingerprint(page: Any, signed: str) -> bool:
    """Has the page the content whose fingerprint is ``signed``, in the algorithm that ``signed`` names?"""
    algorithm = algorithm_of(signed)
    return bool(algorithm) and fingerprint(page, algorithm) == signed


def take(page: Any, algorithm: str | None = None) -> Taken:
    """The page's content with everything that is needed to keep it."""
    specific = as_specific(page)
    reading = read(specific)
    return taken_from(reading, files_of(specific, reading, algorithm), algorithm)


def taken_from(
    reading: Reading, files: list[ReferencedFile], algorithm: str | None = None
) -> Taken:
    """The content of a page that was read already; ``files`` were measured in the same algorithm."""
    content = _content(reading, files)
    canonical = canonical_json(content)
    return Taken(content["type"], canonical, digest_of_text(canonical, algorithm), files)


def _content(reading: Reading, files: list[ReferencedFile]) -> dict[str, Any]:
    described = sorted((_described(file) for file in files), key=canonical_json)
    return {"format": FORMAT, **reading.content, "files": described}


def _described(file: ReferencedFile) -> dict[str, Any]:
    described = {
        "model": file.model,
        "key": file.object_key,
        "title": file.title,
        "digest": file.digest,
    }
    return plain(described)
