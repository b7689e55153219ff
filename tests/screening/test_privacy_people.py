"""Homes below the township, and names beside illness, poverty or disability."""

from __future__ import annotations

import pytest

from tests.screening.looking import found_in, of_codes

ADDRESS = "privacy.address"
HEALTH = "privacy.health"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("户主张三，家住银川市兴庆区大新镇上前城村3组12号。", "银川市兴庆区大新镇上前城村3组12号"),
        ("现住址：金凤区阳光花园3号楼2单元501室", "金凤区阳光花园3号楼2单元501室"),
        ("住址：大新镇上前城村", "大新镇上前城村"),
        ("地处阳光花园3-2-501", "地处阳光花园3-2-501"),
        ("西夏区怀远路街道芦花家园12栋1单元302", "西夏区怀远路街道芦花家园12栋1单元302"),
        ("村民李四（红寺堡区大河乡红旗村三组）", "红寺堡区大河乡红旗村三组"),
    ],
)
def test_a_home_is_found(text: str, found: str) -> None:
    assert of_codes(found_in(text), ADDRESS) == [(ADDRESS, found)]


@pytest.mark.parametrize(
    "text",
    [
        "地址：银川市金凤区康平路1号",
        "会议地点：自治区政府办公楼3号楼201室",
        "走进红旗村三组看变化",
        "住址：银川市兴庆区大新镇",
        "住址：银川市兴庆区大新镇***",
        "报名地点：人才市场2号楼1单元101室",
        "第3单元5课时，2-3-2024",
        "文件第3号、第12条",
    ],
)
def test_an_office_or_a_village_is_no_home(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("低保户李小明因患尿毒症致贫", "李小明"),
        ("姓名：王五 病种：肺癌", "王五"),
        ("姓  名：欧阳小明，残疾等级二级", "欧阳小明"),
        ("村民买买提·艾合买提因残疾丧失劳动能力", "买买提·艾合买提"),
        ("孕妇赵敏，孕检时间", "赵敏"),
    ],
)
def test_a_name_beside_illness_is_found(text: str, found: str) -> None:
    assert found_in(text) == [(HEALTH, found)]


@pytest.mark.parametrize(
    "text",
    [
        "姓名：王五，任自治区水利厅处长",
        "居民高血压、糖尿病健康管理",
        "残疾人康复、就业和权益保障",
        "患者张某某确诊为肺结核",
        "低保户李**因病致贫",
        "低保户家庭、五保户",
        "姓名：王五\n防治结核病",
    ],
)
def test_without_a_name_or_without_illness_there_is_nothing(text: str) -> None:
    assert found_in(text) == []


def test_a_table_is_read_by_its_headings() -> None:
    rows = (
        "2026年第一季度救助名单\n"
        "序号\t姓名\t致贫原因\t家庭住址\n"
        "1\t张三\t因病\t大新镇上前城村\n"
        "2\t欧阳小明\t因残\t大新镇\n"
        "合计\t\t2人\t"
    )
    assert found_in(rows, table=True) == [
        (HEALTH, "张三"),
        (ADDRESS, "大新镇上前城村"),
        (HEALTH, "欧阳小明"),
    ]


def test_a_row_is_enough_where_the_headings_say_nothing() -> None:
    rows = "姓名\t备注\n张三\t无\n李四\t肢体残疾二级"
    assert found_in(rows, table=True) == [(HEALTH, "李四")]


def test_a_table_of_offices_may_have_addresses() -> None:
    assert found_in("单位\t地址\n水利厅\t康平路1号3号楼", table=True) == []
    rows = "姓名\t地址\n张三\t大新镇上前城村3组"
    assert found_in(rows, table=True) == [(ADDRESS, "大新镇上前城村3组")]
