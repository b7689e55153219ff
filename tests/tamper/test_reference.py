"""The page on the verification names every finding, and every value that proves nothing."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

from tests.tamper.unproved import UNPROVED

PAGE = Path(settings.BASE_DIR, "docs", "reference", "verification.md")
PACKAGE = Path(settings.BASE_DIR, "wagtail_govreview")
OF_FILING = PACKAGE / "archive" / "checking.py"  # stands in the page on filing packages
OF_FILES = (
    PACKAGE / "screening" / "extraction"
)  # notices of another kind: those of readers of files


def test_every_code_is_explained() -> None:
    used = {
        code
        for file in PACKAGE.rglob("*.py")
        if file != OF_FILING and OF_FILES not in file.parents
        for code in re.findall(r'(?:Problem|Notice)\(\s*"([a-z]+\.[a-z_]+)"', file.read_text())
    }
    explained = set(re.findall(r"`([a-z]+\.[a-z_]+)`", PAGE.read_text("utf-8")))
    assert used <= explained


def test_what_proves_nothing() -> None:
    table = PAGE.read_text("utf-8").partition("## What proves nothing")[2]
    rows = re.findall(r"^\| `(\w+)\.(\w+)` \| (.+) \|$", table, re.MULTILINE)
    assert {(model, field): why for model, field, why in rows} == UNPROVED
