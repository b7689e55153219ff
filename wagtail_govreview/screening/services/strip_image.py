"""Take the position, the author and all other metadata out of a picture."""

from __future__ import annotations

import os
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.log_actions import log

from wagtail_govreview.ledger.digests import digest_of
from wagtail_govreview.ledger.services import append
from wagtail_govreview.refusal import Refused, refuse_if
from wagtail_govreview.screening.acts import STRIPPED
from wagtail_govreview.screening.pictures import rules
from wagtail_govreview.screening.pictures.stripping import without_metadata
from wagtail_govreview.screening.pictures.uses import governed_pages_with
from wagtail_govreview.units.governance import unit_of


def strip_image(image: Any, *, user: Any) -> None:
    """Put a file without metadata in the place of the image's own (rule, chapter 三(二): 隐私信息要遮掩).

    The pixels, the colour profile and the side that is up stay; the file gets another name, so that no cache shows the
    old one, and the renditions are made anew. The old file is deleted. A line goes into the ledger of each unit that has
    the picture on a page. Raises ``PermissionDenied`` or :class:`~wagtail_govreview.refusal.Refused`.
    """
    if not image.is_editable_by_user(user):
        raise PermissionDenied
    old = image.file.name
    storage = image.file.storage
    with transaction.atomic():
        pages = governed_pages_with(image)
        refuse_if(rules.for_stripping([page.title for page in pages if page.live]))
        before, data = _bytes(image)
        image.file = ContentFile(data, name=os.path.basename(old))
        try:
            image._set_image_file_metadata()
            image.save()
            image.renditions.all().delete()
            log(instance=image, action="wagtail.edit", user=user)
            _note(image, pages, user, before, data)
        except BaseException:
            if image.file.name != old and image.file._committed:
                storage.delete(image.file.name)
            raise
        transaction.on_commit(partial(storage.delete, old))


def _bytes(image: Any) -> tuple[bytes, bytes]:
    """The file as it is, and as it will be."""
    try:
        with image.file.storage.open(image.file.name) as stream:
            data = without_metadata(stream)
            stream.seek(0)
            return stream.read(), data
    except (OSError, ValueError) as why:
        raise Refused([rules.not_stripped()]) from why


def _note(image: Any, pages: list[Any], user: Any, before: bytes, after: bytes) -> None:
    units: dict[str, list[str]] = {}
    for page in pages:
        unit = unit_of(page)
        if unit is not None:
            units.setdefault(unit.code, []).append(str(page.pk))
    for code, keys in sorted(units.items()):
        append(
            code,
            STRIPPED,
            actor=user,
            subject=image,
            summary=image.title,
            data={"pages": keys, "before": digest_of(before), "after": digest_of(after)},
        )
