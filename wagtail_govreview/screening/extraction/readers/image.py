"""Pictures: what stands in their metadata (Exif, IPTC, XMP, texts of PNG), not what can be seen on them."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import IO, Any

from PIL import ExifTags, Image, IptcImagePlugin

from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.drafts import Draft, Read
from wagtail_govreview.screening.extraction.extracts import Extract, Unreadable
from wagtail_govreview.screening.extraction.readers import ocr
from wagtail_govreview.screening.places import Hidden, Kind, Place

try:
    from pillow_heif import register_heif_opener
except ImportError:  # Wagtail brings it; without it such pictures are left to a person
    pass
else:
    register_heif_opener()

PROPERTIES = Place(Kind.PART, "properties", hidden=Hidden.METADATA)
FORMATS = ["JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP", "HEIF", "AVIF", "MPO"]
MOST_PIXELS = 100_000_000
LONGEST = 10_000  # characters of one value

LATITUDE, LONGITUDE = 2, 4  # of the part of Exif that tells the position
AUTHORS = (0x013B, 0x8298, 0x9C9D)  # Artist, Copyright, XPAuthor
AUTHORS_INSIDE = (0xA430,)  # CameraOwnerName
SERIALS = (0xA431, 0xA435)  # of the body, of the lens
TEXTS = (0x010E, 0x9C9B, 0x9C9C, 0x9C9E, 0x9C9F)  # description, XPTitle, XPComment, …
TEXTS_INSIDE = (0x9286,)  # UserComment
OF_WINDOWS = range(0x9C9B, 0x9CA0)  # always UTF-16
THUMBNAIL = 0x0201
IPTC_AUTHORS = ((2, 80), (2, 110), (2, 116), (2, 122))  # by-line, credit, copyright, writer
_XMP_POSITION = re.compile(r"exif:GPSL(?:at|ong)itude")
_XMP_AUTHOR = re.compile(r"<dc:(?:creator|rights)>(.{0,2000}?)</dc:", re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,500}>")


def read_image(stream: IO[bytes], budget: Budget, read: Read | None = None) -> Extract:
    """Read the metadata of a picture, and with OCR the text on it. Raises :class:`Unreadable`."""
    draft = Draft("image", budget)
    with draft.kept():
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                with Image.open(stream, formats=FORMATS) as picture:
                    draft.kind = (picture.format or "image").lower()
                    if picture.width * picture.height > MOST_PIXELS:
                        raise Unreadable(
                            "attachment.too_large", f"{picture.width} × {picture.height}"
                        )
                    _metadata(picture, draft)
                    _text(picture, draft)
        except Image.DecompressionBombError as why:
            raise Unreadable("attachment.too_large") from why
    return draft.extract()


def has_position(stream: IO[bytes]) -> bool:
    """Does this picture tell where it was taken? ``False`` for what is no picture."""
    return "attachment.position" in told_by(stream)


def told_by(stream: IO[bytes]) -> set[str]:
    """Codes of what the metadata of this picture tell; none for what cannot be read as a picture."""
    try:
        extract = read_image(stream, Budget())
    except Exception:  # noqa: BLE001 - the bytes may be anybody's, and so may the errors
        return set()
    return {notice.code for notice in extract.notices}


def _metadata(picture: Any, draft: Draft) -> None:
    if picture.format == "PNG":  # what follows on the pixels is found when they were read
        picture.load()
    exif = picture.getexif()
    inside, position = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    xmp = _decoded(picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b"")
    if LATITUDE in position or LONGITUDE in position or _XMP_POSITION.search(xmp):
        draft.notice("attachment.position")
    authors = [
        *_values(exif, AUTHORS),
        *_values(inside, AUTHORS_INSIDE),
        *_iptc(picture),
        *_xmp(xmp),
    ]
    if authors:
        draft.notice("attachment.author", ", ".join(dict.fromkeys(authors))[:500])
    if any(_values(inside, SERIALS)):
        draft.notice("attachment.camera")
    if THUMBNAIL in exif.get_ifd(ExifTags.IFD.IFD1):
        draft.notice("attachment.thumbnail")
    for text in (
        *authors,
        *_values(exif, TEXTS),
        *_values(inside, TEXTS_INSIDE),
        *_chunks(picture),
    ):
        draft.say(PROPERTIES, text)


def _text(picture: Any, draft: Draft) -> None:
    text = ocr.text_of(picture.convert("RGB"), draft.budget) if draft.budget.ocr else None
    if text is None:
        draft.notice("attachment.picture")
        return
    draft.notice("attachment.ocr")
    draft.say(Place(Kind.FILE), text)


def _values(tags: Any, wanted: tuple[int, ...]) -> Iterator[str]:
    for tag in wanted:
        value = tags.get(tag, "")
        if tag in OF_WINDOWS and isinstance(value, bytes):
            value = value.decode("utf-16-le", "ignore")
        text = _decoded(value)
        if text:
            yield text


def _iptc(picture: Any) -> Iterator[str]:
    try:
        known = IptcImagePlugin.getiptcinfo(picture) or {}
    except Exception:  # noqa: BLE001 - broken IPTC says nothing
        return
    for tag in IPTC_AUTHORS:
        values = known.get(tag, b"")
        for value in values if isinstance(values, list) else [values]:
            if _decoded(value):
                yield _decoded(value)


def _xmp(xmp: str) -> Iterator[str]:
    for found in _XMP_AUTHOR.finditer(xmp):
        name = " ".join(_TAG.sub(" ", found[1]).split())
        if name:
            yield name


def _chunks(picture: Any) -> Iterator[str]:
    """What stands in the texts of a PNG, the comment of a GIF or JPEG."""
    for name, value in picture.info.items():
        if name in ("xmp", "XML:com.adobe.xmp", "exif", "icc_profile", "photoshop"):
            continue
        if isinstance(value, str) or name == "comment":
            text = _decoded(value)
            if text:
                yield text


def _decoded(value: Any) -> str:
    """A value of the metadata as text: programs write all kinds of codes."""
    if isinstance(value, str):
        return value.strip("\0 \t\r\n")[:LONGEST]
    if isinstance(value, tuple) and all(
        isinstance(each, int) and 0 <= each < 256 for each in value
    ):
        value = bytes(value)
    if not isinstance(value, bytes):
        return ""
    value = value.removeprefix(b"ASCII\0\0\0").removeprefix(b"UNICODE\0")
    if b"\0" in value.rstrip(b"\0"):
        return value.decode("utf-16-le", "ignore").strip("\0 \t\r\n")[:LONGEST]
    for encoding in ("utf-8", "gb18030"):
        try:
            return value.decode(encoding).strip("\0 \t\r\n")[:LONGEST]
        except UnicodeDecodeError:
            continue
    return value.decode("latin-1").strip("\0 \t\r\n")[:LONGEST]
