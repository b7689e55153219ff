#!/usr/bin/env python3
"""Make the fonts that the package ships for printed documents, from the full OFL fonts.

    python -m pip install fonttools pypinyin-dict
    python scripts/make_fonts.py                  # fetches the two npm packages with `npm pack`
    python scripts/make_fonts.py --source FOLDER  # takes FOLDER/noto-{serif,sans}-sc-<version>.tgz

Three files come out, in wagtail_govreview/printing/fonts/:

* serif, regular: what people write. GB 2312, the 8,105 characters of the 通用规范汉字表 and every usual sign;
* serif, semi-bold: the title of a form. The 3,755 common characters of GB 2312's first level, and the signs;
* sans, medium: labels and headings. The same characters.

A character that the second and third lack is taken from the first, which therefore decides what can be printed.
Hinting and layout features that Chinese print does not need are left out; outlines are untouched. The names stay Noto,
which the licence (OFL 1.1) does not reserve.
"""

from __future__ import annotations

import argparse
import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from pypinyin_dict.pinyin_data import kmandarin_8105

VERSION = "0.4.3"
ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "wagtail_govreview" / "printing" / "fonts"
RARE_FONT = ROOT / "tests" / "printing" / "fonts" / "rare.ttf"
RARE_CHARACTERS = "㐇"  # in the full fonts, in none of the lists below

SERIF = ("noto-serif-sc", "400Regular/NotoSerifSC_400Regular.ttf")
SERIF_SEMIBOLD = ("noto-serif-sc", "600SemiBold/NotoSerifSC_600SemiBold.ttf")
SANS_MEDIUM = ("noto-sans-sc", "500Medium/NotoSansSC_500Medium.ttf")

SIGNS = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin-1, Latin Extended-A
    (0x01CD, 0x01DC),  # vowels with tones
    (0x0391, 0x03C9),  # Greek
    (0x0401, 0x0451),  # Cyrillic
    (0x2000, 0x206F),  # general punctuation and spaces
    (0x2070, 0x209C),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x218B),  # letter-like signs, fractions, Roman numerals
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematics
    (0x2460, 0x24FF),  # enclosed numbers
    (0x2500, 0x25FF),  # lines, blocks, squares and circles
    (0x2600, 0x27BF),  # ticks and stars
    (0x3000, 0x303F),  # Chinese punctuation, brackets, 〇
    (0x3105, 0x312F),  # bopomofo
    (0x3200, 0x33FF),  # enclosed and squared characters: ㈠ ㎡
    (0xFE10, 0xFE4F),  # vertical and compatibility punctuation
    (0xFF01, 0xFFEE),  # full-width forms
)


def signs() -> set[int]:
    """Punctuation, digits, letters of other scripts, symbols."""
    return {code for first, last in SIGNS for code in range(first, last + 1)}


def gb2312() -> set[int]:
    """The characters of GB 2312, including its kana, Greek, Cyrillic and line-drawing rows."""
    found = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            found.update(map(ord, bytes((row, cell)).decode("gb2312", "ignore")))
    return found


def gb2312_first_level() -> set[int]:
    """The 3,755 characters of GB 2312's first level, those in daily use."""
    found = set()
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            found.update(map(ord, bytes((row, cell)).decode("gb2312", "ignore")))
    return found


def general_standard() -> set[int]:
    """The 8,105 characters of the 通用规范汉字表 (2013)."""
    characters = set(kmandarin_8105.pinyin_dict)
    if len(characters) != 8105:
        raise SystemExit(
            f"The table should hold 8,105 characters, this one holds {len(characters)}."
        )
    return characters


def unpack(source: Path, folder: Path) -> None:
    """Unpack both npm packages below ``folder``."""
    for name in ("noto-serif-sc", "noto-sans-sc"):
        (archive,) = source.glob(f"*{name}-{VERSION}.tgz")
        with tarfile.open(archive) as tar:
            for member in tar.getmembers():
                if member.isfile() and member.name.endswith((".ttf", "LICENSE_FONT")):
                    member.name = member.name.replace("package/", f"{name}/", 1)
                    tar.extract(member, folder, filter="data")


def make(source: Path, target: Path, characters: set[int]) -> None:
    """Write the subset of ``source`` that holds ``characters``."""
    options = subset.Options(hinting=False, layout_features=["kern", "mark", "mkmk", "ccmp"])
    options.name_IDs = ["*"]
    options.notdef_outline = True
    font = TTFont(source, lazy=True)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target)
    print(
        f"{target.relative_to(ROOT)}: {len(font.getBestCmap())} characters, {target.stat().st_size / 1e6:.2f} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--source", type=Path, help="folder with the two npm archives")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = arguments.source or folder
        if not arguments.source:
            for package in ("noto-serif-sc", "noto-sans-sc"):
                command = ["npm", "pack", f"@expo-google-fonts/{package}@{VERSION}"]
                subprocess.run(command, cwd=folder, check=True)
        unpack(source, folder)
        everything = gb2312() | general_standard() | signs()
        common = gb2312_first_level() | signs()
        make(folder / "/".join(SERIF), FONTS / "NotoSerifSC-Regular.ttf", everything)
        make(folder / "/".join(SERIF_SEMIBOLD), FONTS / "NotoSerifSC-SemiBold.ttf", common)
        make(folder / "/".join(SANS_MEDIUM), FONTS / "NotoSansSC-Medium.ttf", common)
        make(folder / "/".join(SERIF), RARE_FONT, set(map(ord, RARE_CHARACTERS)))


if __name__ == "__main__":
    main()
