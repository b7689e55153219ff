"""The printed review sheet holds what was put in, on as many pages as it needs."""

from __future__ import annotations

import base64
import io
import re

import pytest
from PIL import Image

from tests.printing import sheets
from tests.printing.pdf import page_count, right_edge, text_of
from tests.profiles import TWO_TIER
from wagtail_govreview.printing.sheet import UnreadableSignature, sheet_pdf
from wagtail_govreview.printing.typeset import MissingGlyph


def test_a_signed_sheet_fits_on_one_page_and_says_everything():
    document = sheets.signed_sheet()
    pdf = sheet_pdf(document)
    assert page_count(pdf) == 1
    text = text_of(pdf)
    for expected in (
        document["title"],
        "编号：NXSL-2026-0007",
        "填表日期：2026年3月2日",
        "宁夏回族自治区水利厅",
        document["item_title"],
        "宁水规发〔2026〕3号",
        "√公文类",
        "√本机关制发信息",
        "√以本机关名义印发的主动公开的各类行政文件",
        "√主动公开",
        "√不涉及国家秘密",
        "√发布时机恰当",
        "附件1：自治区农业水价综合改革任务分解表（第1部分）.xlsx",
        sheets.DIGEST,
        "承办人签字：",
        "一审签字：",
        "二审签字：",
        "三审签字：",
        "张秀兰",
        "王建国",
        "分管政务公开的副厅长",
        "数据与统计公报一致，同意。",
        "NXSL-2026-0005",
        "1.本表由政务公开办公室专（兼）职工作人员负责填写和保存；",
        "3.请在所选对应栏目内打“√”。",
        "内容指纹",
        "第1页共1页",
    ):
        assert expected.replace(" ", "") in text, expected
    assert "√转载信息" not in text
    assert "主要领导审批" not in text
    assert "退回记录" not in text


def test_the_blank_form_is_the_sample_form():
    pdf = sheet_pdf(sheets.blank_sheet())
    text = text_of(pdf)
    assert page_count(pdf) == 1
    assert text.count("√") == 1, "only the note's"
    assert "采编本地区、本部门、本系统的各类政务信息" in text
    assert "机构设置及职能" not in text, "not on the sample form"
    assert "经各级领导审核同意" not in text, "not on the sample form"
    assert text.count("年月日") == 4


def test_a_ticked_box_that_is_not_on_the_sample_form_is_printed():
    document = sheets.blank_sheet()
    document["classes"][1]["boxes"][2]["ticked"] = True
    assert "√本地区、本部门机构设置及职能" in text_of(sheet_pdf(document))


def test_everything_long_stays_legible():
    document = sheets.heavy_sheet()
    pdf = sheet_pdf(document)
    text = text_of(pdf)
    assert page_count(pdf) == 4
    assert document["item_title"] in text
    assert document["reprint"]["url"] in text, "an address breaks without adding characters"
    assert "共40件，名称和摘要值见附件清单。" in text
    assert "（第40部分）" in text
    assert text.count(sheets.DIGEST) == 40 + 4, "attachments, and the footer of each page"
    assert text.count("第三条关于终端水价的表述") == 12
    assert "主要领导审批：" in text
    assert "赵立新（欧阳㛃代）" in text
    assert "退回记录" in text
    assert text.count("办公室主任") == 3
    assert "第4页共4页" in text


def test_nothing_leaves_the_paper():
    document = sheets.heavy_sheet()
    word = "W" * 400
    document.update(title=word[:90], number=word[:40])
    document.update(item_title=word, unit=word, contact=word, document_number=word, column=word)
    document["attachments"][0]["name"] = word
    document["tiers"][0]["signatures"][0].update(name=word[:60], post=word, opinion=word)
    margin = (210 - 18) * 72 / 25.4
    assert right_edge(sheet_pdf(document)) <= margin + 1


@pytest.mark.parametrize(
    "title",
    [
        "#set page(fill: red) #panic()",
        "金额 $x^2$ 与 $",
        "[方括号] {花括号} <label> @ref *粗* _斜_ `码` = 标题",
        "\\反斜线\\ \\u{1F600} // 注释 /* 注释 */",
        "“弯引号”‘单’ \"直\" 'x' …… —— ～ · 〔2020〕 ㎡ ℃ ① Ⅳ",
        "第一行\n第二行",
        "~ - + / 1. http://example.org/a#b?c=d&e=%20",
    ],
)
def test_awkward_characters_stay_what_they_are(title):
    document = sheets.signed_sheet(item_title=title, remarks=title, number=title[:9], title=title)
    document["tiers"][0]["signatures"][0]["opinion"] = title
    text = text_of(sheet_pdf(document))
    assert text.count("".join(title.split())) >= 3


def test_an_emoji_is_refused_by_name():
    with pytest.raises(MissingGlyph) as caught:
        sheet_pdf(sheets.signed_sheet(item_title="喜报🎉"))
    assert caught.value.characters == ("🎉",)


def encoded(image: Image.Image, kind: str) -> str:
    written = io.BytesIO()
    image.save(written, kind)
    return base64.b64encode(written.getvalue()).decode()


@pytest.mark.parametrize(
    "image",
    [
        encoded(Image.new("RGB", (300, 100), "white"), "JPEG"),
        encoded(Image.new("CMYK", (300, 100)), "JPEG"),
        encoded(Image.new("P", (300, 100)), "GIF"),
        encoded(Image.new("I;16", (300, 100)), "PNG"),
        encoded(Image.new("RGBA", (2500, 1500)), "PNG"),
    ],
)
def test_any_image_serves_as_a_signature(image):
    document = sheets.signed_sheet()
    document["tiers"][0]["signatures"][0]["image"] = image
    pdf = sheet_pdf(document)
    assert page_count(pdf) == 1
    assert "张秀兰" in text_of(pdf), "the name stands below the written signature"
    assert len(pdf) < 400_000, "a large scan is made smaller"


@pytest.mark.parametrize(
    "image", ["not base64!", base64.b64encode(b"<svg/>").decode(), "iVBORw0KGgo="]
)
def test_a_broken_signature_image_names_the_signer(image):
    document = sheets.signed_sheet()
    document["tiers"][1]["signatures"][0]["image"] = image
    with pytest.raises(UnreadableSignature, match="王建国"):
        sheet_pdf(document)


def test_another_rule_prints_its_own_words_and_both_signatures_of_a_tier():
    document = sheets.blank_sheet(TWO_TIER)
    document["tiers"][1]["signatures"] = [
        sheets.signature("甲某某", "分管院长", opinion="同意，请院长审定。"),
        sheets.signature("乙某某", "院长", opinion="发。"),
    ]
    text = text_of(sheet_pdf(document))
    for expected in (
        "网站信息发布审批单",
        "供稿人签字：",
        "处室审核人签字：",
        "院领导审批：",
        "意见（甲某某）：同意，请院长审定。",
        "意见（乙某某）：发。",
        "1.图片须附原图和说明。",
    ):
        assert expected in text, expected
    assert "三审" not in text
    assert "报送主要" not in text, "that rule knows no escalation"


def test_the_file_bears_the_sheets_number_as_its_title():
    pdf = sheet_pdf(sheets.signed_sheet())
    (title,) = re.findall(rb"<dc:title>.*?</dc:title>", pdf, re.DOTALL)
    assert b"NXSL-2026-0007" in title
