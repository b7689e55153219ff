"""Whose document an item is, and which documents it merely names."""

from __future__ import annotations

import pytest

from wagtail_govreview.rulebook.ningxia_families import CENTRAL, FAMILIES, REGIONAL
from wagtail_govreview.sources import documents


@pytest.mark.parametrize(
    ("title", "family"),
    [
        ("国务院关于加强数字政府建设的指导意见", CENTRAL),
        ("《国务院办公厅关于推进政务新媒体健康有序发展的意见》", CENTRAL),
        ("转载：国务院办公厅关于推进政务新媒体健康有序发展的意见", CENTRAL),
        ("【转载】国务院办公厅关于印发政府网站发展指引的通知", CENTRAL),
        ("中共中央 国务院关于全面推进乡村振兴加快农业农村现代化的意见", CENTRAL),
        ("中共中央、国务院印发《国家标准化发展纲要》", CENTRAL),
        ("中共中央办公厅 国务院办公厅印发《关于加强网络文明建设的意见》", CENTRAL),
        ("中办国办印发《关于推进以县城为重要载体的城镇化建设的意见》", CENTRAL),
        ("中共中央关于制定国民经济和社会发展第十四个五年规划的建议", CENTRAL),
        ("国务院令第711号", CENTRAL),
        ("国务院令（第七一一号）", CENTRAL),
        ("国务院公布《政府督查工作条例》", CENTRAL),
        ("国务院批复同意设立一个新区", CENTRAL),
        ("自治区人民政府关于印发《某办法》的通知", REGIONAL),
        ("宁夏回族自治区人民政府办公厅关于做好春灌工作的通知", REGIONAL),
        ("自治区党委办公厅 人民政府办公厅印发《某方案》", REGIONAL),
    ],
)
def test_a_title_that_opens_with_the_issuing_organ(title: str, family: object) -> None:
    match = documents.family_of(FAMILIES, titles=[title])
    assert match is not None
    assert (match.family, match.by) == (family, "title")


@pytest.mark.parametrize(
    "title",
    [
        "自治区水利厅转发《国务院办公厅关于做好防汛工作的通知》的通知",
        "关于印发《全区政府网站和政务新媒体政务信息发布规程》的通知",
        "国务院总理主持召开国务院常务会议",
        "国务院国资委关于做好某项工作的通知",
        "国务院办公厅秘书局关于某项工作的函",
        "国务院安委会办公室关于开展检查的通知",
        "中共中央政治局召开会议",
        "自治区人民政府发布寒潮预警",
        "自治区人民政府副主席到水利厅调研",
        "《国务院关于加强数字政府建设的指导意见》解读",
        "《国务院关于加强数字政府建设的指导意见》政策图解",
        "银川市人民政府关于印发某办法的通知",
        "",
    ],
)
def test_a_title_about_something_else(title: str) -> None:
    assert documents.family_of(FAMILIES, titles=[title]) is None


def test_the_number_or_the_organ_is_enough() -> None:
    by_number = documents.family_of(FAMILIES, number="国办发〔2018〕123号")
    by_wrong_number = documents.family_of(FAMILIES, number="国办发[2018]123号")
    by_organ = documents.family_of(FAMILIES, organ="国务院办公厅")
    regional = documents.family_of(FAMILIES, number="宁政办发〔2020〕1号")
    assert by_number and (by_number.family, by_number.by) == (CENTRAL, "number")
    assert by_wrong_number and by_wrong_number.family is CENTRAL
    assert by_organ and (by_organ.family, by_organ.by) == (CENTRAL, "organ")
    assert regional and regional.family is REGIONAL


def test_the_stricter_family_wins() -> None:
    match = documents.family_of(FAMILIES, number="宁政办发〔2020〕1号", organ="国务院办公厅")
    assert match and match.family is CENTRAL


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("根据国办发〔2018〕123号要求，现通知如下", ["国办发〔2018〕123号"]),
        ("（国办发〔2017〕47号）", ["国办发〔2017〕47号"]),
        ("按照宁政办发[2020]1号和国发〔2019〕2号", ["宁政办发[2020]1号", "国发〔2019〕2号"]),
        (
            "落实《国务院办公厅关于推进政务新媒体的意见》精神",
            ["《国务院办公厅关于推进政务新媒体的意见》"],
        ),
        (
            "《国务院办公厅关于印发《政府网站发展指引》的通知》",
            ["《国务院办公厅关于印发《政府网站发展指引》的通知》"],
        ),
        ("国务院令第711号公布的条例", ["国务院令第711号"]),
        ("国办发〔2018〕123号……国办发〔2018〕123号", ["国办发〔2018〕123号"]),
        ("宁政公开办发〔2020〕18号", []),
        ("宁水发〔2020〕18号、江宁政发〔2020〕3号", []),
        ("《条例》和《规程》", []),
        ("", []),
    ],
)
def test_documents_named_in_a_text(text: str, cited: list[str]) -> None:
    assert [match.value for match in documents.citations(FAMILIES, text)] == cited


@pytest.mark.parametrize(
    "title",
    [
        "关于做好春灌工作的通知",
        "某某管理办法",
        "关于某事的函",
        "某条例（2019年修订）",
        "《某意见》",
    ],
)
def test_titles_of_documents(title: str) -> None:
    assert documents.is_document_title(title)


@pytest.mark.parametrize(
    "title", ["春灌前渠道检修全面展开", "水利厅召开会议部署通知落实工作", "答记者问"]
)
def test_titles_of_other_things(title: str) -> None:
    assert not documents.is_document_title(title)
