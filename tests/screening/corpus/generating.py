"""Texts as government sites publish them, with personal information put in at known places. Seeded: always the same."""

from __future__ import annotations

import random
from collections.abc import Iterator

from faker import Faker

from tests.screening.corpus.innocent import digits, organ_code, sentences
from tests.screening.corpus.personal import Personal
from tests.screening.corpus.scoring import Sample, Span

INNOCENT = 20  # innocent sentences of a text; each has two or three numbers


class _Writer:
    """Text that grows, and what stands where in it."""

    def __init__(self) -> None:
        self.text = ""
        self.expected: list[tuple[str, Span | None]] = []

    def put(self, code: str, text: str) -> None:
        self.expected.append((code, (len(self.text), len(self.text) + len(text))))
        self.text += text


def articles(seed: int, count: int) -> Iterator[Sample]:
    """``count`` texts of some thousand characters, each with one piece of every kind."""
    chance = random.Random(seed)  # noqa: S311
    fake = Faker("zh_CN")
    fake.seed_instance(seed)
    personal = Personal(chance, fake)
    for _number in range(count):
        makers = sentences(chance, fake)
        pieces = [make() for make in personal.pieces()]
        parts = [*pieces, *(chance.choice(makers)() for _sentence in range(INNOCENT))]
        chance.shuffle(parts)
        writer = _Writer()
        for part in parts:
            if isinstance(part, str):
                writer.text += part
            else:
                writer.text += part.before
                writer.put(part.code, part.text)
                writer.text += part.after
            writer.text += chance.choice(("", "", "\n", "\n　　"))
        yield Sample(writer.text, tuple(writer.expected))


def tables(seed: int, count: int, rows: int = 30) -> Iterator[Sample]:
    """``count`` lists of people who get something, between columns that only look like it."""
    chance = random.Random(seed)  # noqa: S311
    fake = Faker("zh_CN")
    fake.seed_instance(seed)
    for _number in range(count):
        writer = _Writer()
        writer.text = "2026年临时救助资金发放花名册\n序号\t户主姓名\t身份证号\t联系电话\t家庭住址\t一卡通账号\t补助金额（元）\t项目编号\t供货单位代码"
        for row in range(1, rows + 1):
            writer.text += f"\n{row}\t"
            writer.put("privacy.health", fake.name())
            for code, cell in _cells(chance, fake):
                writer.text += "\t"
                writer.put(code, cell)
            writer.text += f"\t{digits(chance, 4)}.00\t1{chance.choice('3456789')}{digits(chance, 9)}\t{organ_code(chance)}"
        yield Sample(writer.text, tuple(writer.expected), is_table=True)


def _cells(chance: random.Random, fake: Faker) -> Iterator[tuple[str, str]]:
    yield "privacy.id_number", fake.ssn()
    yield "privacy.mobile", fake.phone_number()
    yield (
        "privacy.address",
        f"{fake.province()}大新镇{fake.last_name()}家村{chance.randint(1, 9)}组",
    )
    body = "622848" + digits(chance, 12)
    yield "privacy.bank_card", next(body + last for last in "0123456789" if _fits(body + last))


def _fits(number: str) -> bool:
    from stdnum import luhn

    return luhn.is_valid(number)
