"""A megabyte of government text with a hundred thousand terms: every check, beside one bare pass of each kind."""

from __future__ import annotations

import random
import re
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date

from ahocorasick_rs import AhoCorasick
from faker import Faker

from tests.screening.corpus.innocent import sentences
from wagtail_govreview.screening.dictionaries.entries import Entry, TermKind
from wagtail_govreview.screening.dictionaries.wordbook import Wordbook
from wagtail_govreview.screening.folding import view_of
from wagtail_govreview.screening.places import Kind, Place
from wagtail_govreview.screening.registry import TEXT, Context, look_at, registry
from wagtail_govreview.screening.sources import PAGE
from wagtail_govreview.screening.stretches import Stretch, stretch_of

BYTES = 1_000_000
TERMS = 100_000
RUNS = 7
ON = date(2026, 3, 2)

# What people write who write one pattern for each thing: it finds less, and says nothing of where or what.
BARE = [
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)\d{17}[\dXx](?!\d)",
        r"(?<!\d)1[3-9]\d{9}(?!\d)",
        r"(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)",
        r"(?<!\d)\d{16,19}(?!\d)",
        r"[EG]\d{8}",
        r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][A-Z0-9]{5}",
        r"[\w.]+@[\w.]+",
        r"(?:绝密|机密|秘密)\s*★",
        r"[\u4e00-\u9fff]{2,8}〔\d{4}〕\d+号",
        r"\d{4}年\d{1,2}月\d{1,2}日",
    )
]


def government_text(size: int, seed: int = 3) -> list[str]:
    """Paragraphs of together ``size`` bytes: ordinary sentences, full of numbers that are nobody's."""
    chance, fake = random.Random(seed), Faker("zh_CN")  # noqa: S311
    fake.seed_instance(seed)
    paragraphs, length = [], 0
    while length < size:
        makers = sentences(chance, fake)
        paragraphs.append("".join(chance.choice(makers)() for _number in range(8)))
        length += len(paragraphs[-1].encode()) + 1
    return paragraphs


def many_terms(text: str, seed: int = 4) -> Iterator[Entry]:
    """Half are slips, the rest names, careful words and what is allowed; about one in a hundred is in the text."""
    chance = random.Random(seed)  # noqa: S311
    signs = [sign for sign in set(text) if "\u4e00" <= sign <= "\u9fff"]
    kinds = (TermKind.WRONG, TermKind.WRONG, TermKind.CAREFUL, TermKind.PROTECTED, TermKind.ALLOWED)
    seen: set[str] = set()
    while len(seen) < TERMS:
        term = "".join(chance.choices(signs, k=chance.randint(3, 7)))
        if term not in seen:
            seen.add(term)
            yield Entry(term=term, suggestion="", kind=chance.choice(kinds))


def run() -> None:
    paragraphs = government_text(BYTES)
    stretch = stretch_of(
        (Place(Kind.FIELD, f"body.{n}"), each) for n, each in enumerate(paragraphs)
    )
    entries = list(many_terms(stretch.text))
    context = Context(unit_code="水", on=ON, attribute="active", dictionaries=Wordbook(entries))
    passes: dict[str, Callable[[], object]] = {
        "bare Aho–Corasick, 100 000 terms": _bare_terms(stretch, entries),
        "bare patterns, one after the other": lambda: [
            list(pattern.finditer(stretch.text)) for pattern in BARE
        ],
        "folding": lambda: view_of(stretch),
        **dict(_checks(stretch, context)),
        "everything, findings included": lambda: look_at([(PAGE, stretch)], context),
    }
    seconds = _measured(passes)
    bare = sum(list(seconds.values())[:2])
    megabytes = len(stretch.text.encode()) / 1e6
    print(f"\n{megabytes:.2f} MB of text, {len(stretch.text):,} characters")
    for name, each in seconds.items():
        print(
            f"{name:<40} {each * 1000:8.1f} ms {megabytes / each:8.1f} MB/s   × {each / bare:.2f}"
        )


def _bare_terms(stretch: Stretch, entries: list[Entry]) -> Callable[[], object]:
    automaton = AhoCorasick([entry.term for entry in entries])
    return lambda: automaton.find_matches_as_indexes(stretch.text, overlapping=True)


def _checks(stretch: Stretch, context: Context) -> Iterator[tuple[str, Callable[[], object]]]:
    view = view_of(stretch)
    for each in registry.checks:
        if each.scope == TEXT:
            name = f"{each.types[0].code.partition('.')[0]}: {each.check.__name__}"
            yield name, lambda each=each: list(each.check(view, context))


def _measured(passes: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Median seconds of each, run in turn so that a busy machine is busy for all. The first round fills caches."""
    seconds: dict[str, list[float]] = {name: [] for name in passes}
    for _run in range(RUNS + 1):
        for name, work in passes.items():
            begin = time.process_time()
            work()
            seconds[name].append(time.process_time() - begin)
    return {name: statistics.median(each[1:]) for name, each in seconds.items()}
