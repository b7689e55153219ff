"""The text of one part of a Word document: paragraphs as people read them, and again with what they do not see."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache

from wagtail_govreview.screening.extraction.drafts import Draft
from wagtail_govreview.screening.extraction.readers.parts import local
from wagtail_govreview.screening.extraction.table_blocks import TableBlocks, in_one_line
from wagtail_govreview.screening.places import Hidden, Kind, Place

Run = tuple["Hidden | None", str]

TEXT = {"t", "delText"}
CODE = {"instrText", "delInstrText"}
SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
CHANGES = {
    "ins": Hidden.INSERTED,
    "moveTo": Hidden.INSERTED,
    "del": Hidden.DELETED,
    "moveFrom": Hidden.DELETED,
}
# Elements whose attributes hold text for people: alternative texts, watermarks, choices and help of form fields.
SPOKEN = {
    "docPr": ("descr", "title"),
    "cNvPr": ("descr", "title"),
    "textpath": ("string",),
    "shape": ("alt",),
    "tblCaption": ("val",),
    "tblDescription": ("val",),
    "alias": ("val",),
    "listItem": ("displayText",),
    "listEntry": ("val",),
    "default": ("val",),
    "helpText": ("val",),
    "statusText": ("val",),
    "fldSimple": ("instr",),
    "docVar": ("name", "val"),
    "connectString": ("val",),
    "query": ("val",),
}
OFF = {"0", "false", "off"}
WIDEST = 64  # columns that one cell may span


def is_on(attributes: dict[str, str]) -> bool:
    """Whether a switch such as ``w:vanish`` is on."""
    return local(attributes).get("val", "1").lower() not in OFF


@dataclass
class Paragraph:
    """Its runs, each with why readers do not see it."""

    runs: list[Run] = field(default_factory=list)
    style_hides: bool = False

    def readings(self) -> Iterator[Run]:
        """As people read it, then as it read with what is hidden, then as it read before deletions."""
        states = {state for state, text in self.runs if text.strip()}
        seen: set[Hidden | None] = {None, Hidden.INSERTED}
        visible = "".join(text for state, text in self.runs if state in seen)
        if visible.strip():
            yield (
                (
                    None
                    if states - {Hidden.INSERTED, Hidden.DELETED, Hidden.TEXT}
                    else Hidden.INSERTED
                ),
                visible,
            )
        if Hidden.TEXT in states:
            yield Hidden.TEXT, self._around(Hidden.TEXT, {None, Hidden.INSERTED, Hidden.TEXT})
        if Hidden.DELETED in states:
            yield Hidden.DELETED, self._around(Hidden.DELETED, {None, Hidden.DELETED})

    def _around(self, hidden: Hidden, readable: Collection[Hidden | None]) -> str:
        """What is hidden; the whole paragraph where a word or number goes on into it."""
        runs = [(state, text) for state, text in self.runs if state in readable and text]
        for (one, before), (other, after) in zip(runs, runs[1:], strict=False):
            if (one is hidden) != (other is hidden) and _goes_on(before[-1], after[0]):
                return "".join(text for _, text in runs)
        return "".join(text if state is hidden else " " for state, text in runs).strip()


def _goes_on(before: str, after: str) -> bool:
    return before.isalnum() and after.isalnum() or "*" in (before, after) or "-" in (before, after)


@dataclass
class Table:
    """A table that is being read. ``boxes``: how many text boxes it lies in."""

    blocks: TableBlocks
    boxes: int
    row: int = 0
    cells: list[tuple[int, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    column: int = 1
    span: int = 1


class Story:
    """Reads one part (the body, a header, the comments). ``hidden``: why nobody sees the part as a whole.

    ``hiding``: ids of styles that hide text. ``people``: takes the names of those who changed or commented.
    ``tables``: how many tables came before in the document.
    """

    def __init__(
        self,
        draft: Draft,
        name: str,
        hidden: Hidden | None = None,
        *,
        hiding: Collection[str] = (),
        people: dict[str, None] | None = None,
        tables: int = 0,
    ) -> None:
        self._draft, self._name, self._hidden, self._hiding = draft, name, hidden, hiding
        self._people = {} if people is None else people
        self.tables = tables
        self.has_changes = self.has_hidden = self.said = False
        self._open_tables: list[Table] = []
        self._paragraphs: list[Paragraph] = []
        self._changes: list[Hidden] = []
        self._boxes = self._fallbacks = 0
        self._boxed: set[str] = set()
        self._former = 0  # depth in what the formatting was before it was changed
        self._in_run = self._run_hidden = False
        self._wanted = ""
        self._code: list[str] = []

    # --- events -------------------------------------------------------------------------------

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in TEXT or tag in CODE:
            self._wanted = tag
        elif tag == "r":
            self._in_run = True
            self._run_hidden = bool(self._paragraphs) and self._paragraphs[-1].style_hides
        elif tag == "p":
            self._paragraphs.append(Paragraph())
        elif tag in SIGNS:
            if self._in_run:
                self._add(SIGNS[tag])
        elif tag.endswith("Change"):
            self._former += 1
            self._author(attributes)
        elif tag in CHANGES:
            self._changes.append(CHANGES[tag])
            self._author(attributes)
        elif tag in ("vanish", "rStyle", "pStyle"):
            self._formatting(tag, attributes)
        elif tag in SPOKEN:
            self._spoken(tag, attributes)
        else:
            self._structure(tag, attributes)

    def text(self, data: str) -> None:
        if self._wanted in TEXT:
            self._add(data)
        elif self._wanted:
            self._code.append(data)

    def end(self, tag: str) -> None:
        if tag in TEXT or tag in CODE:
            self._wanted = ""
        elif tag == "r":
            self._in_run = self._run_hidden = False
        elif tag == "p":
            self._end_paragraph()
        elif tag.endswith("Change"):
            self._former -= 1
        elif tag in CHANGES:
            self._changes.pop()
        elif tag == "tc":
            self._end_cell()
        elif tag == "tr":
            self._end_row()
        elif tag == "tbl" and self._open_tables:
            for stretch in self._open_tables.pop().blocks.end():
                self._draft.add(stretch)
        elif tag == "txbxContent":
            self._boxes -= 1
        elif tag == "Fallback":
            self._fallbacks -= 1

    # --- runs and paragraphs ------------------------------------------------------------------

    def _add(self, text: str) -> None:
        state: Hidden | None = Hidden.TEXT if self._run_hidden else None
        if self._changes:
            deleted = Hidden.DELETED in self._changes
            state = Hidden.DELETED if deleted else state or Hidden.INSERTED
        if self._wanted == "delText":
            state = Hidden.DELETED
        if not self._paragraphs:
            self._paragraphs.append(Paragraph())
        self._paragraphs[-1].runs.append((state, text))

    def _formatting(self, tag: str, attributes: dict[str, str]) -> None:
        if self._former:
            return
        if tag == "vanish":
            if self._in_run:
                self._run_hidden = is_on(attributes)
        elif local(attributes).get("val") in self._hiding:
            if tag == "rStyle" and self._in_run:
                self._run_hidden = True
            elif tag == "pStyle" and self._paragraphs:
                self._paragraphs[-1].style_hides = True

    def _end_paragraph(self) -> None:
        if self._code:
            self._say_code()
        if not self._paragraphs:
            return
        for state, text in self._paragraphs.pop().readings():
            self.said = True
            self.has_hidden |= state is Hidden.TEXT
            self.has_changes |= state is Hidden.DELETED or state is Hidden.INSERTED
            table = self._table()
            if table and state in (None, Hidden.INSERTED):
                table.texts.append(text)
            else:
                self._say(self._place(state), text)

    def _say(self, place: Place, text: str) -> None:
        """Text boxes are written twice, for newer and for older programs: once is enough where both say the same."""
        if self._fallbacks and text in self._boxed:
            return
        if self._boxes:
            self._boxed.add(text)
        self._draft.say(place, text)

    def _say_code(self) -> None:
        """The code of a field where it says more than which field it is."""
        code = "".join(self._code).strip()
        self._code = []
        if '"' in code or len(code) > 20:
            self._draft.say(self._place(Hidden.TEXT), code)

    def _spoken(self, tag: str, attributes: dict[str, str]) -> None:
        values = local(attributes)
        for name in SPOKEN[tag]:
            self._draft.say(self._place(None), values.get(name, ""))

    def _author(self, attributes: dict[str, str]) -> None:
        author = local(attributes).get("author", "").strip()
        self.has_changes = True
        if author:
            self._people[author] = None

    # --- tables, boxes, comments --------------------------------------------------------------

    def _structure(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "tbl":
            self.tables += 1
            blocks = TableBlocks(Kind.TABLE, str(self.tables), self._hidden)
            self._open_tables.append(Table(blocks, self._boxes))
        elif tag == "tc" and self._open_tables:
            table = self._open_tables[-1]
            table.texts, table.span = [], 1
        elif tag == "gridSpan" and self._open_tables:
            span = local(attributes).get("val", "")
            self._open_tables[-1].span = min(int(span), WIDEST) if span.isdecimal() else 1
        elif tag == "txbxContent":
            self._boxes += 1
        elif tag == "Fallback":
            self._fallbacks += 1
        elif tag == "comment":
            author = local(attributes).get("author", "").strip()
            if author:
                self._people[author] = None

    def _table(self) -> Table | None:
        """The table in whose cell we are, unless a text box lies between."""
        table = self._open_tables[-1] if self._open_tables else None
        return table if table and table.boxes == self._boxes else None

    def _end_cell(self) -> None:
        if self._open_tables:
            table = self._open_tables[-1]
            text = in_one_line(" ".join(table.texts)).strip()
            table.texts = []
            if text:
                table.cells.append((table.column, text))
            table.column += max(table.span, 1)

    def _end_row(self) -> None:
        if self._open_tables:
            table = self._open_tables[-1]
            table.row += 1
            for stretch in table.blocks.row(table.row, table.cells):
                self._draft.add(stretch)
            table.cells, table.column = [], 1

    def _place(self, state: Hidden | None) -> Place:
        name = "textbox" if self._boxes else self._name
        return _place_of(name, self._hidden or state)


@cache
def _place_of(name: str, hidden: Hidden | None) -> Place:
    """One object for all paragraphs of a part: there may be millions."""
    return Place(Kind.PART, name, hidden=hidden)
