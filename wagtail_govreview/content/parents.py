"""A formset that knows below which page a new page is being made: where it will lie decides what is asked of it.

modelcluster hands attributes of the page's form down to its child forms by name. The page's form learns the parent
page only after its formsets were made, so what comes down is a method of the form: through it the form is found.
"""

from __future__ import annotations

from typing import Any

from wagtail_govreview.content.formsets import SingleChildFormSet

INHERITED = "is_valid"


class PlacedChildFormSet(SingleChildFormSet):
    """Its panel has modelcluster hand down :data:`INHERITED` (``inherit_kwargs``)."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        kwargs = super().get_form_kwargs(index)
        kwargs.pop(INHERITED, None)
        return kwargs

    @property
    def page_form(self) -> Any:
        """The form of the page, of which this is a part; ``None`` where it was made by itself."""
        return getattr(self.form_kwargs.get(INHERITED), "__self__", None)

    @property
    def parent_page(self) -> Any:
        """The page below which a new page is being made, where the page's form knows it."""
        return getattr(self.page_form, "parent_page", None)
