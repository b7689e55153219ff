"""Files that people attach in the browser."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"


def resident_id(number: int) -> str:
    """Of nobody, with the right check digit (GB 11643)."""
    body = f"64010419{60 + number % 30:02d}{1 + number % 12:02d}{1 + number % 28:02d}{100 + number}"
    sum_ = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return body + CHECK_DIGITS[sum_ % 11]


def telephone(number: int) -> str:
    return f"1389510{1000 + number}"


def grant_list(folder: Path) -> Path:
    """A list of those who got a grant; numbers of theirs stand in two columns that nobody sees."""
    book = Workbook()
    sheet = book.active
    sheet.title = "发放名单"
    sheet.append(["乡镇", "金额", "身份证号", "手机号码"])
    for number in range(20):
        sheet.append(["兴泾镇", 1200 + number, resident_id(number), telephone(number)])
    for column in ("C", "D"):
        sheet.column_dimensions[column].hidden = True
    path = folder / "butie.xlsx"
    book.save(path)
    return path
