"""Titles are anything; names of files are not."""

from __future__ import annotations

import pytest

from wagtail_govreview.archive.naming import of_digest, safe, safe_filename


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("关于印发…的通知", "关于印发…的通知"),
        ("../../etc/passwd", "etc passwd"),
        ("a\\b:c*d?e", "a b c d e"),
        ("..", "_"),
        ("", "_"),
        ("尾点. ", "尾点"),
        ("换\n行\t和\x00空", "换 行 和 空"),
        ("倒\u202e转", "倒 转"),
        ("con", "_con"),
        ("马镕\U00020000", "马镕\U00020000"),
    ],
)
def test_safe(title, name):
    assert safe(title) == name


def test_long_titles_are_cut():
    assert len(safe("长" * 500)) == 40


@pytest.mark.parametrize(
    ("filename", "name"),
    [
        ("补贴名单.XLSX", "补贴名单.xlsx"),
        ("a/../b.pdf", "a .. b.pdf"),
        ("没有后缀", "没有后缀"),
        (".pdf", "_.pdf"),
        ("长" * 300 + ".pdf", "长" * 40 + ".pdf"),
        ("x.后缀", "x.后缀"),
    ],
)
def test_filenames_keep_what_stands_behind_the_dot(filename, name):
    assert safe_filename(filename) == name


def test_digests():
    assert of_digest("sm3:ab") == "sm3-ab"
