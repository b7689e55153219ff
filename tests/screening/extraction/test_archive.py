"""Archives: every file in them is read as if it had been attached by itself, and none of them can do harm."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.screening.extraction import test_ofd, test_sheets, test_slides, test_word
from tests.screening.extraction.office_files import R, S, W, docx, para, run, text_of, where, zipped
from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.extracts import Extract, Unreadable
from wagtail_govreview.screening.extraction.readers.archive import read_zip
from wagtail_govreview.screening.extraction.readers.ofd import read_ofd
from wagtail_govreview.screening.extraction.readers.sheets import read_xlsx
from wagtail_govreview.screening.extraction.readers.slides import read_pptx
from wagtail_govreview.screening.extraction.readers.word import read_docx
from wagtail_govreview.screening.extraction.reading import read
from wagtail_govreview.screening.places import Hidden, Kind, Place

MEGABYTE = 1024 * 1024


def names_and_codes(extract: Extract) -> set[tuple[str, tuple[str, ...]]]:
    return {(notice.code, notice.place.inside) for notice in extract.notices}


def test_files_in_archives_in_archives_are_read_with_their_names():
    inner = zipped({"名单.docx": docx(para(run("LEAK"))).getvalue()})
    outer = zipped({"内.zip": inner.getvalue(), "说明.txt": "公告", "__MACOSX/._x": b"\0"})
    extract = read(outer, "外.zip", Budget())
    assert where(extract, "LEAK") == ["内.zip 名单.docx body"]
    assert where(extract, "公告") == ["说明.txt 1"]
    assert extract.notices == ()


def test_names_without_the_mark_of_utf8_are_chinese():
    data = (
        zipped({"ABCD.txt": "LEAK"})
        .getvalue()
        .replace(b"ABCD.txt", "名单".encode("gb18030") + b".txt")
    )
    assert where(read(io.BytesIO(data), "x.zip", Budget()), "LEAK") == ["名单.txt 1"]


def test_what_cannot_be_read_is_noticed_and_the_rest_is_read():
    data = bytearray(
        zipped({"秘.txt": "A" * 50, "坏.docx": "PK\x03\x04", "好.txt": "LEAK"}).getvalue()
    )
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1  # says that the first file has a password
    extract = read(io.BytesIO(bytes(data)), "x.zip", Budget())
    assert where(extract, "LEAK") == ["好.txt 1"]
    assert ("attachment.encrypted", ("秘.txt",)) in names_and_codes(extract)
    assert {code for code, inside in names_and_codes(extract) if inside == ("坏.docx",)}


def test_parts_with_a_password_are_noticed():
    data = bytearray(docx(para(run("正文")), **{"customXml/item1.xml": "<a>x</a>"}).getvalue())
    central = data.rindex(b"PK\x01\x02")
    data[central + 8] |= 1
    extract = read_docx(io.BytesIO(bytes(data)), Budget())
    assert names_and_codes(extract) == {("attachment.encrypted", ())}
    assert where(extract, "正文") == ["body"]


def test_compressions_that_may_cost_any_memory_are_not_unpacked():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as package:
        package.writestr("a.txt", "LEAK" * 1000)
    extract = read(stream, "x.zip", Budget())
    assert names_and_codes(extract) == {("attachment.broken", ("a.txt",))}


def test_what_an_archive_says_of_itself_is_read():
    stream = zipped({"a.txt": "x"})
    with zipfile.ZipFile(stream, "a") as package:
        package.comment = "经办人张三".encode("gb18030")
    stream.seek(0)
    assert where(read(stream, "x.zip", Budget()), "张三") == ["file metadata"]


def test_archives_that_are_nested_too_deep_are_noticed():
    data = zipped({"底.txt": "LEAK"}).getvalue()
    for number in range(4):
        data = zipped({f"{number}.zip": data}).getvalue()
    extract = read(io.BytesIO(data), "x.zip", Budget(depth=3))
    assert where(extract, "LEAK") == []
    assert names_and_codes(extract) == {
        ("attachment.too_deep", ("3.zip", "2.zip", "1.zip", "0.zip"))
    }


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.zip"])
def test_a_bomb_is_read_until_the_budget_is_spent(name):
    bomb = zipped(
        {
            "word/document.xml": f"<a>{' ' * 40 * MEGABYTE}</a>",
            "[Content_Types].xml": "wordprocessingml.document.main+xml",
        }
    )
    stream = zipped(
        {"先.txt": "LEAK", name: bomb.getvalue() if name != "a.txt" else b"\n" * 40 * MEGABYTE}
    )
    with pytest.raises(Unreadable) as why:
        read(stream, "x.zip", Budget(left=10 * MEGABYTE))
    assert why.value.code == "attachment.too_large"
    assert why.value.extract is not None
    assert where(why.value.extract, "LEAK") == ["先.txt 1"]


def test_too_many_files_are_not_read():
    with pytest.raises(Unreadable) as why:
        read(zipped({f"{number}.txt": "" for number in range(10_001)}), "x.zip", Budget())
    assert why.value.code == "attachment.too_large"


def test_time_that_is_over_ends_the_reading():
    with pytest.raises(Unreadable) as why:
        read(zipped({"a.txt": "x"}), "x.zip", Budget(until=0))
    assert why.value.code == "attachment.too_slow"


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("doctype", [ENTITIES, OUTSIDE, "<!DOCTYPE x SYSTEM 'http://localhost/x'>"])
def test_parts_with_a_document_type_are_refused(doctype):
    reference = "&c;" if "ENTITY" in doctype else ""
    document = f"{doctype}<w:document {W}><w:p><w:r><w:t>{reference}</w:t></w:r></w:p></w:document>"
    extract = read_docx(zipped({"word/document.xml": document}), Budget())
    assert names_and_codes(extract) == {("attachment.broken", ())}
    assert text_of(extract) == ""


def test_two_parts_of_one_name_are_noticed():
    stream = docx(para(run("一")))
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("WORD/document.xml", f"<w:document {W}>{para(run('二'))}</w:document>")
    assert ("attachment.broken", ()) in names_and_codes(read_docx(stream, Budget()))


def test_deep_nesting_is_no_harm():
    body = "<w:p>" * 50_000 + "</w:p>" * 50_000
    read_docx(docx(body), Budget())
    tables = "<w:tbl><w:tr><w:tc>" * 20_000 + para(run("底")) + "</w:tc></w:tr></w:tbl>" * 20_000
    assert "底" in text_of(read_docx(docx(tables), Budget()))


REAL = {
    "docx": (test_word.leaking, read_docx),
    "xlsx": (test_sheets.leaking, read_xlsx),
    "pptx": (test_slides.presentation, read_pptx),
    "ofd": (lambda: test_ofd.document(test_ofd.page(test_ofd.piece("正文", 1, 1))), read_ofd),
}


@pytest.fixture(scope="module")
def originals() -> dict[str, bytes]:
    return {kind: make().getvalue() for kind, (make, _reader) in REAL.items()}


@pytest.mark.parametrize("kind", REAL)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    changes=st.lists(
        st.tuples(st.floats(0, 0.9999), st.binary(min_size=1, max_size=4)), min_size=1, max_size=6
    ),
    cut=st.floats(0, 1),
)
def test_damaged_files_are_read_or_refused(originals, kind, changes, cut):
    data = bytearray(originals[kind])
    for where_to, new in changes:
        position = int(where_to * len(data))
        data[position : position + len(new)] = new
    if cut < 0.3:
        del data[int(cut * len(data)) :]
    _read_or_refuse(kind, bytes(data))


@pytest.mark.parametrize("kind", REAL)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_parts_with_nonsense_are_read_or_refused(originals, kind, data):
    """Well-formed zips whose XML was changed: what a clever hand would send."""
    with zipfile.ZipFile(io.BytesIO(originals[kind])) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    words = data.draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=8))
    text = parts[name].decode()
    position = data.draw(st.integers(0, len(text)))
    action = data.draw(st.sampled_from(["insert", "replace", "whole"]))
    nonsense = "".join(words)
    parts[name] = {
        "insert": text[:position] + nonsense + text[position:],
        "replace": text.replace('"', f'"{words[0]}'.replace("<", ""), 3),
        "whole": f"<x {S} {R} {W}>{nonsense}</x>",
    }[action].encode()
    _read_or_refuse(kind, zipped(parts).getvalue())


_WORDS = [
    "<w:p>", "</w:p>", "<w:tbl>", "</w:tbl>", "<w:tc/>", "</w:tr>", "<w:tr/>", "<w:del>", "</w:del>", "<w:t>x</w:t>",
    "<w:ins/>", "<w:rPrChange/>", "<row r='-1'/>", "<row r='9999999999'/>", "<c r='ZZZZ0' t='s'><v>-1</v></c>", "<c><v>NaN</v></c>",
    "<c s='-1' t='d'><v>x</v></c>", "<col hidden='1' min='-5' max='99999999999'/>", "<sheet name='' r:id='rId1'/>", "<si/>", "<t/>",
    "<TextCode X='NaN' Y='inf' DeltaX='g g g'>1</TextCode>", "<TextObject Boundary='inf nan' Size='0'/>", "<Page BaseLoc='../../..'/>",
    "<f>1</f>", "<definedName/>", "<xf numFmtId='²'/>", "<gridSpan val='²'/>", "0", "-1", "²", "&#0;", "&x;", "\ufeff", "𝟙", "[ (",
]  # fmt: skip


def _read_or_refuse(kind: str, data: bytes) -> None:
    reader = REAL[kind][1]
    try:
        extract = reader(io.BytesIO(data), Budget(left=20 * MEGABYTE))
    except Unreadable as why:
        assert why.code.startswith("attachment.")
        return
    for stretch in extract.stretches:
        assert len(stretch.starts) == len(stretch.places)
        assert stretch.starts[0] == 0
        assert all(stretch.text[start - 1] in "\n\t" for start in list(stretch.starts)[1:])
        for number in range(len(stretch.starts)):
            stretch.places[number].words()


@given(st.binary(max_size=300))
@settings(max_examples=50, deadline=None)
def test_any_bytes_are_read_or_refused(data):
    for reader in (read_docx, read_xlsx, read_pptx, read_ofd):
        with pytest.raises(Unreadable):
            reader(io.BytesIO(data), Budget())
    with pytest.raises(Unreadable):
        read_zip(io.BytesIO(data), Budget(), read)


def test_places_of_embedded_files_are_hidden():
    extract = read(
        docx(
            para(run("正文")),
            **{
                "word/embeddings/名单.txt": "LEAK",
                "[Content_Types].xml": "wordprocessingml.document.main+xml",
            },
        ),
        "a.docx",
        Budget(),
    )
    (stretch,) = [each for each in extract.stretches if "LEAK" in each.text]
    assert stretch.place_at(0) == Place(
        Kind.LINE, "1", group="lines", hidden=Hidden.EMBEDDED, inside=("名单.txt",)
    )
