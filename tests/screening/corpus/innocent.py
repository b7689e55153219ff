"""What stands in government texts and is nobody's: documents, amounts, codes, dates, hotlines, addresses of offices."""

from __future__ import annotations

import random
from collections.abc import Callable

from faker import Faker
from stdnum.cn import uscc

ORGANS = (
    "宁夏回族自治区水利厅",
    "银川市民政局",
    "某县乡村振兴局",
    "区财政局",
    "市场监督管理局",
    "街道办事处",
)
MATTERS = (
    "水利工程建设",
    "高标准农田建设",
    "老旧小区改造",
    "医疗救助",
    "义务教育",
    "农村公路养护",
    "残疾人就业",
)


def digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choices("0123456789", k=count))


def organ_code(chance: random.Random) -> str:
    """A unified social credit code with both of its check characters."""
    body = chance.choice((digits(chance, 8), "MA" + digits(chance, 6)))
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    rest = -sum(int(sign, 36) * weight for sign, weight in zip(body, weights, strict=True)) % 11
    number = chance.choice(("11", "12", "52", "91", "92", "93")) + chance.choice(
        ("640104", "640000")
    )
    number += body + "0123456789X"[rest]
    return number + uscc.calc_check_digit(number)


def day(chance: random.Random) -> tuple[int, int, int]:
    return chance.randint(2012, 2026), chance.randint(1, 12), chance.randint(1, 28)


def sentences(chance: random.Random, fake: Faker) -> list[Callable[[], str]]:
    """Makers of sentences, each with other numbers every time."""
    number, pick = lambda count: digits(chance, count), chance.choice  # noqa: E731
    year, month, date = day(chance)
    stamp = f"{year}{month:02}{date:02}"
    return [
        lambda: (
            f"根据《{pick(ORGANS)}关于{pick(MATTERS)}的通知》（宁政办发〔{year}〕{chance.randint(1, 180)}号）精神，"
        ),
        lambda: (
            f"截至{year}年{month}月{date}日，累计完成投资{number(11)}元，占年度计划的{chance.randint(1, 99)}.{number(2)}%。"
        ),
        lambda: (
            f"下达{pick(MATTERS)}补助资金{chance.randint(1, 99999)}.{number(2)}万元，受益群众{number(5)}人。"
        ),
        lambda: (
            f"索引号：{organ_code(chance)}/{year}-{number(5)}，发布日期：{stamp[:4]}-{stamp[4:6]}-{stamp[6:]}。"
        ),
        lambda: f"统一社会信用代码：{organ_code(chance)}，法定代表人略。",
        lambda: (
            f"中标单位{fake.company()}（{organ_code(chance)}），中标金额{number(8)}.{number(2)}元。"
        ),
        lambda: f"项目代码：{year}-640104-48-01-{number(6)}，招标编号：NXZB-{year}-{number(11)}。",
        lambda: (
            f"执行GB/T {number(5)}-{year}、SL {number(3)}-{year}和DB64/T {number(4)}-{year}标准。"
        ),
        lambda: (
            f"原文见https://www.nx.gov.cn/zwgk/{stamp[:6]}/t{stamp}_{number(7)}.html，附件P0{stamp}{number(12)}.pdf。"
        ),
        lambda: (
            f"如有疑问请拨打12345热线或{pick(('12315', '12333', '12320', '400-123-4567', '400 820 8820'))}。"
        ),
        lambda: (
            f"办公地址：{pick(('北京中路', '解放西街', '康平路', '贺兰山西路'))}{chance.randint(1, 400)}号，邮编75{number(4)}。"
        ),
        lambda: f"合同编号：{pick('13')}{pick('3456789')}{number(9)}，签订于{year}年{month}月。",
        lambda: f"受理单号{stamp}{number(pick((4, 6, 7, 8, 10, 11)))}，请在5个工作日内查询。",
        lambda: (
            f"东经{chance.randint(73, 135)}.{number(pick((6, 8, 11)))}，北纬{chance.randint(18, 53)}.{number(7)}。"
        ),
        lambda: f"宗地编号640104{number(6)}GB{number(5)}，面积{number(5)}.{number(2)}平方米。",
        lambda: (
            f"第{chance.randint(1, 20)}条至第{chance.randint(21, 60)}条，{month}月{date}日8:30—17:30。"
        ),
        lambda: f"{year - 2} {year - 1} {year}三年分别为{number(3)} {number(4)} {number(4)}亿元。",
        lambda: f"药品批准文号国药准字H{year}{number(4)}，生产批号{number(10)}。",
        lambda: (
            f"会议在{pick(ORGANS)}{chance.randint(1, 9)}号楼{number(3)}会议室召开，由厅长主持。"
        ),
        lambda: f"走进{fake.last_name()}家村看{pick(MATTERS)}，共修渠{number(4)}米。",
        lambda: (
            f"姓名：{fake.name()}，任{pick(ORGANS)}副局长，任前公示期{chance.randint(5, 7)}天。"
        ),
        lambda: (
            f"做好残疾人、低保对象、特困人员等群体的{pick(MATTERS)}工作，覆盖率{number(2)}.{number(1)}％。"
        ),
        lambda: (
            f"ISBN 978-7-{number(4)}-{number(4)}-{number(1)}，定价{number(2)}.00元，版本{number(1)}.{number(2)}.{number(4)}。"
        ),
        lambda: f"不动产单元号640104{number(6)}GB{number(5)}F{number(8)}，用途为住宅。",
        lambda: (
            f"车架号LSV{fake.random_uppercase_letter()}{number(4)}2C2{number(6)}的公务用车公开处置。"
        ),
        lambda: (
            f"联系邮箱：{pick(('slt', 'mzj', 'office'))}@nx.gov.cn，网站标识码64000{number(5)}。"
        ),
        lambda: f"地区生产总值{number(14)}元，同比增长{number(1)}.{number(pick((1, 8, 14)))}%。",
        lambda: f"资产编号{number(15)}、{number(16)}，均已报废处置，残值{number(4)}元。",
        lambda: (
            f"水位{number(4)}.{number(2)}米，流量{number(3)}立方米每秒，库容{number(11)}立方米。"
        ),
    ]
