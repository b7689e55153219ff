"""Office files made by hand, part by part, so that the tests decide every byte of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from wagtail_govreview.screening.extraction.extracts import Extract

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
P = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORE = (
    "<cp:coreProperties "
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:creator>{author}</dc:creator><cp:lastModifiedBy>{editor}</cp:lastModifiedBy>"
    "<dc:description>{note}</dc:description></cp:coreProperties>"
)


def zipped(parts: Mapping[str, str | bytes]) -> io.BytesIO:
    """A zip of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    stream.seek(0)
    return stream


def relations(*found: tuple[str, str], outside: tuple[tuple[str, str], ...] = ()) -> str:
    """A part with relations ``rId1``, ``rId2``, …: their kinds and targets."""
    lines = [
        f'<Relationship Id="rId{number}" Type="{TYPES}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(found, start=1)
    ] + [
        f'<Relationship Id="out{number}" Type="{TYPES}/{kind}" Target="{target}" TargetMode="External"/>'
        for number, (kind, target) in enumerate(outside, start=1)
    ]
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{"".join(lines)}</Relationships>'


def docx(body: str, **parts: str | bytes) -> io.BytesIO:
    """A Word document. ``parts``: further parts, by name."""
    return zipped(
        {
            "[Content_Types].xml": "<Types>wordprocessingml.document.main+xml</Types>",
            "_rels/.rels": relations(("officeDocument", "word/document.xml")),
            "word/document.xml": f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>",
            **parts,
        }
    )


def run(text: str, formatting: str = "") -> str:
    return f'<w:r><w:rPr>{formatting}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def where(extract: Extract, needle: str) -> list[str]:
    """The places in which ``needle`` is read: ``body``, ``Sheet1!D2 hidden_column``."""
    found = []
    for stretch in extract.stretches:
        start = stretch.text.find(needle)
        while start >= 0:
            place = stretch.place_at(start)
            words = [*place.inside, place.name or place.kind.value]
            if place.hidden:
                words.append(place.hidden.value)
            found.append(" ".join(words))
            start = stretch.text.find(needle, start + 1)
    return found


def codes(extract: Extract) -> dict[str, str]:
    """The notices: code and note."""
    return {notice.code: notice.note for notice in extract.notices}


def text_of(extract: Extract) -> str:
    return "\n".join(stretch.text for stretch in extract.stretches)
