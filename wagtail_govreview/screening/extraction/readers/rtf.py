"""Rich Text Format: the text between the control words. Many a ``.doc`` is one."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace
from typing import IO

from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.drafts import Draft, Read
from wagtail_govreview.screening.extraction.extracts import Extract
from wagtail_govreview.screening.extraction.readers.office import PROPERTIES
from wagtail_govreview.screening.places import Hidden, Kind, Place

DEEPEST = 1000  # groups in groups
STEPS = 10_000  # after which the time is looked at
_TOKEN = re.compile(
    r"\\([a-z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)

BREAKS = {"par", "row", "sect", "page", "nestrow"}
SIGNS = {
    "tab": "\t",
    "cell": "\t",
    "nestcell": "\t",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
}
ESCAPED = {"~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}"}
PLACES = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), Place(Kind.PART, "header")),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), Place(Kind.PART, "footer")),
    "footnote": Place(Kind.PART, "footnotes"),
    "annotation": Place(Kind.PART, "comments", hidden=Hidden.COMMENT),
    "atnauthor": PROPERTIES,
    "fldinst": Place(Kind.PART, "body", hidden=Hidden.TEXT),
    "shptxt": Place(Kind.PART, "textbox"),
    "info": PROPERTIES,
    "userprops": PROPERTIES,
    "revtbl": PROPERTIES,
}
PEOPLE = {"author", "operator", "manager"}
# Groups that hold no text of people: fonts, colours, pictures, what programs keep for themselves.
WITHOUT_TEXT = set(
    "fonttbl colortbl stylesheet listtable listoverridetable rsidtbl pict objdata themedata colorschememapping "
    "datastore latentstyles generator xmlnstbl filetbl blipuid mmathPr wgrffmtfilter passwordhash creatim revtim "
    "printim buptim sn sp".split()
)


@dataclass(frozen=True)
class State:
    """What holds in a group. ``skip``: nothing of it is text; ``star``: it began with ``\\*``, so that unknown ones are
    skipped; ``after``: how many characters follow one in Unicode for older programs."""

    place: Place
    skip: bool = False
    star: bool = False
    hidden: Hidden | None = None
    after: int = 1
    person: bool = False


def read_rtf(stream: IO[bytes], budget: Budget, read: Read | None = None) -> Extract:
    """Read a text in Rich Text Format. Files in it are only mentioned. Raises :class:`Unreadable`."""
    draft = Draft("rtf", budget)
    with draft.kept():
        _Rtf(draft).read(budget.read(stream).decode("latin-1"))
    return draft.extract()


class _Rtf:
    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._state = State(Place(Kind.PART, "body"))
        self._stack: list[State] = []
        self._texts: list[str] = []
        self._shown = State(Place(Kind.PART, "body"))  # what held for the texts so far
        self._bytes = bytearray()
        self._codec = "gb18030"
        self._ignore = 0
        self._people: dict[str, None] = {}

    def read(self, text: str) -> None:
        position = steps = 0
        while position < len(text):
            match = _TOKEN.match(text, position)
            if match is None:
                break
            position = match.end()
            steps += 1
            if not steps % STEPS:
                self._draft.budget.check_time()
            word, number, byte, sign, group, plain = match.groups()
            if word == "bin":
                position += max(int(number or 0), 0)
            elif byte:
                self._byte(int(byte, 16))
            elif plain:
                self._plain(plain)
            elif word:
                self._word(word, number)
            elif group:
                self._group(group)
            elif sign:
                self._sign(sign)
        self._flush()
        if self._people:
            self._draft.notice("attachment.author", ", ".join(self._people), PROPERTIES)

    # --- tokens -------------------------------------------------------------------------------

    def _group(self, group: str) -> None:
        self._ignore = 0
        if group == "{":
            if len(self._stack) < DEEPEST:
                self._stack.append(self._state)
            self._state = replace(self._state, star=False)
        elif self._stack:
            before = self._state
            if before.person:
                self._person()
            self._state = self._stack.pop()
            if before.place != self._state.place:
                self._flush()

    def _word(self, word: str, number: str | None) -> None:
        state = self._state
        if word == "u" and number:
            self._say(_character(int(number)))
            self._ignore = state.after
        elif word in BREAKS:
            self._flush()
        elif word in SIGNS:
            self._say(SIGNS[word])
        elif word == "uc":
            self._state = replace(state, after=min(int(number or 1), 10))
        elif word == "ansicpg":
            self._codec = _codec(number)
        elif word in ("v", "deleted"):
            why = Hidden.TEXT if word == "v" else Hidden.DELETED
            self._state = replace(state, hidden=None if number == "0" else why)
        elif word == "plain":
            self._state = replace(state, hidden=None)
        elif word in WITHOUT_TEXT:
            self._state = replace(state, skip=True)
            if word == "objdata":
                self._draft.notice("attachment.embedded")
                self._draft.notice("attachment.no_reader")
        elif word in PLACES or word in PEOPLE:
            self._enter(word)
        elif state.star:
            self._state = replace(state, skip=True)

    def _enter(self, word: str) -> None:
        """A group that is another part of the document."""
        self._flush()
        place = PROPERTIES if word in PEOPLE else PLACES[word]
        self._state = replace(self._state, place=place, star=False, person=word in PEOPLE)
        if word == "annotation":
            self._draft.notice("attachment.comments")

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._state = replace(self._state, star=True)
        elif sign in "\r\n":
            self._flush()
        else:
            self._say(ESCAPED.get(sign, ""))

    def _plain(self, text: str) -> None:
        ignored = min(self._ignore, len(text))
        self._ignore -= ignored
        if text[ignored:]:
            # Some programs write the bytes of Chinese as they are.
            if text.isascii():
                self._say(text[ignored:])
            else:
                self._bytes.extend(text[ignored:].encode("latin-1"))

    def _byte(self, value: int) -> None:
        if self._ignore:
            self._ignore -= 1
        elif not self._state.skip:
            self._switch()
            self._bytes.append(value)

    # --- text ---------------------------------------------------------------------------------

    def _say(self, text: str) -> None:
        if self._state.skip:
            return
        self._switch()
        self._end_bytes()
        self._texts.append(text)

    def _switch(self) -> None:
        """Text that is hidden for another reason begins a part of its own."""
        if (self._shown.place, self._shown.hidden) != (self._state.place, self._state.hidden):
            self._flush()
            self._shown = self._state

    def _end_bytes(self) -> None:
        if self._bytes:
            self._texts.append(bytes(self._bytes).decode(self._codec, "replace"))
            self._bytes.clear()

    def _person(self) -> None:
        self._end_bytes()
        name = "".join(self._texts).strip()
        if name:
            self._people[name] = None
        self._flush()

    def _flush(self) -> None:
        self._end_bytes()
        text, self._texts = "".join(self._texts).strip(), []
        shown = self._shown
        if not text:
            return
        if shown.hidden is Hidden.TEXT:
            self._draft.notice("attachment.hidden_text")
        elif shown.hidden is Hidden.DELETED:
            self._draft.notice("attachment.tracked_changes")
        hidden = shown.place.hidden or shown.hidden
        self._draft.say(replace(shown.place, hidden=hidden), text)


def _character(number: int) -> str:
    """``\\u`` numbers are of 16 bits with a sign."""
    number %= 0x10000
    return "" if 0xD800 <= number < 0xE000 else chr(number)


def _codec(page: str | None) -> str:
    """The codec of a Windows code page; GB 18030 where Windows says 936 or Latin, as Chinese programs do wrongly."""
    if page in (None, "936", "1252", "0"):
        return "gb18030"
    try:
        return codecs.lookup(f"cp{page}").name
    except LookupError:
        return "gb18030"
