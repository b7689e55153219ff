"""A page as passages of text."""

import datetime

import pytest
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.models import Page

from sandbox.portal.models import NewsPage, PolicyDocumentPage
from tests.content.samples import TYPES
from wagtail_govreview.content.paragraphs import html_paragraphs
from wagtail_govreview.content.stream_text import block_texts
from wagtail_govreview.content.text import passages
from wagtail_govreview.content.titles import Titles
from wagtail_govreview.content.values import readable_value

pytestmark = pytest.mark.django_db


def test_each_paragraph_has_its_place_and_label(samples):
    page = samples.all()["PolicyDocumentPage"]
    found = {(passage.place, passage.label, passage.text) for passage in passages(page)}
    assert ("title", passages(page)[0].label, "关于印发〈办法〉的通知") in found
    assert ("document_number", "发文字号", "宁政发〔2026〕1号") in found
    assert ("body.0.heading", "正文 · 标题", "总则") in found
    assert ("body.1.paragraph", "正文 · 段落", "各灌区有序开展春灌前检修。") in found
    assert ("body.1.paragraph", "正文 · 段落", "一") in found
    assert ("body.2.table", "正文 · 表格", "序号 | 名称") in found
    assert ("body.3.document", "正文 · 文件", "实施方案") in found
    assert ("topics", "主题分类", "农业, 水利") in found
    assert ("attachments.0.document", "附件 · 文件", "实施方案") in found
    assert ("attachments.0.title", "附件 · 名称", "附件1") in found


def test_the_title_comes_first_and_what_readers_do_not_see_last(samples):
    fields = [passage.field for passage in passages(samples.all()["NewsPage"])]
    assert fields[0] == "title"
    assert fields.index("body") < fields.index("seo_title")


@pytest.mark.parametrize("name", TYPES)
def test_every_type_can_be_read_in_both_ways(name, samples, section):
    page = samples.all()[name]
    section.add_child(instance=page)
    for state in (page, Page.objects.get(pk=page.pk), page.save_revision().as_object()):
        texts = [passage.text for passage in passages(state)]
        assert page.title in texts and all(text.strip() for text in texts)
        assert len(passages(state, detail=True)) >= len(texts)


def test_detail_tells_where_links_lead_and_which_picture_it_is(samples):
    page = samples.all()["NewsPage"]
    plain = [passage.text for passage in passages(page)]
    detail = [passage.text for passage in passages(page, detail=True)]
    assert "附件" in plain and "附件 (实施方案)" in detail
    assert "图" in plain and "[现场照片] 图" in detail


def test_names_are_loaded_once_for_each_kind_of_object(section, samples, django_assert_num_queries):
    page = samples.all()["PolicyDocumentPage"]
    with django_assert_num_queries(2):  # documents, images
        passages(page, detail=True)
    with django_assert_num_queries(0):
        passages(NewsPage(title="t", body="<p>x</p>"))


def test_what_is_gone_is_named_by_kind_and_key():
    page = PolicyDocumentPage(body=[])
    page.body = '[{"type": "document", "value": 999, "id": "x"}]'
    (passage,) = (found for found in passages(page) if found.field == "body")
    assert passage.text.endswith(" 999")


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>一<b>二</b></p><p>三<br/>四</p>", ["一二", "三", "四"]),
        ("<ul><li>一<ul><li>二</li></ul></li></ul>", ["一", "二"]),
        ("<table><tr><td>一</td><td>二</td></tr></table>", ["一", "二"]),
        ("文<script>alert(1)</script><!-- x -->字", ["文字"]),
        ('<p>前</p><embed embedtype="image" id="1" alt="渠道"/><p>后</p>', ["前", "渠道", "后"]),
        ("甲&lt;乙&gt;", ["甲<乙>"]),
        ("", []),
    ],
)
def test_paragraphs_of_html(html, lines):
    assert html_paragraphs(html) == lines


def test_addresses_in_detail():
    html = '<a href="https://www.gov.cn/">网</a><img src="/a.png" alt="图"><embed embedtype="media" url="https://v"/>'
    assert html_paragraphs(html, Titles([])) == [
        "网 (https://www.gov.cn/)",
        "[/a.png] 图",
        "[https://v]",
    ]


def test_blocks_of_all_kinds():
    body = blocks.StreamBlock(
        [
            ("choice", blocks.ChoiceBlock(choices=[("g", [("a", "甲")]), ("b", "乙")], label="选")),
            ("several", blocks.MultipleChoiceBlock(choices=[("a", "甲"), ("b", "乙")], label="多")),
            ("flag", blocks.BooleanBlock(label="真")),
            ("day", blocks.DateBlock(label="日")),
            ("raw", blocks.RawHTMLBlock(label="码")),
            ("group", blocks.StructBlock([("name", blocks.CharBlock(label="名"))], label="组")),
            ("list", blocks.ListBlock(blocks.CharBlock(), label="列")),
            ("table", TypedTableBlock([("text", blocks.CharBlock())], label="表")),
            ("line", blocks.StaticBlock(label="线")),
        ]
    )
    raw = [
        {"type": "choice", "value": "a"},
        {"type": "several", "value": ["b", "x"]},
        {"type": "flag", "value": True},
        {"type": "day", "value": "2026-03-02"},
        {"type": "day", "value": "2026-99-99"},
        {"type": "raw", "value": "<p>一</p>\n<script>x()</script>"},
        {"type": "group", "value": {"name": "张三\n李四"}},
        {"type": "list", "value": ["一", "二"]},
        {
            "type": "table",
            "value": {
                "columns": [{"type": "text", "heading": "姓名"}],
                "rows": [{"values": ["王五"]}],
            },
        },
        {"type": "line", "value": None},
    ]
    found = list(block_texts(body, raw, "body", "正文", Titles([]), False))
    assert ("body.0.choice", "正文 · 选", "甲") in found
    assert ("body.1.several", "正文 · 多", "乙, x") in found
    assert ("body.3.day", "正文 · 日", readable_value(datetime.date(2026, 3, 2))) in found
    assert ("body.4.day", "正文 · 日", "2026-99-99") in found
    assert ("body.6.group.name", "正文 · 组 · 名", "李四") in found
    assert ("body.7.list.1", "正文 · 列", "二") in found
    assert ("body.8.table.0", "正文 · 表 · 姓名", "王五") in found
    assert [text for place, _label, text in found if place == "body.5.raw"] == ["一"]
    detail = list(block_texts(body, raw, "body", "正文", Titles([]), True))
    assert [text for place, _label, text in detail if place == "body.5.raw"] == [
        "<p>一</p>",
        "<script>x()</script>",
    ]
