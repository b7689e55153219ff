"""The reference names everything that there is, and nothing that there is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class
from django.dispatch import Signal
from django.utils.translation import override

from wagtail_govreview import conf
from wagtail_govreview.rooms import parts
from wagtail_govreview.screening.extraction.notices import TYPES
from wagtail_govreview.screening.registry import registry

DOCS = Path(settings.BASE_DIR, "docs")
PACKAGE = Path(settings.BASE_DIR, "wagtail_govreview")
COMMANDS = sorted(name for name, app in get_commands().items() if app == "wagtail_govreview")
COMMON_OPTIONS = {"--help", "--version", "--verbosity", "--settings", "--pythonpath"}
COMMON_OPTIONS |= {"--traceback", "--no-color", "--force-color", "--skip-checks"}

CHECKS = {"attachment", "items", "links", "privacy", "secrecy", "wording"}

# For programmers, and for who takes the package out: an editor never meets them.
NOT_IN_THE_MANUAL = {
    "ledger.act",
    "ledger.chain",
    "ledger.undeletable",
    "ledger.unchangeable",
    "review.evidence",
}


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def test_settings() -> None:
    named = set(re.findall(r"^`(GOVREVIEW_\w+)`$", page("reference/settings.md"), re.MULTILINE))
    assert named == {setting.name for setting in conf.declared()}


def test_commands() -> None:
    headings = re.findall(r"^## `(\w+)`$", page("reference/commands.md"), re.MULTILINE)
    assert sorted(headings) == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_options(name: str) -> None:
    parser = load_command_class("wagtail_govreview", name).create_parser("manage.py", name)
    known = {
        option
        for action in parser._actions
        for option in action.option_strings
        if option.startswith("--")
    }
    section = page("reference/commands.md").partition(f"## `{name}`")[2].partition("\n## ")[0]
    said = set(re.findall(r"`(--[\w-]+)", section))
    assert said == known - COMMON_OPTIONS


def test_signals() -> None:
    declared = {
        name
        for room in parts("signals")
        for name, value in vars(room).items()
        if isinstance(value, Signal)
    }
    named = set(re.findall(r"^\| `(\w+)` \|", page("reference/signals.md"), re.MULTILINE))
    assert named == declared


def test_every_refusal_is_in_the_manual() -> None:
    """Its code stands as a comment beside the sentence in the manual's chapter on messages."""
    used = {
        code
        for file in PACKAGE.rglob("*.py")
        for code in re.findall(r'\bRefusal\(\s*"([\w.]+)"', file.read_text("utf-8"))
    }
    explained = set(re.findall(r"<!-- ([\w.]+) -->", page("manual/messages.md")))
    assert used - explained == NOT_IN_THE_MANUAL
    assert explained <= used


def test_every_page_is_in_a_table_of_contents() -> None:
    listed = set()
    for index in (DOCS / "index.md", DOCS / "manual" / "index.md"):
        for block in re.findall(r"```\{toctree\}(.+?)```", index.read_text("utf-8"), re.DOTALL):
            names = [line for line in block.split() if not line.startswith(":")]
            listed |= {index.parent / f"{name}.md" for name in names}
    pages = {file for file in DOCS.rglob("*.md") if "_build" not in file.parts}
    assert pages - {DOCS / "index.md"} <= listed


def test_findings() -> None:
    found = re.findall(
        r"^\| `([\w.]+)` \| .+ \| (must be changed|needs a ruling|hint) \|",
        page("reference/findings.md"),
        re.MULTILINE,
    )
    with override("en"):
        known = {each.code: str(each.severity.label) for each in (*registry.types.values(), *TYPES)}
    ours = {code: words for code, words in known.items() if code.partition(".")[0] in CHECKS}
    assert dict(found) == ours
