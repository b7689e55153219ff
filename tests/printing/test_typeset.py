"""Typesetting: PDF/A, no character lost, no box instead of a character."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typst
from django.utils import translation

from wagtail_govreview.printing import checks, typeset
from wagtail_govreview.printing.typeset import MissingGlyph, printable, render_pdf

HERE = Path(__file__).resolve().parent
RARE = "㐇"  # tests/printing/fonts/rare.ttf has this character and no other


def register(title: str) -> dict:
    """The smallest document there is."""
    return {
        "title": title,
        "unit": "",
        "period": "",
        "summary": [],
        "rows": [],
        "proof": "",
        "printed_at": "",
    }


def test_the_file_says_that_it_is_pdf_a_2b():
    pdf = render_pdf("register", register("登记簿"))
    assert pdf.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf


def test_characters_that_no_font_has_are_named():
    with pytest.raises(MissingGlyph) as caught:
        render_pdf("register", register(f"马{RARE}同志😀与{RARE}"))
    assert caught.value.characters == (RARE, "😀")
    with translation.override("en"):
        message = str(caught.value)
    assert f"{RARE} (U+3407), 😀 (U+1F600)" in message
    assert "GOVREVIEW_FONT_PATHS" in message


def test_a_private_use_character_is_named_by_its_code():
    with pytest.raises(MissingGlyph, match=r"\bU\+E123\b"):
        render_pdf("register", register("马\ue123"))


def test_a_site_can_add_a_font(settings):
    settings.GOVREVIEW_FONT_PATHS = [str(HERE / "fonts")]
    assert render_pdf("register", register(f"马{RARE}")).startswith(b"%PDF")
    del settings.GOVREVIEW_FONT_PATHS
    with pytest.raises(MissingGlyph):
        render_pdf("register", register(f"马{RARE}"))


def test_names_from_the_general_standard_table_are_in_the_shipped_font():
    # third level of the 通用规范汉字表, used in names; several lie outside the basic plane
    assert render_pdf("register", register("镕 喆 堃 㛃 㬎 𬀩 𬱖 𫍽 𬸚"))


def test_invisible_characters_do_not_stop_the_press():
    title = "\ufeff关于\u200b印发\u202e通知\xad\x00的\ufe0f函\u2028第二行\r\n第三行\t完"
    assert printable(title) == "关于印发通知的函\n第二行\n第三行 完"
    assert render_pdf("register", register(title))


def test_data_keeps_its_shape():
    data = {"a": [1, None, True, "x\x07"], "b": {"c": ("y\r", 2.5)}, "image": b"\x89P"}
    assert printable(data) == {
        "a": [1, None, True, "x"],
        "b": {"c": ["y\n", 2.5]},
        "image": [0x89, 0x50],
    }


def test_a_fault_of_a_template_is_not_taken_for_a_missing_character():
    with pytest.raises(typst.TypstError):
        render_pdf("register", {"title": "缺字段"})


def test_only_the_shipped_fonts_are_embedded():
    pdf = render_pdf("register", register("登记簿 ABC 123"))
    fonts = set(re.findall(rb"/BaseFont/[A-Z]{6}\+([A-Za-z-]+)", pdf))
    assert fonts <= {b"NotoSerifSC-Regular", b"NotoSerifSC-SemiBold", b"NotoSansSC-Medium"}
    assert fonts


def test_the_fonts_come_with_their_licence():
    licence = (typeset.FONTS / "OFL.txt").read_text()
    assert "SIL OPEN FONT LICENSE" in licence
    for font in typeset.FONTS.glob("*.ttf"):
        assert font.name in licence
    assert sum(file.stat().st_size for file in typeset.FONTS.iterdir()) < 8_000_000


def test_a_folder_that_is_not_there_is_a_warning(settings, tmp_path):
    settings.GOVREVIEW_FONT_PATHS = [str(tmp_path), str(tmp_path / "nowhere")]
    (message,) = checks.check_font_paths(None)
    assert message.id == "wagtail_govreview.W011"
    assert "nowhere" in message.msg
