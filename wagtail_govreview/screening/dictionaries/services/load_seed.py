"""Load the lists that come with the package, as shared dictionaries in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from wagtail_govreview.screening.dictionaries.entries import Entry, TermKind
from wagtail_govreview.screening.dictionaries.models import Dictionary
from wagtail_govreview.screening.dictionaries.rows import FIELDS, Row
from wagtail_govreview.screening.dictionaries.services.activate import activate
from wagtail_govreview.screening.dictionaries.services.draft import new_draft
from wagtail_govreview.screening.dictionaries.services.enter import apply_rows

NAMES: dict[str, str] = {
    TermKind.WRONG: "严重差错（随软件提供）",
    TermKind.CAREFUL: "慎用词语（随软件提供）",
    TermKind.PROTECTED: "不得写错的名称（随软件提供）",
    TermKind.TITLE: "人员职务（随软件提供）",
    TermKind.ALLOWED: "可以公开的内容（随软件提供）",
    TermKind.SECRET: "不得公开的内容（随软件提供）",
}


@dataclass
class Loaded:
    """Names of the dictionaries that were made, and of those that were there already and stay as they are."""

    made: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


@transaction.atomic
def load_seed(entries: Iterable[Entry] | None = None) -> Loaded:
    """One shared dictionary for each kind of the seed's entries. Running it again changes nothing: what people made
    of a dictionary since then is theirs."""
    if entries is None:
        from wagtail_govreview.screening.dictionaries.seed import ENTRIES

        entries = ENTRIES
    by_name: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        by_name[str(entry.kind), entry.dictionary or NAMES[entry.kind]].append(entry)
    loaded = Loaded()
    for (kind, name), members in by_name.items():
        if Dictionary.objects.filter(unit=None, name=name).exists():
            loaded.kept.append(name)
            continue
        _make(kind, name, members)
        loaded.made.append(name)
    return loaded


def _make(kind: str, name: str, entries: Iterable[Entry]) -> None:
    entries = list(entries)
    severity = entries[0].severity
    dictionary = Dictionary.objects.create(
        name=name,
        kind=kind,
        severity=severity.value if severity else "",
        description=_("Comes with the package. Make it your own: begin a draft and change it."),
    )
    draft = new_draft(dictionary)
    apply_rows(draft, [Row(**{each: getattr(entry, each) for each in FIELDS}) for entry in entries])
    activate(draft)
