"""The page as somebody is writing it: built from the editor's form, as Wagtail's preview does, without saving."""

from __future__ import annotations

import copy
from typing import Any

SUBMISSIONS = ("action-submit", "action-restart-workflow")


def page_as_posted(form: Any) -> Any:
    """The page that the bound page form ``form`` would save.

    The form's own page is left as it is. What is not valid yet keeps the value that it had.
    """
    data = form.data.copy()
    for action in SUBMISSIONS:  # the second form must not ask for what the first is being asked for
        data.pop(action, None)
    again = type(form)(
        data,
        form.files,
        instance=copy_of(form.instance),
        parent_page=form.parent_page,
        for_user=form.for_user,
    )
    return built(again)


def built(form: Any) -> Any:
    """The page of a bound page form, with all that is valid in it. The form's page is changed, and not saved."""
    if hasattr(form, "defer_required_fields"):
        form.defer_required_fields()
    if form.is_valid():
        return form.save(commit=False)
    for name, formset in form.formsets.items():
        if name != "comments" and formset.is_valid():
            formset.save(commit=False)
    return form.instance


def copy_of(page: Any) -> Any:
    """A page of its own with the same values; child objects are shared, the lists of them are not."""
    other = copy.copy(page)
    other._cluster_related_objects = {
        name: list(children)
        for name, children in page.__dict__.get("_cluster_related_objects", {}).items()
    }
    return other
