"""``docs/reference/checks.md`` lists the checks that there are, and no others."""

from __future__ import annotations

import re
from pathlib import Path

from wagtail_govreview.conf import declared

ROOT = Path(__file__).resolve().parents[2]
LISTED = re.compile(r"^\| `(wagtail_govreview\.[EW]\d{3})` \|", re.MULTILINE)
RAISED = re.compile(r'id="(wagtail_govreview\.[EW]\d{3})"')
REGISTERED = re.compile(r"^@(?:checks\.)?register\((.*)\)$", re.MULTILINE)


def sources() -> list[str]:
    files = (ROOT / "wagtail_govreview").rglob("*.py")
    return [text for file in files if "core import checks" in (text := file.read_text("utf-8"))]


def test_every_check_is_listed_once_and_in_order() -> None:
    raised = {number for text in sources() for number in RAISED.findall(text)}
    listed = LISTED.findall((ROOT / "docs/reference/checks.md").read_text("utf-8"))
    assert listed == sorted(raised)


def test_every_check_runs_with_the_tag_of_the_package() -> None:
    tags = [tags for text in sources() for tags in REGISTERED.findall(text)]
    assert tags and all('"wagtail_govreview"' in item for item in tags)


def test_every_setting_is_described() -> None:
    text = (ROOT / "docs/reference/settings.md").read_text("utf-8")
    described = set(re.findall(r"^`(GOVREVIEW_[A-Z_]+)`$", text, re.MULTILINE))
    assert described == {setting.name for setting in declared()}
