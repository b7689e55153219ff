"""All terms in one pass: the automaton, the buckets and a plain search find the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_govreview.screening.matching.matcher import Automaton, Buckets, Matcher, folded_case
from wagtail_govreview.screening.matching.spans import Spans

FEW_SIGNS = st.text("ab中国😀", max_size=30)


def plainly(terms: list[str], text: str) -> set[tuple[int, int, int]]:
    return {
        (start, start + len(term), number)
        for number, term in enumerate(terms)
        for start in range(len(text))
        if text.startswith(term, start)
    }


@given(st.lists(st.text("ab中国😀", min_size=1, max_size=5), min_size=1, max_size=12), FEW_SIGNS)
def test_every_engine_finds_every_occurrence(terms: list[str], text: str) -> None:
    expected = plainly(terms, text)
    for engine in (Automaton(terms), Buckets(terms), Matcher(terms)):
        found = list(engine.find(text))
        assert len(found) == len(set(found))
        assert set(found) == expected


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    terms = ["a", "中华", "\ufffd\ufffd"]
    assert set(Matcher(["a", "中华"]).find(text)) == plainly(["a", "中华"], text)
    assert set(Buckets(terms).find(text)) == plainly(terms, text)


def test_halves_of_characters() -> None:
    assert set(Matcher(["中"]).find("\ud83d中")) == {(1, 2, 0)}
    assert set(Matcher(["\ud83d中"]).find("a\ud83d中")) == {(1, 3, 0)}


def test_no_terms() -> None:
    assert Matcher([]).find("中华") == []


def test_an_empty_term_is_refused() -> None:
    with pytest.raises(ValueError):
        Matcher(["中", ""])


@given(st.text())
def test_lower_case_keeps_offsets(text: str) -> None:
    assert len(folded_case(text)) == len(text)


def test_lower_case() -> None:
    assert folded_case("WTO和İstanbul") == "wto和İstanbul"


SPAN = st.tuples(st.integers(0, 20), st.integers(0, 6)).map(lambda span: (span[0], sum(span)))


@given(st.lists(SPAN), SPAN)
def test_spans(spans: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    start, end = asked
    held = any(first <= start and last >= end for first, last in spans)
    touched = any(first < end and last > start for first, last in spans if first < last)
    assert Spans(spans).hold(start, end) == held
    if start < end and all(first < last for first, last in spans):
        assert Spans(spans).touch(start, end) == touched
