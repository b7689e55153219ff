"""What may be kept as evidence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from wagtail_govreview.content.attachments import ReferencedFile
from wagtail_govreview.refusal import Refusal


def for_keeping(file: ReferencedFile, stored: str) -> list[Refusal]:
    """May the copy with the digest ``stored`` be evidence of ``file``?"""
    if stored == file.digest:
        return []
    sentence = _("The file “%(file)s” changed while it was being kept. Please try again.")
    return [Refusal("content.file_changed", sentence % {"file": file.filename})]
