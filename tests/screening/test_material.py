"""What is read of a page: its paragraphs with their places, its tables as tables."""

from __future__ import annotations

from wagtail_govreview.content.text import Passage
from wagtail_govreview.screening.findings import FindingType, Hit, Severity
from wagtail_govreview.screening.folding import view_of
from wagtail_govreview.screening.gathering import Gathered
from wagtail_govreview.screening.material import page_stretches
from wagtail_govreview.screening.places import Kind
from wagtail_govreview.screening.sources import PAGE
from wagtail_govreview.screening.stretches import Stretch

TABLE = [
    Passage("body.0.table", "正文 · 表格", "项目 | 数量"),
    Passage("body.0.table", "正文 · 表格", "甲 | 1"),
    Passage("body.0.table", "正文 · 表格", "合计 | 1"),
]


def test_paragraphs_are_one_stretch_and_know_their_fields() -> None:
    (stretch,) = page_stretches(
        [
            Passage("title", "标题", "通知"),
            Passage("body", "正文", "一"),
            Passage("body", "正文", "二"),
        ]
    )
    assert stretch.text == "通知\n一\n二"
    assert [place.name for place in stretch.places] == ["title", "body", "body"]
    assert stretch.places[0].label == "标题"
    assert stretch.place_at(stretch.text.index("二")).label != stretch.places[1].label


def test_rows_are_a_table() -> None:
    text, table = page_stretches([Passage("title", "标题", "通知"), *TABLE])
    assert not text.is_table
    assert table.is_table
    assert table.text == "项目\t数量\n甲\t1\n合计\t1"
    assert table.part(3) == "1"
    assert table.place_at(table.text.index("甲")).kind is Kind.FIELD
    assert table.place_at(table.text.index("甲")).name == "body.0.table"


def test_one_line_with_the_sign_of_a_cell_is_no_table() -> None:
    (stretch,) = page_stretches([Passage("body", "正文", "电话 | 传真")])
    assert not stretch.is_table


def test_nothing_of_nothing() -> None:
    assert page_stretches([]) == []


class TestKeysAndExcerpts:
    TYPE = FindingType(code="tests.key", label="x", severity=Severity.HINT)

    def finding(self, text: str, word: str) -> object:
        view = view_of(Stretch(text, [0], page_stretches([Passage("a", "a", text)])[0].places))
        gathered = Gathered()
        start = text.index(word)
        gathered.add(PAGE, Hit(type=self.TYPE, start=start, end=start + len(word)), view)
        return gathered.findings()[0]

    def test_numbers_beside_what_was_found_are_hidden(self) -> None:
        finding = self.finding("联系人电话13912345678，的的确确", "的的")
        assert "13912345678" not in finding.excerpt

    def test_whoever_reads_a_key_cannot_try_out_numbers(self, settings: object) -> None:
        before = self.finding("电话13912345678", "电话").key
        settings.SECRET_KEY = "another"
        assert self.finding("电话13912345678", "电话").key != before
