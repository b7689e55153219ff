"""Codes of the rulebook in Wagtail's comparison of revisions: shown in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.html import escape
from wagtail.admin import compare
from wagtail.admin.panels import FieldPanel

from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.rulebook.types import words


class WordsComparison(compare.FieldComparison):
    """``terms`` is the profile's attribute that lists the codes' terms."""

    terms = ""

    def htmldiff(self) -> str:
        before, after = self._words(self.val_a), self._words(self.val_b)
        if before == after:
            return escape(after)
        changes = [("deletion", before), ("addition", after)]
        return compare.TextDiff([change for change in changes if change[1]]).to_html()

    def _words(self, value: Any) -> str:
        codes: Iterable[str] = value if isinstance(value, list) else [value]
        return words(getattr(get_profile(), self.terms), codes)


class WordsPanel(FieldPanel):
    """A field of rulebook codes, compared in words."""

    def __init__(self, field_name: str, *, terms: str, **kwargs: Any) -> None:
        super().__init__(field_name, **kwargs)
        self.terms = terms

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "terms": self.terms}

    def get_comparison_class(self) -> type[compare.FieldComparison]:
        return type("WordsComparison", (WordsComparison,), {"terms": self.terms})
