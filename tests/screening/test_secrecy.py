"""Marks of secrecy: found in every written form, and never in the ordinary words that they are made of."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.screening.corpus.scoring import labelled as by_scoring
from tests.screening.corpus.scoring import scores, told
from tests.screening.secrecy_texts import ORDINARY, marked, ordinary
from wagtail_govreview.screening import standard
from wagtail_govreview.screening.checks.secrecy import types
from wagtail_govreview.screening.findings import Finding
from wagtail_govreview.screening.places import Kind, Place
from wagtail_govreview.screening.registry import Context, look_at
from wagtail_govreview.screening.sources import PAGE
from wagtail_govreview.screening.stretches import stretch_of

assert standard
CORPUS = Path(__file__).parent / "corpus" / "secrecy.jsonl"
CODES = {each.code for each in vars(types).values() if hasattr(each, "code")}


def look(text: str, attribute: str = "active") -> list[Finding]:
    """What is found in a page of this text: of secrecy only, whatever else is registered."""
    stretch = stretch_of([(Place(Kind.FIELD, "body", "Body"), text)])
    found = look_at([(PAGE, stretch)], Context(attribute=attribute))
    return [finding for finding in found if finding.code in CODES]


def codes(text: str, attribute: str = "active") -> set[str]:
    return {finding.code for finding in look(text, attribute)}


def labelled() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CORPUS.read_text("utf-8").splitlines()]


def test_the_labelled_corpus() -> None:
    """Recall of at least 99.5 % and precision of at least 98 %, for every kind of mark."""
    right: Counter[str] = Counter()
    missed: dict[str, list[str]] = {}
    wrong: dict[str, list[str]] = {}
    for line in labelled():
        expected, found = set(line["types"]), codes(line["text"])
        right.update(expected & found)
        for code in expected - found:
            missed.setdefault(code, []).append(line["text"])
        for code in found - expected:
            wrong.setdefault(code, []).append(line["text"])
    for code in CODES:
        assert right[code] / max(right[code] + len(missed.get(code, ())), 1) >= 0.995, missed[code]
        assert right[code] / max(right[code] + len(wrong.get(code, ())), 1) >= 0.98, wrong[code]


def test_the_scoring_of_the_bench_agrees() -> None:
    """It counts text by text, from what the checks say before it becomes findings."""
    assert told(scores(by_scoring("secrecy.jsonl", attribute="active"), "secrecy.")) == ""


def test_the_corpus_has_every_kind_of_mark_and_innocent_lines() -> None:
    lines = labelled()
    assert {code for line in lines for code in line["types"]} == CODES
    assert sum(not line["types"] for line in lines) >= 80
    assert len(lines) >= 200


@pytest.mark.parametrize("seed", range(5))
def test_generated_marks_are_found_among_ordinary_text(seed: int) -> None:
    lines = list(marked(seed, 200))
    missed = [line for line in lines if not codes(f"{ORDINARY[0]}\n{line}\n{ORDINARY[1]}")]
    assert len(missed) <= 1, missed


@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_found_in_ordinary_text(seed: int) -> None:
    assert look(ordinary(seed, 300)) == []


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("文件　机 密 ★ 10 年　特急", "文件　【机 密 ★ 10 年】　特急"),
        ("密级：机密", "密级：【机密】"),
        ("一、（秘密）储备情况", "一、（【秘密】）储备情况"),
        ("（内部资料）", "（【内部资料】）"),
    ],
)
def test_the_excerpt_shows_exactly_the_mark(text: str, excerpt: str) -> None:
    [finding] = look(text)
    assert finding.excerpt == excerpt


def test_a_mark_in_one_cell_is_seen_for_itself() -> None:
    assert codes("序号\t名称\t密级\n1\t某规划\t秘密\n2\t某报告\t公开") == {"secrecy.mark"}
    assert codes("机\t密★10年") == set()


def test_a_mark_that_is_only_explained_is_a_hint() -> None:
    [finding] = look("标注形式为“机密★10年”。")
    assert (finding.code, finding.severity) == ("secrecy.mention", "hint")


@pytest.mark.parametrize(
    ("said", "attribute", "conflict"),
    [
        ("主动公开", "active", False),
        ("公开发布", "active", False),
        ("主动公开", "", False),
        ("主动公开", "request", True),
        ("公开发布", "withheld", True),
        ("主动公开", "redacted", True),
        ("删减后公开", "redacted", False),
        ("删减后公开", "active", True),
        ("依申请公开", "active", True),
        ("依申请公开", "", True),
        ("依申请公开", "request", True),  # such an item does not go online at all
        ("不予公开", "withheld", True),
    ],
)
def test_the_texts_own_word_on_its_disclosure(said: str, attribute: str, conflict: bool) -> None:
    assert codes(f"（此件{said}）", attribute) == (
        {"secrecy.attribute_conflict"} if conflict else set()
    )


def test_a_site_has_its_own_words_for_internal_material(settings: Any) -> None:
    text = "仅限处内\n内部资料"
    assert [finding.excerpt for finding in look(text)] == ["【内部资料】"]
    settings.GOVREVIEW_INTERNAL_MARKS = ["仅限处内"]
    assert [finding.excerpt for finding in look(text)] == ["【仅限处内】"]
    settings.GOVREVIEW_INTERNAL_MARKS = []
    settings.GOVREVIEW_INTERNAL_PHRASES = []
    assert look(text) == []


@given(
    st.text(
        "绝机秘密级★☆* 　0123年月长期（）()[]【】：:、。\n\t|电明传内部资料注意保存此件不予公开涉附略“”",
        max_size=300,
    )
)
def test_no_text_breaks_the_checks(text: str) -> None:
    for finding in look(text):
        assert finding.excerpt


@pytest.mark.parametrize(
    "unit", ["机密", "机", " ", "（", "密级：", "内部资料 ", "此 件", "附件", "份 号", "★", "特急·"]
)
def test_long_hostile_text_ends(unit: str) -> None:
    look(unit * 100_000)
