"""Small files of many kinds, made by hand."""

from __future__ import annotations

import io
import zipfile


def zipped(members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return data.getvalue()


def office(content_type: str) -> bytes:
    """The least that says of itself which document it is."""
    return zipped(
        {
            "[Content_Types].xml": f'<Types><Override ContentType="application/{content_type}"/></Types>',
        }
    )


def pdf(
    *pages: bytes, more: bytes = b"", resources: bytes = b"", root: bytes = b"", field: bytes = b""
) -> bytes:
    """A PDF with these content streams; ``more``: entries of the first page's dictionary; ``root``: of the catalog's;
    ``field``: of one field of a form."""
    objects: dict[int, bytes] = {
        1: b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>%s>>" % root,
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        4: b"<<%s>>" % field,
    }
    kids = []
    for number, content in enumerate(pages):
        page = 10 + 2 * number
        kids.append(b"%d 0 R" % page)
        objects[page] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>%s>>%s>>"
            % (page + 1, resources, more if number == 0 else b"")
        )
        objects[page + 1] = b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)
    objects[2] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(pages))
    return _assembled(objects)


def _assembled(objects: dict[int, bytes]) -> bytes:
    data = b"%PDF-1.7\n"
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(
        b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in sorted(places.items())
    )
    size = max(places) + 1
    return (
        data
        + b"xref\n0 1\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            table,
            size,
            len(data),
        )
    )


def line(text: str, x: int = 72, y: int = 700) -> bytes:
    """A line of text on a page."""
    return b"BT /F1 12 Tf %d %d Td (%s) Tj ET\n" % (x, y, text.encode())
