"""The registry of checks: what looks at texts and at whole items, and how what it finds becomes findings.

A check of texts is a generator over one view (a stretch of text in folded form)::

    @register(ID_NUMBER, TAX_NUMBER)
    def numbers(view: View, context: Context) -> Iterator[Hit]:
        for match in PATTERN.finditer(view.text):
            yield Hit(type=ID_NUMBER, start=match.start(), end=match.end())

A check of whole items sees the page with everything that belongs to it::

    @register(DUPLICATE, scope=ITEM)
    def duplicates(item: Item, context: Context) -> Iterator[Hit]: ...

A site adds its own in the ``ready()`` of one of its apps. Checks are asked in the order in which they were registered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wagtail_govreview.screening.findings import Finding, FindingType, Hit
from wagtail_govreview.screening.folding import View, view_of
from wagtail_govreview.screening.gathering import Gathered
from wagtail_govreview.screening.severities import severity_of
from wagtail_govreview.screening.sources import PAGE, Source
from wagtail_govreview.screening.stretches import Stretch

TEXT = "text"
ITEM = "item"
SECRECY = "secrecy."  # what the codes of marks of secrecy begin with


@dataclass(frozen=True)
class Context:
    """What checks may know besides the text. Values only: reading the database is done before, once for an item.

    ``unit_code``: of the organ that publishes. ``on``: the day on which the item is looked at. ``attribute``: code of
    the disclosure attribute, empty while none is chosen. ``dictionaries``: what finds the terms of the dictionaries in
    force (``screening.dictionaries``), ``None`` where there are none. ``phrases``: the bank of phrases for slips by
    sound, ``None`` where none was made. ``allowed``: numbers and addresses that may be published (the unit's own),
    digits only or in lower case. ``data``: what else the site's own checks want to be told.
    """

    unit_code: str = ""
    on: date | None = None
    attribute: str = ""
    dictionaries: Any = None
    phrases: Any = None
    allowed: frozenset[str] = frozenset()
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Item:
    """A whole item: the page as it would be published (specific, not necessarily saved), its texts and its files."""

    page: Any
    stretches: Sequence[tuple[Source, Stretch]]


Check = Callable[[Any, Context], Iterable[Hit]]


@dataclass(frozen=True)
class Registered:
    """One check with the types of what it may find."""

    check: Check
    types: tuple[FindingType, ...]
    scope: str


class Registry:
    """All checks of this site, and the types of findings by code."""

    def __init__(self) -> None:
        self.checks: list[Registered] = []
        self.types: dict[str, FindingType] = {}

    def register(self, *types: FindingType, scope: str = TEXT) -> Callable[[Check], Check]:
        """Decorator. Raises ``ValueError`` if another type has one of the codes already."""

        def add(check: Check) -> Check:
            for each in types:
                if self.types.setdefault(each.code, each) is not each:
                    raise ValueError(f"There is another type of finding {each.code!r}.")
            self.checks.append(Registered(check, types, scope))
            return check

        return add

    def of(self, scope: str) -> list[Check]:
        """The checks of one scope, without those all of whose types are switched off."""
        return [
            each.check
            for each in self.checks
            if each.scope == scope and any(severity_of(found) for found in each.types)
        ]


registry = Registry()
register = registry.register


def look_at(
    texts: Iterable[tuple[Source, Stretch]],
    context: Context,
    *,
    noticed: Iterable[tuple[Source, Hit]] = (),
    page: Any = None,
) -> list[Finding]:
    """Everything that is found in these texts and, where ``page`` is given, in the whole item.

    ``noticed``: what the readers of files noticed themselves (a file that cannot be read, a hidden column).
    """
    texts = list(texts)
    gathered = Gathered()
    checks = registry.of(TEXT)
    for source, stretch in texts:
        view = view_of(stretch)
        for check in checks:
            for hit in _said(check, view, context):
                gathered.add(source, hit, view)
    for source, hit in noticed:
        gathered.add(source, hit)
    if page is not None:
        item = Item(page, texts)
        for check in registry.of(ITEM):
            for hit in check(item, context):
                gathered.add(PAGE, hit)
    return gathered.findings()


def hits_in(view: View, context: Context) -> Iterator[Hit]:
    """What the checks of texts find in one view, as :func:`look_at` would: for masking and for marking."""
    for check in registry.of(TEXT):
        yield from (hit for hit in _said(check, view, context) if severity_of(hit.type))


def _said(check: Check, view: View, context: Context) -> Iterator[Hit]:
    """What a check says of a text, without what the dictionaries allow. Marks of secrecy are allowed by none."""
    book = context.dictionaries
    for hit in check(view, context):
        may_be_allowed = book and not hit.type.code.startswith(SECRECY)
        if not (may_be_allowed and book.allows(view, hit.start, hit.end, context.on)):
            yield hit
