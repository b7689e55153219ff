"""Verification of what was kept: contents, files, and that each content has its files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_govreview.content.attachments import MISSING
from wagtail_govreview.content.evidence import stored_digest
from wagtail_govreview.content.models import SignedContent, SignedFile
from wagtail_govreview.ledger.digests import algorithm_of, digest_of_text
from wagtail_govreview.ledger.verification import Checked, Problem, register_verifier

PIECE = 100


@register_verifier
def verify_contents() -> Iterator[Problem | Checked]:
    """Every kept content still has its fingerprint, and the files that it names."""
    count = 0
    contents = SignedContent.objects.prefetch_related("attachments__file")
    for content in _in_pieces(contents):
        count += 1
        algorithm = algorithm_of(content.fingerprint)
        if algorithm and digest_of_text(content.canonical, algorithm) == content.fingerprint:
            yield from _attachments(content)
        else:
            sentence = _("The kept content %(fingerprint)s (%(type)s) was changed.")
            values = {"fingerprint": content.fingerprint, "type": content.page_type}
            yield Problem("content.changed", content.fingerprint, sentence % values)
    yield Checked(gettext_lazy("kept contents"), count)


@register_verifier
def verify_files() -> Iterator[Problem | Checked]:
    """The bytes of every kept file still have their digest."""
    count = 0
    for kept in _in_pieces(SignedFile.objects.prefetch_related("uses")):
        count += 1
        try:
            intact = stored_digest(kept.file.name, kept.digest) == kept.digest
        except (FileNotFoundError, ValueError):
            yield _problem("content.file_missing", kept, _("The kept file %(file)s is missing."))
        else:
            if not intact:
                yield _problem(
                    "content.file_changed", kept, _("The kept file %(file)s was changed.")
                )
    yield Checked(gettext_lazy("kept files"), count)


def _attachments(content: SignedContent) -> Iterator[Problem]:
    kept = {(use.model, use.object_key): use.file.digest for use in content.attachments.all()}
    for file in json.loads(content.canonical)["files"]:
        named = kept.get((file["model"], file["key"]), MISSING)
        if named != file["digest"]:
            sentence = _(
                "The kept content %(fingerprint)s has lost its file “%(title)s” (%(digest)s)."
            )
            values = {
                "fingerprint": content.fingerprint,
                "title": file["title"],
                "digest": file["digest"],
            }
            yield Problem("content.attachment_missing", content.fingerprint, sentence % values)


def _problem(code: str, kept: SignedFile, sentence: str) -> Problem:
    uses = list(kept.uses.all())
    file = f"“{uses[0].filename}” ({kept.digest})" if uses else kept.digest
    return Problem(code, kept.digest, sentence % {"file": file})


def _in_pieces(queryset: models.QuerySet) -> Iterator[Any]:
    """The objects by key in pieces: constant memory on every database."""
    last = 0
    while piece := list(queryset.filter(pk__gt=last).order_by("pk")[:PIECE]):
        yield from piece
        last = piece[-1].pk
