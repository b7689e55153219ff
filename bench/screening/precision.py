"""Recall and precision of each kind of finding, on the texts of the tests, with a seed that no test uses."""

from __future__ import annotations

from itertools import chain

from tests.screening.corpus.generating import articles, tables
from tests.screening.corpus.scoring import Score, labelled, scores

SEED = 51


def run() -> None:
    generated = list(chain(articles(SEED, 400), tables(SEED, 20)))
    characters = sum(len(sample.text) for sample in generated)
    print(f"\nprivacy, generated ({len(generated)} texts, {characters:,} characters)")
    _print(scores(generated, "privacy."))
    for name in ("privacy", "secrecy"):
        print(f"\n{name}, labelled by hand")
        _print(scores(labelled(f"{name}.jsonl"), f"{name}."))


def _print(results: dict[str, Score]) -> None:
    for code, score in sorted(results.items()):
        print(
            f"{code:<30} {score.expected:6d} expected   recall {score.recall:8.2%}   "
            f"precision {score.precision:8.2%}"
        )
