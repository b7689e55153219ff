"""The printed register."""

from __future__ import annotations

from tests.printing import sheets
from tests.printing.pdf import page_count, right_edge, text_of
from wagtail_govreview.printing.register import register_pdf


def test_every_entry_is_there_and_every_page_has_the_head():
    pdf = register_pdf(sheets.register(60))
    pages = page_count(pdf)
    text = text_of(pdf)
    assert pages > 3
    assert text.count("登记号") == pages
    for number in range(1, 61):
        assert text.count(f"NXSL-2026-{number:04d}") == 1
    assert text.count("一审张秀兰3月2日") == 60
    assert "本期间共登记60条" in text
    assert f"第{pages}页共{pages}页" in text
    assert sheets.DIGEST in text


def test_an_empty_register_says_so():
    pdf = register_pdf(sheets.register(0))
    assert page_count(pdf) == 1
    assert "本期间无登记。" in text_of(pdf)


def test_a_very_long_remark_runs_on_to_the_next_page():
    document = sheets.register(1)
    document["rows"][0]["remarks"] = "经查证有误，现予撤回并作出说明。" * 60
    pdf = register_pdf(document)
    assert page_count(pdf) > 1
    assert text_of(pdf).count("撤回") >= 60


def test_nothing_leaves_the_paper():
    document = sheets.register(1)
    word = "W" * 200
    document.update(title=word[:60], unit=word[:60], period=word[:60], proof=word)
    document["rows"][0].update(
        title=word, number=word[:40], source=word, state=word[:40], remarks=word, signers=[word]
    )
    margin = (297 - 13) * 72 / 25.4
    assert right_edge(register_pdf(document)) <= margin + 1
