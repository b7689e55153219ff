"""Photographs with metadata."""

from __future__ import annotations

import io
from typing import Any

from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

GPS = {1: "N", 2: (38.0, 29.0, 10.0), 3: "E", 4: (106.0, 13.0, 50.0)}


def photo(
    kind: str = "JPEG", *, gps: bool = False, tags: dict[int, Any] | None = None, **options: Any
) -> bytes:
    """A small picture, darker to the right; ``tags``: of Exif."""
    picture = Image.linear_gradient("L").resize((40, 20)).convert("RGB")
    exif = Image.Exif()
    for tag, value in (tags or {}).items():
        if tag > 0x9000 and tag not in (0x9C9D,):
            exif.get_ifd(ExifTags.IFD.Exif)[tag] = value
        else:
            exif[tag] = value
    if gps:
        exif[ExifTags.IFD.GPSInfo] = GPS
    data = io.BytesIO()
    picture.save(data, kind, exif=exif, **options)
    return data.getvalue()


def png_with(text: dict[str, str]) -> bytes:
    told = PngInfo()
    for name, value in text.items():
        told.add_text(name, value)
    data = io.BytesIO()
    Image.new("RGB", (4, 4)).save(data, "PNG", pnginfo=told)
    return data.getvalue()


XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description exif:GPSLatitude="38,29N">'
    b"<dc:creator><rdf:Seq><rdf:li>\xe5\xbc\xa0\xe4\xb8\x89</rdf:li></rdf:Seq></dc:creator>"
    b"</rdf:Description></rdf:RDF></x:xmpmeta>"
)
