"""Differences between texts that readers of Chinese can use.

Wagtail's own comparison takes an unbroken run of Chinese as one word, so one changed character shows the whole
paragraph as deleted and written anew. Here paragraphs are matched first; within a changed paragraph, words
of alphabets and numbers are compared as wholes, all other characters one by one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# As in Wagtail's TextDiff.
EQUAL: str = "equal"
DELETION: str = "deletion"
ADDITION: str = "addition"
Piece = tuple[str, str]
TAGS = {DELETION: "<del>{}</del>", ADDITION: "<ins>{}</ins>"}

TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_\u2e80-\U0010ffff]+|.", re.DOTALL)
SENTENCE = re.compile(r"[^。！？；!?;\n]*[。！？；!?;\n]*")

# Below this share of equal pairs of letters two paragraphs are different ones, not one that was edited.
SAME_PARAGRAPH = 0.3
# Work grows with the product of both lengths; above these, larger units are compared instead.
LONGEST_PARAGRAPH = 3_000
MOST_PAIRS = 2_500


def text_changes(old: Sequence[str], new: Sequence[str]) -> Iterator[list[Piece]]:
    """The changed paragraphs, each as a list of pieces; paragraphs that did not change are left out."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != EQUAL:
            yield from _replaced(old[a:b], new[c:d])


def whole_text(old: Sequence[str], new: Sequence[str]) -> Iterator[list[Piece]]:
    """All paragraphs in order, each as a list of pieces."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == EQUAL:
            for paragraph in old[a:b]:
                kept: list[Piece] = [(EQUAL, paragraph)]
                yield kept
        else:
            yield from _replaced(old[a:b], new[c:d])


def compare_texts(old: list[str], new: list[str]) -> SafeString:
    """Two lists of paragraphs as HTML paragraphs; those that did not change are left out."""
    return format_html_join("", "<p>{}</p>", ((marked(each),) for each in text_changes(old, new)))


def marked(pieces: list[Piece]) -> SafeString:
    """Pieces of text as escaped HTML, with ``<del>`` and ``<ins>``, which screen readers know."""
    return format_html_join(
        "", "{}", ((format_html(TAGS.get(kind, "{}"), text),) for kind, text in pieces)
    )


def paragraph_changes(old: str, new: str) -> list[Piece]:
    """One paragraph as pieces that are equal, deleted or added, in the order of reading."""
    if max(len(old), len(new)) > LONGEST_PARAGRAPH:
        return _by_sentences(old, new)
    return _merged(_compared(TOKEN.findall(old), TOKEN.findall(new)))


def _by_sentences(old: str, new: str) -> list[Piece]:
    before, after = SENTENCE.findall(old), SENTENCE.findall(new)
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        left, right = "".join(before[a:b]), "".join(after[c:d])
        if tag == EQUAL:
            pieces.append((EQUAL, left))
        elif max(len(left), len(right)) > LONGEST_PARAGRAPH:
            pieces += [(DELETION, left), (ADDITION, right)]
        else:
            pieces += paragraph_changes(left, right)
    return _merged(pieces)


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == EQUAL:
            yield EQUAL, "".join(old[a:b])
        else:
            yield DELETION, "".join(old[a:b])
            yield ADDITION, "".join(new[c:d])


def _merged(pieces: Iterator[Piece] | list[Piece]) -> list[Piece]:
    """Neighbours of one kind as one piece, each change as one deletion before one addition.

    A single equal character between two changes is taken into them: scattered characters cannot be read.
    """
    merged: list[Piece] = []
    deleted = added = ""
    held = ""  # an equal character that may turn out to lie between two changes
    for kind, text in pieces:
        if not text:
            continue
        if kind == EQUAL:
            if (deleted or added) and not held and len(text) == 1 and not text.isspace():
                held = text
                continue
            merged += _change(deleted, added)
            merged.append((EQUAL, held + text))
            deleted = added = held = ""
        else:
            deleted += held + text if kind == DELETION else held
            added += held + text if kind == ADDITION else held
            held = ""
    merged += _change(deleted, added)
    if held:
        merged.append((EQUAL, held))
    return _joined(merged)


def _change(deleted: str, added: str) -> list[Piece]:
    pieces = [(DELETION, deleted), (ADDITION, added)]
    return [piece for piece in pieces if piece[1]]


def _joined(pieces: list[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for kind, text in pieces:
        if joined and joined[-1][0] == kind:
            joined[-1] = (kind, joined[-1][1] + text)
        else:
            joined.append((kind, text))
    return joined


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[list[Piece]]:
    """Paragraphs that stand for each other, compared; the others as deleted or added, in order."""
    i = j = 0
    for a, b in [*_partners(old, new), (len(old), len(new))]:
        yield from _all(DELETION, old[i:a])
        yield from _all(ADDITION, new[j:b])
        if a < len(old):
            yield paragraph_changes(old[a], new[b])
        i, j = a + 1, b + 1


def _all(kind: str, paragraphs: Sequence[str]) -> Iterator[list[Piece]]:
    """Whole paragraphs of one kind; empty ones say nothing."""
    return ([(kind, paragraph)] for paragraph in paragraphs if paragraph)


def _partners(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of positions, rising in both, of paragraphs that are alike: those that are most alike together."""
    left, right = (
        [_pairs_of_letters(text) for text in old],
        [_pairs_of_letters(text) for text in new],
    )
    if len(old) * len(new) > MOST_PAIRS:
        shorter = range(min(len(old), len(new)))
        return [(i, i) for i in shorter if _alikeness(left[i], right[i]) >= SAME_PARAGRAPH]
    best = [[0.0] * (len(new) + 1) for _row in range(len(old) + 1)]
    alike = [[_alikeness(a, b) for b in right] for a in left]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            together = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= SAME_PARAGRAPH else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    return list(_best_path(best))


def _best_path(best: list[list[float]]) -> Iterator[tuple[int, int]]:
    i = j = 0
    while i < len(best) - 1 and j < len(best[0]) - 1:
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            yield i, j
            i, j = i + 1, j + 1


def _pairs_of_letters(text: str) -> Counter[str]:
    framed = f"\x02{text}\x03"
    return Counter(framed[i : i + 2] for i in range(len(framed) - 1))


def _alikeness(a: Counter[str], b: Counter[str]) -> float:
    """The share of neighbouring letters that two texts have in common, from 0 to 1."""
    return 2 * (a & b).total() / (a.total() + b.total())
