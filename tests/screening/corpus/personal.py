"""Personal information in the written forms that people, forms and scans produce. Everything is invented."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from faker import Faker
from stdnum import luhn

from tests.screening.corpus.innocent import digits

FULL = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
UNSEEN = ("\u200b", "\u200c", "\u2060", "\ufeff", "\u00ad")
SPACES = (" ", "\u00a0", "\u2009", "\u3000")
HYPHENS = ("-", "\u2010", "\u2013", "－")


@dataclass(frozen=True)
class Piece:
    """``before`` and ``after`` belong to the sentence, ``text`` is what has to be found."""

    code: str
    before: str
    text: str
    after: str = "，"


class Personal:
    """Makes pieces. The same chance makes the same ones."""

    def __init__(self, chance: random.Random, fake: Faker) -> None:
        self.chance, self.fake, self.pick = chance, fake, chance.choice

    def pieces(self) -> list[Callable[[], Piece]]:
        return [
            self.resident, self.permit, self.short, self.mobile, self.called, self.landline, self.card,
            self.other_card, self.passport, self.permit_to_travel, self.plate, self.mail, self.home, self.flat,
            self.ill, self.form, self.open,
        ]  # fmt: skip

    def written(self, number: str, groups: tuple[tuple[int, ...], ...]) -> str:
        """One of the forms: as it is, in full width, with something unseen inside, or in groups."""
        form = self.chance.randrange(6)
        if form == 0:
            return number.translate(FULL)
        if form == 1:
            place = self.chance.randrange(1, len(number))
            return number[:place] + self.pick(UNSEEN) + number[place:]
        if form in (2, 3) and groups:
            between = self.pick((*SPACES, *HYPHENS))
            return between.join(_cut(number, self.pick(groups)))
        return number

    def resident(self) -> Piece:
        number = self.fake.ssn()
        if number.endswith("X") and self.chance.random() < 0.3:
            number = number.lower()
        groups = ((6, 8, 4), (6, 4, 4, 4), (4, 4, 4, 4, 2), (3, 3, 4, 4, 4), (1,) * 18)
        before = self.pick(
            (
                "身份证号：",
                "居民身份证",
                "（",
                "，证号",
                "公民身份号码: ",
                "户主",
                "、",
                "ID",
                "证件号码 ",
            )
        )
        return Piece(
            "privacy.id_number", before, self.written(number, groups), self.pick("，。）、；的")
        )

    def permit(self) -> Piece:
        body = self.pick(("810000", "820000", "830000")) + self.fake.ssn()[6:17]
        weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
        total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
        return Piece("privacy.id_number", "居住证", body + "10X98765432"[total % 11])

    def short(self) -> Piece:
        number = next(each for each in iter(self.fake.ssn, "") if each[6:8] == "19")
        number = number[:6] + number[8:17]
        return Piece("privacy.id_number", self.pick(("身份证号", "原身份证：", "旧证")), number)

    def _mobile(self) -> str:
        number = self.fake.phone_number()
        groups = ((3, 4, 4), (3, 4, 4), (4, 3, 4), (3, 8), (7, 4))
        return self.written(number, groups)

    def mobile(self) -> Piece:
        before = self.pick(
            ("，", "（", f"{self.fake.name()}", "微信同号", "、", "+86", "+86 ", "0086", "(+86)")
        )
        return Piece("privacy.mobile", before, self._mobile(), self.pick("，。）、；"))

    def called(self) -> Piece:
        before = self.pick(("联系电话：", "手机", "Tel:", "电话 ", "咨询热线：", "tel", "请拨打"))
        return Piece("privacy.mobile", before, self._mobile(), self.pick("，。）、；联"))

    def landline(self) -> Piece:
        area = self.pick(("010", "021", "029", "0951", "0952", "0954", "0377"))
        local = self.pick("23456789") + digits(self.chance, 7 if len(area) == 3 else 6)
        form = self.chance.randrange(6)
        called = self.pick(("电话：", "联系电话", "传真:", "热线 "))
        if form == 0:
            return Piece("privacy.landline", called, area + local)
        if form == 1:
            return Piece("privacy.landline", "（", f"{area}）{local}")
        if form == 2:
            return Piece("privacy.landline", self.pick(("+86-", "+86 ")), f"{area[1:]}-{local}")
        if form == 3:
            return Piece("privacy.landline", "电话：", local)
        before = self.pick((called, "，", "办公室"))
        return Piece(
            "privacy.landline",
            before,
            f"{area}{self.pick((*HYPHENS, ' '))}{local}",
            self.pick("，。转"),
        )

    def card(self) -> Piece:
        body = self.pick(("622848", "621700", "622202", "623095", "621226"))
        body += digits(self.chance, self.pick((15, 18)) - 6)
        groups = ((4, 4, 4, 4), (4, 4, 4, 4)) if len(body) == 15 else ((4, 4, 4, 4, 3), (6, 13))
        before = self.pick(("卡号", "一卡通账号：", "银行卡号 ", "，", "农商行", "（"))
        return Piece(
            "privacy.bank_card", before, self.written(body + luhn.calc_check_digit(body), groups)
        )

    def other_card(self) -> Piece:
        body = self.pick(("451289", "552599", "356890", "955880")) + digits(self.chance, 9)
        body += digits(self.chance, 3) if body[0] == "9" else ""
        groups = ((4, 4, 4, 4),) if len(body) == 15 else ()
        before = self.pick(("信用卡卡号", "卡号：", "账号 "))
        return Piece(
            "privacy.bank_card", before, self.written(body + luhn.calc_check_digit(body), groups)
        )

    def passport(self) -> Piece:
        number = self.pick(("E", "G", "EA", "EJ")) + self.pick("345678")
        before = self.pick(("护照号码：", "护照", "持", "（", "，"))
        return Piece("privacy.passport", before, number + digits(self.chance, 9 - len(number)))

    def permit_to_travel(self) -> Piece:
        before, letter, count = self.pick(
            (
                ("往来港澳通行证", "C", 8),
                ("往来台湾通行证：", "L", 8),
                ("来往大陆通行证号", "H", 10),
                ("因公护照", "P", 7),
            )
        )
        return Piece("privacy.passport", before, letter + digits(self.chance, count))

    def plate(self) -> Piece:
        letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
        region, office = self.pick("宁京沪陕甘蒙粤"), self.pick(letters)
        tail = self.pick(
            (
                digits(self.chance, 5),
                self.pick(letters) + digits(self.chance, 4),
                digits(self.chance, 3) + self.pick(letters) + digits(self.chance, 1),
                "D" + digits(self.chance, 5),
                digits(self.chance, 5) + "F",
                digits(self.chance, 4) + "学",
            )  # fmt: skip
        )
        between = self.pick(("", "", "·", " "))
        return Piece(
            "privacy.plate",
            self.pick(("车牌", "车辆", "，", "（")),
            region + office + between + tail,
            "违停，",
        )

    def mail(self) -> Piece:
        return Piece(
            "privacy.email",
            self.pick(("邮箱", "电子邮件：", "（", "发至")),
            self.fake.free_email(),
            "，",
        )

    def home(self) -> Piece:
        label = self.pick(("家庭住址：", "现住址：", "住址", "户籍所在地：", "居住地址:", "家住"))
        town = self.pick(("大新镇", "古雁街道", "大河乡", ""))
        below = self.pick(
            (
                f"{self.fake.last_name()}家村{self.chance.randint(1, 9)}组",
                "上前城村三组12号",
                "红旗村四队",
                f"阳光花园{self.chance.randint(1, 40)}号楼2单元{digits(self.chance, 3)}室",
                "某社区5栋1单元302",
                f"{self.fake.street_name()}家属院3-2-{self.chance.randint(101, 999)}",
            )  # fmt: skip
        )
        return Piece(
            "privacy.address", label, f"{self.fake.province()}{self.fake.city()}{town}{below}", "。"
        )

    def flat(self) -> Piece:
        estate = self.pick(("阳光花园", "世纪家园", "怀远小区", "康居雅苑"))
        building, room = self.chance.randint(1, 60), self.chance.randint(101, 2999)
        text = self.pick(
            (f"{building}号楼2单元{room}室", f"{building}栋1单元{room}室", f"{building}-2-{room}")
        )
        return Piece("privacy.address", "，金凤区", estate + text, "，")

    def ill(self) -> Piece:
        role = self.pick(("低保户", "患者", "村民", "贫困户", "残疾人", "学生", "户主", "居民"))
        after = self.pick(
            ("因患尿毒症致贫，", "，肢体残疾二级，", "，纳入低保，", "系孤儿，", "因大病住院，")
        )
        return Piece("privacy.health", role, self._name(), after)

    def form(self) -> Piece:
        after = self.pick(
            ("　病种：肺癌，", "，残疾等级：二级，", "，低保对象，", " 孕检日期：3月2日，")
        )
        return Piece(
            "privacy.health", self.pick(("姓名：", "姓名:", "姓　名：")), self._name(), after
        )

    def _name(self) -> str:
        return self.fake.name()

    def open(self) -> Piece:
        number = self.fake.ssn()
        if self.chance.random() < 0.5:
            return Piece("privacy.masked", "身份证", number[:14] + "****")
        mobile = self.fake.phone_number()
        return Piece("privacy.masked", "手机", f"{mobile[:5]}***{mobile[8:]}")


def _cut(number: str, groups: tuple[int, ...]) -> Iterator[str]:
    start = 0
    for length in groups:
        yield number[start : start + length]
        start += length
