"""Secrecy marks in the written forms that people and scans produce, put into ordinary government text. Invented."""

from __future__ import annotations

import random
from collections.abc import Iterator

LEVELS = ("绝密", "机密", "秘密", "绝密级", "机密级", "秘密级")
STARS = ("★", "☆", "＊", "*", "·", "✮", "※", "-", "⭐")
TERMS = (
    "10年",
    "1年",
    "２０年",
    "三十年",
    "6个月",
    "六个月",
    "半年",
    "长期",
    "2031年12月31日",
    "至2031年12月31日",
    "20311231",
    "2031.12.31",
)
CONDITIONS = ("公布前", "启用前", "本次会议结束后解密", "考试结束前")
LEADS = ("", "000123　", "密级：", "关于水源地防护情况的报告 ", "会议纪要（", "附件3　")
# Invisible characters and spaces that scans and copying put between the characters.
SPREADS = ("", "", "", " ", "  ", "\u200b", "\u3000", "\u00a0", "\ufeff")

ORDINARY = (
    "会议采取无记名投票、秘密投票的方式选举产生新一届领导班子。",
    "各级行政机关应当依法保护商业秘密和个人隐私。",
    "保守国家秘密是每个公民的义务，不得泄露国家秘密、工作秘密。",
    "国家秘密的密级分为绝密、机密、秘密三级，保密期限分别不超过三十年、二十年、十年。",
    "系统应当满足机密性、完整性、可用性要求，等级保护测评每年一次。",
    "《内部资料性出版物管理办法》自2015年4月1日起施行。",
    "国务院办公厅关于节假日安排的通知（国办发明电〔2023〕7号）已经印发。",
    "依申请公开办理时限为二十个工作日，不予公开的应当说明理由。",
    "内部审计、内部控制、内部管理制度进一步健全。",
    "本合同一式四份，甲乙双方各执两份。",
    "全年发电量达到百亿千瓦时，机电设备出口增长百分之九。",
    "请考生妥善保管准考证，注意保存缴费凭证。",
    "涉密信息不公开、敏感信息不上网、隐私信息要遮掩。",
    "探访湿地候鸟迁徙的秘密，听护鸟员讲三十年的故事。",
    "行政机关公开政府信息，采取主动公开和依申请公开的方式。",
    "以下信息由各部门主动公开，接受社会监督。",
)


def marked(seed: int, count: int) -> Iterator[str]:
    """``count`` lines, each with one mark."""
    chance = random.Random(seed)  # noqa: S311
    for _number in range(count):
        star = chance.choice(STARS)
        terms = TERMS + CONDITIONS if star in "★☆" else TERMS
        mark = chance.choice(LEVELS), star, chance.choice(terms)
        yield chance.choice(LEADS) + _spread(mark, chance.choice(SPREADS))


def _spread(parts: tuple[str, str, str], between: str) -> str:
    level, star, term = parts
    return between.join((between.join(level), star, term))


def ordinary(seed: int, paragraphs: int) -> str:
    """Paragraphs without any mark, with thousands of words that marks use."""
    chance = random.Random(seed)  # noqa: S311
    return "\n".join("".join(chance.sample(ORDINARY, 3)) for _number in range(paragraphs))
