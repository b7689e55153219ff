"""Verification of what was kept: contents, files, and that each content has its files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from django.core.exceptions import SuspiciousOperation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_govreview.content.attachments import MISSING
from wagtail_govreview.content.evidence import TITLE_LENGTH, stored_measure
from wagtail_govreview.content.models import SignedAttachment, SignedContent, SignedFile
from wagtail_govreview.ledger.digests import algorithm_of, digest_of_text
from wagtail_govreview.ledger.reading import in_pieces
from wagtail_govreview.ledger.verification import Checked, Problem, register_verifier

PIECE = 100


@register_verifier
def verify_contents() -> Iterator[Problem | Checked]:
    """Every kept content still has its fingerprint, and exactly the files that it names."""
    count = 0
    contents = SignedContent.objects.prefetch_related("attachments__file")
    for piece in in_pieces(contents, size=PIECE):
        count += len(piece)
        for content in piece:
            yield from _content(content)
    yield Checked(gettext_lazy("kept contents"), count)


@register_verifier
def verify_files() -> Iterator[Problem | Checked]:
    """The bytes of every kept file still have their digest and size, and something that was kept names it."""
    count = 0
    for piece in in_pieces(SignedFile.objects.prefetch_related("uses"), size=PIECE):
        count += len(piece)
        for kept in piece:
            yield from _file(kept)
    yield Checked(gettext_lazy("kept files"), count)


def _content(content: SignedContent) -> Iterator[Problem]:
    algorithm = algorithm_of(content.fingerprint)
    values = {"fingerprint": content.fingerprint, "type": content.page_type}
    if not algorithm or digest_of_text(content.canonical, algorithm) != content.fingerprint:
        sentence = _("The kept content %(fingerprint)s (%(type)s) was changed.")
        yield Problem("content.changed", content.fingerprint, sentence % values)
        return
    canonical = json.loads(content.canonical)
    if content.page_type != canonical["type"]:
        sentence = _(
            "The kept content %(fingerprint)s is of the type “%(own)s”, but is filed as “%(type)s”."
        )
        values["own"] = canonical["type"]
        yield Problem("content.type_changed", content.fingerprint, sentence % values)
    yield from _attachments(content, canonical["files"])


def _attachments(content: SignedContent, named: Sequence[Mapping[str, str]]) -> Iterator[Problem]:
    kept = {(use.model, use.object_key): use for use in content.attachments.all()}
    for file in named:
        use = kept.pop((file["model"], file["key"]), None)
        if _digest_of(use) != file["digest"]:
            sentence = _(
                "The kept content %(fingerprint)s has lost its file “%(title)s” (%(digest)s)."
            )
            yield _attachment_problem("content.attachment_missing", content, file, sentence)
        elif use and use.title != file["title"][:TITLE_LENGTH]:
            sentence = _(
                "The kept content %(fingerprint)s: its file “%(title)s” (%(digest)s) was given another title."
            )
            yield _attachment_problem("content.attachment_renamed", content, file, sentence)
    for use in kept.values():
        sentence = _(
            "The kept content %(fingerprint)s does not name the file “%(title)s” (%(digest)s): it was slipped in."
        )
        file = {"title": use.title, "digest": _digest_of(use)}
        yield _attachment_problem("content.attachment_extra", content, file, sentence)


def _digest_of(use: SignedAttachment | None) -> str:
    """The digest of the kept file that an attachment points to; :data:`MISSING` where there is none."""
    try:
        return use.file.digest if use else MISSING
    except SignedFile.DoesNotExist:  # a key that points to nothing
        return MISSING


def _attachment_problem(
    code: str, content: SignedContent, file: Mapping[str, str], sentence: str
) -> Problem:
    values = {
        "fingerprint": content.fingerprint,
        "title": file["title"],
        "digest": file["digest"],
    }
    return Problem(code, content.fingerprint, sentence % values)


def _file(kept: SignedFile) -> Iterator[Problem]:
    if not kept.uses.all():
        sentence = _("Nothing that was kept names the kept file %(file)s: it was slipped in.")
        yield _file_problem("content.file_extra", kept, sentence)
    try:
        size, digest = stored_measure(kept.file.name, kept.digest)
    except (OSError, ValueError, SuspiciousOperation):  # gone, or a name that leads nowhere
        yield _file_problem("content.file_missing", kept, _("The kept file %(file)s is missing."))
        return
    if digest != kept.digest:
        sentence = _("The kept file %(file)s was changed.")
        yield _file_problem("content.file_changed", kept, sentence)
    elif size != kept.size:
        sentence = _("The kept file %(file)s has another size than its record says.")
        yield _file_problem("content.file_size", kept, sentence)


def _file_problem(code: str, kept: SignedFile, sentence: str) -> Problem:
    uses = list(kept.uses.all())
    file = f"“{uses[0].filename}” ({kept.digest})" if uses else kept.digest
    return Problem(code, kept.digest, sentence % {"file": file})
