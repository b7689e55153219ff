"""What changed between two states of a page, field by field, readable in Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations

from wagtail_govreview.content.attachments import ReferencedFile, files_of
from wagtail_govreview.content.models import SignedContent
from wagtail_govreview.content.reading import read
from wagtail_govreview.content.specifics import as_specific
from wagtail_govreview.content.text import passages_of
from wagtail_govreview.diffs import ADDITION, DELETION, TAGS, compare_texts
from wagtail_govreview.ledger.digests import algorithm_of

SEPARATOR = " · "


@dataclass(frozen=True)
class Change:
    """One field that differs: its name, and its text as HTML with ``<del>`` and ``<ins>``."""

    label: str
    html: SafeString


class _State:
    """One state of a page: lines by field and label, and each field's canonical value."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.reading = read(page)
        self.values = {**self.reading.content["fields"], **self.reading.content["children"]}
        self.lines: dict[tuple[str, str], list[str]] = {}
        for passage in passages_of(page, self.reading, detail=True):
            label, _separator, rest = passage.label.partition(SEPARATOR)
            named = rest and passage.field in self.reading.content["children"]
            line = f"{rest}: {passage.text}" if named else passage.text
            self.lines.setdefault((passage.field, label), []).append(line)

    def name_of(self, field_name: str) -> str:
        """What people call a field or child relation."""
        for relation in get_all_child_relations(self.page):
            if relation.get_accessor_name() == field_name:
                return capfirst(str(relation.related_model._meta.verbose_name))
        return capfirst(str(self.page._meta.get_field(field_name).verbose_name))


def compare(old: Any, new: Any, kept: SignedContent | None = None) -> list[Change]:
    """The differences from page ``old`` to page ``new``, in the order of ``new``. Both may be drafts.

    ``old`` may be ``None``: then everything is new. ``kept``: the evidence of the old state; with it files are
    compared too, since Wagtail has no older state of a file. A change that no text shows (formatting, say) is
    told as such, so that pages with different fingerprints never look the same.
    """
    after = _State(as_specific(new))
    before = _State(as_specific(old)) if old is not None else None
    changes = [*_in_words(before, after), *_without_words(before, after)]
    if kept is not None:
        files = files_of(after.page, after.reading, algorithm_of(kept.fingerprint))
        changes += _in_files(kept, files)
    return changes


def _in_words(before: _State | None, after: _State) -> Iterator[Change]:
    old, new = before.lines if before else {}, after.lines
    for key in [*new, *(key for key in old if key not in new)]:
        if old.get(key, []) != new.get(key, []):
            yield Change(key[1], compare_texts(old.get(key, []), new.get(key, [])))


def _without_words(before: _State | None, after: _State) -> Iterator[Change]:
    """Fields whose words are the same and whose content is not."""
    if before is None:
        return
    told = {
        name
        for name, label in {*before.lines, *after.lines}
        if before.lines.get((name, label), []) != after.lines.get((name, label), [])
    }
    for name in [*after.values, *(name for name in before.values if name not in after.values)]:
        if name not in told and before.values.get(name) != after.values.get(name):
            note = _("The words are the same; their formatting or arrangement changed.")
            yield Change(after.name_of(name), format_html("<p><em>{}</em></p>", note))


def _in_files(kept: SignedContent, files: list[ReferencedFile]) -> Iterator[Change]:
    """Files that were added, removed or replaced since ``kept`` was kept."""
    label = _("Files")
    uses = kept.attachments.select_related("file")
    old = {(use.model, use.object_key): (use.title, use.file.digest) for use in uses}
    new = {(file.model, file.object_key): (file.title, file.digest) for file in files}
    for key in [*new, *(key for key in old if key not in new)]:
        if old.get(key) != new.get(key):
            yield Change(label, _file_change(old.get(key), new.get(key)))


def _file_change(old: tuple[str, str] | None, new: tuple[str, str] | None) -> SafeString:
    if old is None or new is None:
        tag = TAGS[DELETION] if new is None else TAGS[ADDITION]
        return format_html("<p>{}</p>", format_html(tag, (old or new or ("",))[0]))
    title = (
        compare_texts([old[0]], [new[0]]) if old[0] != new[0] else format_html("<p>{}</p>", new[0])
    )
    if old[1] == new[1]:
        return title
    return format_html("{}<p>{}</p>", title, _("The file itself was replaced."))
