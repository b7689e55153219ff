"""Where a text stands: in a field of the page, or somewhere in one of its files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _


class Kind(str, Enum):
    """What :attr:`Place.name` names."""

    FIELD = "field"  # the path of a passage of the page: ``body.3.paragraph``
    CELL = "cell"  # ``Sheet1!D2``; of a file with but one table: ``D2``
    TABLE = "table"  # a cell of a table in a text, tables counted from 1: ``1!D2``
    PAGE = "page"  # of a PDF or OFD, counted from 1
    SLIDE = "slide"  # counted from 1
    LINE = "line"  # of a text file, counted from 1
    PART = "part"  # of a document: one of PARTS
    FILE = "file"  # the file as such; its name is empty


class Hidden(str, Enum):
    """Why readers do not see a text that lies in the file all the same."""

    SHEET = "hidden_sheet"
    ROW = "hidden_row"
    COLUMN = "hidden_column"
    SLIDE = "hidden_slide"
    TEXT = "hidden_text"
    COMMENT = "comment"
    INSERTED = "tracked_insertion"
    DELETED = "tracked_deletion"
    NOTES = "speaker_notes"
    COVERED = "covered"  # under a box that was drawn over it
    METADATA = "metadata"
    EMBEDDED = "embedded_file"
    EARLIER = "earlier_revision"  # of a PDF that was saved over


PARTS: dict[str, Any] = {
    "body": _("text"),
    "header": _("header"),
    "footer": _("footer"),
    "footnotes": _("footnotes"),
    "textbox": _("text box"),
    "comments": pgettext_lazy("part of a document", "comments"),
    "notes": _("speaker notes"),
    "properties": _("properties"),
    "other": pgettext_lazy("part of a document", "other parts"),
}

HIDDEN_WORDS: dict[Hidden, Any] = {
    Hidden.SHEET: _("in a hidden sheet"),
    Hidden.ROW: _("in a hidden row"),
    Hidden.COLUMN: _("in a hidden column"),
    Hidden.SLIDE: _("on a hidden slide"),
    Hidden.TEXT: _("in hidden text"),
    Hidden.COMMENT: _("in a comment"),
    Hidden.INSERTED: _("in a tracked insertion"),
    Hidden.DELETED: _("in a tracked deletion"),
    Hidden.NOTES: _("in the speaker notes"),
    Hidden.COVERED: _("under a covering box"),
    Hidden.METADATA: _("in the file's properties"),
    Hidden.EMBEDDED: _("in an embedded file"),
    Hidden.EARLIER: _("in an earlier revision of the file"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece of text stands within its source (the page, or one file).

    ``name`` is as ``kind`` says. ``label``: what people call it, where the name is no word for them (the label of a
    field). ``group``: findings of one kind in one group are told as one, such as those of a column; empty: each place
    is its own. ``inside``: names of the files in the file, from the outermost, for archives and embedded files.
    """

    kind: Kind
    name: str = ""
    label: str = ""
    group: str = ""
    hidden: Hidden | None = None
    inside: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """What two findings have in common that are told as one."""
        return (*self.inside, self.kind.value, self.group or self.name)

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {"kind": self.kind.value, "name": self.name}
        for name in ("label", "group"):
            if getattr(self, name):
                data[name] = getattr(self, name)
        if self.hidden:
            data["hidden"] = self.hidden.value
        if self.inside:
            data["inside"] = list(self.inside)
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Place:
        return cls(
            kind=Kind(data["kind"]),
            name=data["name"],
            label=data.get("label", ""),
            group=data.get("group", ""),
            hidden=Hidden(data["hidden"]) if data.get("hidden") else None,
            inside=tuple(data.get("inside", ())),
        )

    def words(self) -> str:
        """The place for people, in their language: ``list.xlsx › Sheet1!D2 (in a hidden column)``."""
        where = " › ".join(word for word in (*self.inside, self._name()) if word)
        return f"{where} ({HIDDEN_WORDS[self.hidden]})" if self.hidden else where

    def _name(self) -> str:
        if self.kind is Kind.PAGE:
            return gettext("page %(number)s") % {"number": self.name}
        if self.kind is Kind.SLIDE:
            return gettext("slide %(number)s") % {"number": self.name}
        if self.kind is Kind.LINE:
            return gettext("line %(number)s") % {"number": self.name}
        if self.kind is Kind.TABLE:
            number, _bang, cell = self.name.partition("!")
            return _("table %(number)s, %(cell)s") % {"number": number, "cell": cell}
        if self.kind is Kind.PART:
            return str(PARTS.get(self.name, self.name))
        return self.label or self.name
