"""The tab “Publication review” in the editor of every page type. The package's only patch of Wagtail.

Wagtail has no hook that adds a tab to all page types (wagtail issues 12179, 14628). It builds a page type's
editor in ``Page.get_edit_handler``, a cached class method made by ``wagtail.admin.panels.page_utils``; here the
function inside that method is wrapped. Wrapping the function rather than the attribute works in whichever
order the apps are listed: ``wagtail.admin`` puts the very same object on the page class, before or after us.
A page type with a ``get_edit_handler`` of its own is wrapped by itself.

The tab is shown on governed pages only. Rooms register their panels with it; this room knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList, Panel, TabbedInterface
from wagtail.admin.panels.page_utils import _get_page_edit_handler
from wagtail.models import get_page_models
from wagtail.utils.decorators import cached_classmethod

from wagtail_govreview.units.shown import shown_as_governed

OWN_METHOD = "get_edit_handler"

_panels: list[tuple[int, Callable[[], Panel]]] = []
_wrapped: list[cached_classmethod] = []


def register_panel(factory: Callable[[], Panel], order: int) -> None:
    """Add a panel to the tab of every page type; smaller ``order`` comes first.

    ``factory`` makes a new, unbound panel. If the panel has a method ``outstanding(instance) -> int``, what it
    returns for a page is added to the number in the tab's heading: how many things are still missing.
    """
    _panels.append((order, factory))
    _panels.sort(key=lambda entry: entry[0])
    _forget()


def install() -> None:
    """Put the tab into the editor of every page type. Called once when the site starts; twice is once."""
    if _wrapped:
        return
    _wrap(_get_page_edit_handler)
    for model in get_page_models():
        own = model.__dict__.get(OWN_METHOD)
        if own is None or own is _get_page_edit_handler:
            continue
        if not isinstance(own, cached_classmethod):
            own = cached_classmethod(_plain(own))
            setattr(model, OWN_METHOD, own)
        _wrap(own)


def with_tab(handler: Panel, model: type[Any]) -> Panel:
    """The edit handler of a page type with our tab as the last one; an editor without tabs gets two."""
    if not _panels or any(
        isinstance(child, ReviewTab) for child in getattr(handler, "children", ())
    ):
        return handler
    tab = ReviewTab([factory() for _order, factory in _panels]).bind_to_model(model)
    if isinstance(handler, TabbedInterface):
        handler.children = [*handler.children, tab]
        return handler
    handler.heading = handler.heading or _("Content")
    tabs = TabbedInterface([], base_form_class=handler.base_form_class).bind_to_model(model)
    tabs.children = [handler, tab]
    return tabs


def _wrap(method: cached_classmethod) -> None:
    inner = method.fn
    method.fn = lambda model: with_tab(inner(model), model)
    _wrapped.append(method)
    _forget()


def _plain(own: Any) -> Callable[[type[Any]], Panel]:
    """A page type's own class method, which is not cached, as a function of the page type."""
    return lambda model: own.__get__(None, model)()


def _forget() -> None:
    """Have the editors built anew: they are cached, and system checks may have asked for them already."""
    for method in _wrapped:
        method.clear()


class ReviewTab(ObjectList):
    """The tab. It reads nothing of an ungoverned page, and shows nothing there."""

    def __init__(self, children: Any = (), **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("Publication review"))
        super().__init__(children, **kwargs)

    @property
    def clean_name(self) -> str:
        """The tab's name in addresses (``#tab-govreview``), the same in every language."""
        return "govreview"

    class BoundPanel(ObjectList.BoundPanel):
        @property
        def heading(self) -> str:
            """The tab's name with the number of things that are still missing."""
            count = self.outstanding if self.governed else 0
            return f"{self.panel.heading} ({count})" if count else str(self.panel.heading)

        @heading.setter
        def heading(self, heading: str) -> None:
            """Wagtail sets the panel's own heading, which does not count."""

        @cached_property
        def governed(self) -> bool:
            """Is the page governed; one that is being made, below the page where it will lie?"""
            return shown_as_governed(self.instance, getattr(self.form, "parent_page", None))

        @cached_property
        def children(self) -> list[Any]:
            return super().children if self.governed else []

        @cached_property
        def outstanding(self) -> int:
            """How many things the panels still miss."""
            counters = (getattr(panel, "outstanding", None) for panel in self.panel.children)
            return sum(counter(self.instance) for counter in counters if counter)
