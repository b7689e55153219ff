"""Recall and precision of each kind of finding, on the texts of the tests, with a seed that no test uses."""

from __future__ import annotations

from itertools import chain
from typing import Any

from tests.screening.corpus.generating import articles, tables
from tests.screening.corpus.scoring import Score, labelled, scores

SEED = 51
# What the sheet says of the texts: a text that says 删减后公开 itself conflicts with it.
KNOWN: dict[str, dict[str, Any]] = {"privacy": {}, "secrecy": {"attribute": "active"}}


def run() -> None:
    generated = list(chain(articles(SEED, 400), tables(SEED, 20)))
    characters = sum(len(sample.text) for sample in generated)
    print(f"\nprivacy, generated ({len(generated)} texts, {characters:,} characters)")
    _print(scores(generated, "privacy."))
    for name, known in KNOWN.items():
        print(f"\n{name}, labelled by hand")
        _print(scores(labelled(f"{name}.jsonl", **known), f"{name}."))


def _print(results: dict[str, Score]) -> None:
    for code, score in sorted(results.items()):
        print(
            f"{code:<30} {score.expected:6d} expected   recall {score.recall:8.2%}   "
            f"precision {score.precision:8.2%}"
        )
