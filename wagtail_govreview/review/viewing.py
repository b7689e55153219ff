"""What has to be opened before a sheet is signed, and what one person has opened of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils import formats
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_govreview.content.models import SignedAttachment
from wagtail_govreview.ledger.canonical import plain_moment
from wagtail_govreview.ledger.people import key
from wagtail_govreview.moments import local_day, local_moment
from wagtail_govreview.review.openings import Opening
from wagtail_govreview.review.sheets import ReviewSheet

PREVIEW = "preview"
NO_PREVIEW = "no_preview"


@dataclass(frozen=True)
class Part:
    """One thing to be opened: the preview of the page (``attachment`` is ``None``), or one kept file.

    ``digest`` is the fingerprint of the page or the digest of the file.
    """

    label: str
    digest: str
    attachment: SignedAttachment | None = None

    @property
    def code(self) -> str:
        """``preview``, or ``attachment-`` and the key of the kept attachment; the same on every screen."""
        return PREVIEW if self.attachment is None else f"attachment-{self.attachment.pk}"


def attachment_part(attachment: SignedAttachment) -> Part:
    return Part(attachment.title, attachment.file.digest, attachment)


def preview_part(sheet: ReviewSheet) -> Part:
    return Part(_("preview of the page"), sheet.fingerprint)


def has_preview(page: Any) -> bool:
    """Does the type of ``page`` offer a preview at all? A headless one may not (``preview_modes`` is empty)."""
    return bool(page.specific_deferred.preview_modes)


def parts_of(sheet: ReviewSheet) -> list[Part]:
    """Everything that a signer of ``sheet`` has to open: the preview, then each attachment."""
    attachments = sheet.content.attachments.select_related("file").order_by("pk")
    files = [attachment_part(attachment) for attachment in attachments]
    if sheet.page is not None and not has_preview(sheet.page):
        return files
    return [preview_part(sheet), *files]


def code_of(opening: Opening) -> str:
    """The :attr:`Part.code` of what was opened."""
    return PREVIEW if opening.attachment_id is None else f"attachment-{opening.attachment_id}"


@dataclass
class Viewing:
    """``sheet`` and what ``user`` has opened of it. A constant number of queries, when first asked."""

    sheet: ReviewSheet
    user: Any

    @cached_property
    def parts(self) -> list[Part]:
        return parts_of(self.sheet)

    @cached_property
    def opened(self) -> dict[str, Opening]:
        """The first opening of each part, by its code."""
        mine = Opening.objects.filter(sheet=self.sheet, user_key=key(self.user))
        return {code_of(opening): opening for opening in mine}

    @property
    def unread(self) -> list[Part]:
        """What is still to be opened."""
        return [part for part in self.parts if part.code not in self.opened]

    @property
    def unread_labels(self) -> tuple[str, ...]:
        return tuple(part.label for part in self.unread)

    @cached_property
    def marks(self) -> dict[str, str]:
        """“opened 09:12” for each part that was opened, by its code."""
        return {
            part.code: opened_words(self.opened[part.code].opened_at)
            for part in self.parts
            if part.code in self.opened
        }

    @property
    def attachments_opened(self) -> int:
        return sum(opening.attachment_id is not None for opening in self.opened.values())

    @property
    def reading(self) -> list[dict[str, str]]:
        """What a signature states about it, JSON-ready; see ``Signature.reading``."""
        said = [
            _stated(part, self.opened[part.code]) for part in self.parts if part.code in self.opened
        ]
        if all(part.attachment is not None for part in self.parts):
            said.insert(0, {"what": NO_PREVIEW, "digest": self.sheet.fingerprint})
        return said


def _stated(part: Part, opening: Opening) -> dict[str, str]:
    return {
        "what": opening.what,
        "label": part.label if part.attachment else "",
        "digest": opening.content_digest,
        "opened_at": plain_moment(opening.opened_at),
        "opening": opening.digest,
    }


def read_seconds(reading: Iterable[dict[str, str]], signed_at: datetime) -> int | None:
    """Whole seconds from the first opening to the signature; ``None`` where nothing had to be opened."""
    moments = [item["opened_at"] for item in reading if item.get("opened_at")]
    first = parse_datetime(min(moments)) if moments else None
    if first is None:
        return None
    return max(0, int((signed_at - first).total_seconds()))


def attachments_read(reading: Sequence[dict[str, str]]) -> int:
    """How many attachments a signature's ``reading`` names."""
    return sum(item.get("what") == Opening.What.ATTACHMENT for item in reading)


def opened_words(moment: datetime) -> str:
    """“opened 09:12”; with the day when that is another one than today."""
    local = local_moment(moment)
    when = formats.date_format(local, "H:i")
    if local.date() != local_day():
        when = f"{formats.date_format(local, 'MONTH_DAY_FORMAT')} {when}"
    return _("opened %(when)s") % {"when": when}


def left_words(count: int) -> str:
    """“2 things to open first”; ``""`` when everything was opened."""
    if not count:
        return ""
    words = ngettext("%(count)d thing to open first", "%(count)d things to open first", count)
    return words % {"count": count}
