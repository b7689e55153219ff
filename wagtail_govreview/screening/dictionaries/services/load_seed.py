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
from wagtail_govreview.screening.dictionaries.seed import SEED
from wagtail_govreview.screening.dictionaries.services.activate import activate
from wagtail_govreview.screening.dictionaries.services.draft import new_draft
from wagtail_govreview.screening.dictionaries.services.enter import apply_rows
from wagtail_govreview.screening.findings import Severity

# What stands behind the name of a list where it holds words of more than one kind, or of more than one weight.
ASIDE: dict[str, str] = {
    TermKind.WRONG: "错误表述",
    TermKind.CAREFUL: "慎用",
    TermKind.PROTECTED: "不得写错的名称",
    TermKind.TITLE: "人员职务",
    TermKind.ALLOWED: "例外",
    TermKind.SECRET: "不得公开",
}
OF_SEVERITY: dict[str, str] = {
    Severity.BLOCK: "必须修改",
    Severity.RULING: "须说明",
    Severity.HINT: "提示",
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
        entries = SEED
    by_name: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_name[_name(entry)].append(entry)
    loaded = Loaded()
    for name, members in by_name.items():
        if Dictionary.objects.filter(unit=None, name=name).exists():
            loaded.kept.append(name)
            continue
        _make(name, members)
        loaded.made.append(name)
    return loaded


def _name(entry: Entry) -> str:
    """A dictionary holds words of one kind and weight: ``新华社禁用词和慎用词 · 慎用 · 提示``."""
    weight = OF_SEVERITY[entry.severity] if entry.severity else ""
    return " · ".join(word for word in (entry.dictionary, ASIDE[entry.kind], weight) if word)


def _make(name: str, entries: list[Entry]) -> None:
    first = entries[0]
    dictionary = Dictionary.objects.create(
        name=name,
        kind=first.kind.value,
        severity=first.severity.value if first.severity else "",
        description=_("Comes with the package. Make it your own: begin a draft and change it."),
    )
    draft = new_draft(dictionary)
    apply_rows(draft, [Row(**{each: getattr(entry, each) for each in FIELDS}) for entry in entries])
    activate(draft)
