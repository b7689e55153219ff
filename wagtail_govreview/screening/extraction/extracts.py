"""What is read from one file: its texts with places, and what the reader noticed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from wagtail_govreview.screening.places import Hidden, Kind, Place
from wagtail_govreview.screening.stretches import Inside, Stretch, moved_inside


@dataclass(frozen=True)
class Notice:
    """What a reader noticed about the file itself: it is encrypted, has hidden columns, tells who wrote it.

    ``code``: of a type of finding (``attachment.encrypted``). ``note``: what, in the file's own words (a name, the
    name of a sheet); no sentence, because the notice is kept for readers of every language.
    """

    code: str
    place: Place = field(default=Place(Kind.FILE))
    note: str = ""


@dataclass(frozen=True)
class Extract:
    """``kind``: what the file is by its content (``docx``, ``pdf``, ``unknown``); ``stretches``: everything that can be
    read in it, what people do not see included; ``notices``: what a person should know or look at."""

    kind: str
    stretches: Sequence[Stretch] = ()
    notices: Sequence[Notice] = ()

    @property
    def characters(self) -> int:
        return sum(len(stretch.text) for stretch in self.stretches)

    def inside(self, name: str, hidden: Hidden | None = None) -> Extract:
        """The same, as read from a file called ``name`` within another; ``hidden``: why readers do not see that file."""
        return Extract(
            self.kind,
            [
                replace(stretch, places=Inside(stretch.places, name, hidden))
                for stretch in self.stretches
            ],
            [
                replace(notice, place=moved_inside(notice.place, name, hidden))
                for notice in self.notices
            ],
        )


class Unreadable(Exception):
    """The file cannot be read, or not wholly. ``code``: of the notice that says why; ``note``: more of it.

    What was read until then may come along as ``extract``.
    """

    def __init__(self, code: str, note: str = "", extract: Extract | None = None) -> None:
        super().__init__(code, note)
        self.code, self.note, self.extract = code, note, extract
