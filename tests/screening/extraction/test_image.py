"""Pictures tell where and by whom they were taken."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.screening.extraction.pictures import XMP, photo, png_with
from tests.screening.extraction.test_pdf import codes, read, texts
from wagtail_govreview.screening.extraction.notices import hits_of
from wagtail_govreview.screening.extraction.readers.image import has_position
from wagtail_govreview.screening.places import Hidden

PICTURE = {"attachment.picture": ""}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_position_is_told(kind):
    name = f"a.{kind.lower()}"
    extract = read(photo(kind, gps=True), name)
    assert extract.kind == kind.lower()
    assert codes(extract) == {"attachment.position": "", **PICTURE}
    assert codes(read(photo(kind), name)) == PICTURE
    assert has_position(io.BytesIO(photo(kind, gps=True)))
    assert not has_position(io.BytesIO(photo(kind)))
    assert not has_position(io.BytesIO(b"no picture"))


def test_where_it_was_taken_is_not_repeated():
    extract = read(photo(gps=True), "a.jpg")
    assert not extract.stretches and not any(notice.note for notice in extract.notices)


def test_who_took_it_and_with_what_is_told():
    tags = {0x013B: "Zhang San", 0xA431: "123456", 0x010E: "at home, 13812345678"}
    extract = read(photo(tags=tags), "a.jpg")
    assert codes(extract) == {"attachment.author": "Zhang San", "attachment.camera": "", **PICTURE}
    assert texts(extract, Hidden.METADATA) == ["Zhang San", "at home, 13812345678"]


def test_words_of_windows_are_read():
    extract = read(photo(tags={0x9C9D: "张三".encode("utf-16-le")}), "a.jpg")
    assert codes(extract)["attachment.author"] == "张三"


def test_xmp_is_read():
    data = io.BytesIO()
    Image.new("RGB", (4, 4)).save(data, "JPEG", xmp=XMP)
    extract = read(data.getvalue(), "a.jpg")
    assert codes(extract) == {"attachment.position": "", "attachment.author": "张三", **PICTURE}


def test_texts_of_a_png_are_read():
    extract = read(png_with({"Comment": "联系人 13812345678"}), "a.png")
    assert texts(extract, Hidden.METADATA) == ["联系人 13812345678"]


def test_a_bomb_is_not_unfolded():
    data = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(data, "PNG")
    extract = read(data.getvalue(), "a.png")
    assert "attachment.too_large" in codes(extract)


def test_a_broken_picture_is_told():
    assert list(codes(read(b"\xff\xd8\xff\xe0", "a.jpg"))) == ["attachment.broken"]


@pytest.mark.parametrize(("is_image", "told"), [(True, []), (False, ["attachment.no_text_layer"])])
def test_a_picture_as_a_document_is_taken_for_a_scan(is_image, told):
    extract = read(photo(), "a.jpg")
    assert [hit.type.code for hit in hits_of(extract, is_image=is_image)] == told


SAMPLES = [
    photo(gps=True, tags={0x013B: "x"}),
    photo("PNG", gps=True),
    photo("WEBP"),
    photo("TIFF"),
]


@settings(deadline=None)
@given(
    st.sampled_from(SAMPLES),
    st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), min_size=1, max_size=12),
)
def test_no_damage_breaks_the_reading(data, changes):
    damaged = bytearray(data)
    for position, value in changes:
        damaged[position % len(damaged)] = value
    assert read(bytes(damaged), "a.jpg").notices
