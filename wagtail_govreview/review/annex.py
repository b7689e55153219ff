"""The list of attachments on the printed sheet (附件清单): which files, and who opened each before signing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.dateparse import parse_datetime

from wagtail_govreview.content.models import SignedAttachment
from wagtail_govreview.moments import local_moment
from wagtail_govreview.printing.sheet import Attachment
from wagtail_govreview.review.sheets import Signature

TITLE = SignedAttachment._meta.get_field("title").max_length


def attachment(item: Mapping[str, Any], signatures: Iterable[Signature]) -> Attachment:
    title, filename = item["title"], item["filename"]
    name = title if title == filename else f"{title}（{filename}）"
    return Attachment(
        name=name,
        size=size_text(item["size"]),
        digest=item["digest"],
        read_by="；".join(_read_by(item, signatures)),
    )


def _read_by(item: Mapping[str, Any], signatures: Iterable[Signature]) -> Iterator[str]:
    """审看人: who signed after opening this file, and when they opened it first, as the signatures state it."""
    for signature in signatures:
        for stated in signature.reading:
            if (stated.get("label"), stated["digest"]) == (item["title"][:TITLE], item["digest"]):
                opened = parse_datetime(stated["opened_at"])
                when = f"{local_moment(opened):%m-%d %H:%M}" if opened else ""
                yield f"{signature.name} {when}".strip()
                break


def size_text(size: int | None) -> str:
    """1.2 MB; empty for a file that was missing."""
    if size is None:
        return ""
    amount = float(size)
    for unit in ("B", "KB", "MB"):
        if amount < 1024:
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1024
    return f"{amount:.1f} GB"
