"""Wagtail's own comparison of revisions, made readable in Chinese through its registry of comparisons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail.admin.compare import (
    RichTextFieldComparison,
    TextDiff,
    TextFieldComparison,
    comparison_class_registry,
    register_comparison_class,
)
from wagtail.fields import RichTextField

from wagtail_govreview.content.paragraphs import html_paragraphs
from wagtail_govreview.diffs import Piece, whole_text

CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U000323af]")


class ReadableTextComparison(TextFieldComparison):
    """Text compared by paragraphs, then by words and characters; without Chinese in it, as Wagtail does."""

    def paragraphs(self, value: Any) -> list[str]:
        return str(value or "").splitlines()

    def htmldiff(self) -> SafeString:
        if not CHINESE.search(f"{self.val_a} {self.val_b}"):
            return super().htmldiff()
        changes = whole_text(self.paragraphs(self.val_a), self.paragraphs(self.val_b))
        return format_html_join("\n", "{}<br>", self._lines(changes))

    def _lines(self, changes: Iterator[list[Piece]]) -> Iterator[tuple[str]]:
        for pieces in changes:
            yield (TextDiff(pieces).to_html(),)


class ReadableRichTextComparison(ReadableTextComparison, RichTextFieldComparison):
    """Rich text compared likewise, paragraph by paragraph."""

    def paragraphs(self, value: Any) -> list[str]:
        return html_paragraphs(str(value or ""))


OURS = (
    (models.CharField, TextFieldComparison, ReadableTextComparison),
    (models.TextField, TextFieldComparison, ReadableTextComparison),
    (RichTextField, RichTextFieldComparison, ReadableRichTextComparison),
)


def register() -> None:
    """Have Wagtail compare texts and rich text this way, unless the site has put its own way there."""
    for field, wagtails, ours in OURS:
        if comparison_class_registry.values_by_class.get(field) is wagtails:
            register_comparison_class(field, comparison_class=ours)
