"""What changed between two states of a page, readable in Chinese.

Wagtail's own text comparison takes a Chinese paragraph as one word, so one changed character shows the
whole paragraph as deleted and written anew. Here paragraphs are matched first, then characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from wagtail_govreview.content.text import Passage, passages

# Below this share of equal characters two paragraphs are different ones, not one that was edited.
SAME_PARAGRAPH = 0.4


@dataclass(frozen=True)
class Change:
    """One field that differs: its name, and its text as HTML with ``<del>`` and ``<ins>``."""

    label: str
    html: SafeString


def compare(old: Any, new: Any) -> list[Change]:
    """The differences from page ``old`` to page ``new``, field by field. Both may be drafts; order of ``new``.

    ``old`` may be None: then everything is new.
    """
    before = _by_label(passages(old, with_answers=True)) if old is not None else {}
    after = _by_label(passages(new, with_answers=True))
    labels = [*after, *(label for label in before if label not in after)]
    return [
        Change(label, compare_texts(before.get(label, []), after.get(label, [])))
        for label in labels
        if before.get(label, []) != after.get(label, [])
    ]


def _by_label(found: list[Passage]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for label, group in groupby(found, key=lambda passage: passage.label.split(" · ")[0]):
        fields.setdefault(label, []).extend(passage.text for passage in group)
    return fields


def compare_texts(old: Sequence[str], new: Sequence[str]) -> SafeString:
    """Two lists of paragraphs as HTML paragraphs; those that did not change are left out around changes."""
    return mark_safe("".join(_paragraphs(old, new)))  # noqa: S308 - every part is escaped by format_html


def _paragraphs(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        yield from _replaced(old[a:b], new[c:d])


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Pairs paragraphs in order as long as they are alike, the rest is deleted or inserted as a whole."""
    for index in range(max(len(old), len(new))):
        before = old[index] if index < len(old) else ""
        after = new[index] if index < len(new) else ""
        if before and after and _alike(before, after):
            yield format_html("<p>{}</p>", compare_characters(before, after))
            continue
        if before:
            yield format_html("<p><del>{}</del></p>", before)
        if after:
            yield format_html("<p><ins>{}</ins></p>", after)


def _alike(before: str, after: str) -> bool:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return (
        matcher.real_quick_ratio() > SAME_PARAGRAPH
        and matcher.quick_ratio() > SAME_PARAGRAPH
        and matcher.ratio() > SAME_PARAGRAPH
    )


def compare_characters(before: str, after: str) -> SafeString:
    """One paragraph with its deleted and inserted characters marked."""
    parts = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(format_html("{}", before[a:b]))
            continue
        if b > a:
            parts.append(format_html("<del>{}</del>", before[a:b]))
        if d > c:
            parts.append(format_html("<ins>{}</ins>", after[c:d]))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped by format_html
