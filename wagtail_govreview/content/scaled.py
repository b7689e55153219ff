"""Are the scaled copies, which visitors get instead of the pictures that were signed, still made from these?

A picture's own bytes are part of what is signed. Wagtail makes scaled copies of it when a page first needs them, so
nobody can sign those. They are made anew here, in memory, and compared as pictures: another version of the imaging
programs writes other bytes for the same picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _
from PIL import Image, ImageChops, UnidentifiedImageError
from wagtail.images import get_image_model

from wagtail_govreview.content.models import SignedAttachment
from wagtail_govreview.ledger.reading import in_pieces
from wagtail_govreview.ledger.verification import Checked, Problem

PIECE = 50
BLOCK = 8
"""Pixels are compared in blocks of this many by as many, so that noise evens out and a changed digit does not."""
TOLERANCE = 16
"""Of 255, by which a block may differ."""


def verify_scaled() -> Iterator[Problem | Checked]:
    """Every scaled copy of every picture that belongs to something signed."""
    count = 0
    for rendition in _renditions():
        count += 1
        if not _is_of_its_picture(rendition):
            sentence = _(
                "The scaled copy %(file)s does not show the picture “%(title)s” (%(key)s) from which it was made. "
                "Delete it: it is made anew."
            )
            values = {
                "file": rendition.file.name,
                "title": rendition.image.title,
                "key": rendition.image_id,
            }
            yield Problem("content.scaled_changed", rendition.file.name, sentence % values)
    yield Checked(_("scaled pictures"), count)


def _renditions() -> Iterator[Any]:
    """The scaled copies in pieces, with their pictures."""
    images: Any = get_image_model()
    kept = SignedAttachment.objects.filter(model=images._meta.label_lower)
    keys = set(kept.order_by().values_list("object_key", flat=True).distinct())
    renditions = images.get_rendition_model()._base_manager.select_related("image")
    for piece in in_pieces(renditions, size=PIECE):
        yield from (rendition for rendition in piece if str(rendition.image_id) in keys)


def _is_of_its_picture(rendition: Any) -> bool:
    try:
        with rendition.file.open("rb") as stored:
            anew = rendition.image.generate_rendition_file(rendition.filter)
            return _is_same(stored, anew)
    except (OSError, UnidentifiedImageError):  # gone, or no picture at all
        return False


def _is_same(stored: File, anew: File) -> bool:
    if _bytes(stored) == _bytes(anew):
        return True
    with Image.open(stored) as one, Image.open(anew) as other:
        if one.size != other.size:
            return False
        difference = ImageChops.difference(one.convert("RGBA"), other.convert("RGBA"))
    # Band by band: what is transparent in the difference would count for nothing.
    return all(_within_tolerance(band.reduce(BLOCK)) for band in difference.split())


def _within_tolerance(band: Image.Image) -> bool:
    extrema: Any = band.getextrema()
    return bool(extrema[1] <= TOLERANCE)


def _bytes(file: File) -> bytes:
    """The whole file, left at its beginning."""
    file.seek(0)
    data: bytes = file.read()
    file.seek(0)
    return data
