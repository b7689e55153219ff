"""What Word, Excel and PowerPoint files have in common: properties, relations, files inside, and all other parts."""

from __future__ import annotations

import io
import re
from collections.abc import Collection
from dataclasses import dataclass, field

from wagtail_govreview.screening.extraction.drafts import Draft, Read
from wagtail_govreview.screening.extraction.readers.metafile import metafile_texts
from wagtail_govreview.screening.extraction.readers.parts import Package, local, resolve
from wagtail_govreview.screening.places import Hidden, Kind, Place

PROPERTIES = Place(Kind.PART, "properties", hidden=Hidden.METADATA)
OTHER = Place(Kind.PART, "other")
CODES = Place(Kind.PART, "other", hidden=Hidden.TEXT)

PEOPLE = {"creator", "lastModifiedBy", "Manager"}
COUNTED = set(
    "AppVersion Application Characters CharactersWithSpaces DocSecurity HiddenSlides HyperlinksChanged Lines "
    "LinksUpToDate MMClips Notes Pages Paragraphs PresentationFormat ScaleCrop SharedDoc Slides TotalTime Words "
    "created modified revision version lastPrinted i4 bool filetime".split()
)
PROGRAMS = {
    "openpyxl",
    "python-docx",
    "administrator",
    "microsoft office user",
    "user",
    "apache poi",
}
# Parts of programs, not of people: looks, lists of looks, names of fonts, and what repeats other parts.
MACHINERY = re.compile(
    r"\[content_types\]\.xml|(.*/)?(theme\d*|styles|styleswitheffects|fonttable|websettings|numbering|calcchain|presprops|"
    r"viewprops|tablestyles|itemprops\d+|themeoverride\d+|commentsextended|commentsids|commentsextensible|"
    r"sharedstrings|metadata|volatiledependencies|documenttasks\d*)\.xml|"
    r".*/(charts/(style|colors)|diagrams/(drawing|layout|quickstyle|colors)|printersettings|tables/|ctrlprops/)[^/]*"
)
XML = re.compile(r".*\.(xml|vml)")
PICTURE = re.compile(r".*\.(jpe?g|png|tiff?|bmp|webp|heic|gif)")
DRAWING = re.compile(r".*\.emf")
IGNORED = re.compile(r".*\.(wmf|wdp)")  # previews of objects, copies of pictures for effects
INSIDE = re.compile(r".*/(embeddings|media|afchunk[^/]*)/?[^/]*|.*/afchunk[^/]*")
# Attributes in which text for people, or of people, lies.
SPOKEN = {
    "descr",
    "title",
    "alt",
    "string",  # of a watermark in Word
    "author",
    "userId",
    "displayName",
    "prompt",
    "promptTitle",
    "error",
    "errorTitle",
    "tooltip",
    "display",
    "connection",
    "command",
    "connectString",
    "query",
}
# Elements whose text is for programs: where a drawing lies, and how controls work.
NUMBERS = {"col", "row", "colOff", "rowOff", "posOffset", "pctWidth", "pctHeight", "formatCode"}
CONTROL = "ClientData"
FEW = 20  # characters of a document that is a picture all the same: a heading, a page number
PARAGRAPH = {"p", "si", "comment", "pt", "sp"}
BESIDE_LINKS = {"hyperlink", "hyperlinks"}


class Everything:
    """All text of a part that no reader knows better, paragraph by paragraph, and what attributes say."""

    def __init__(self, draft: Draft, place: Place = OTHER, spoken: Collection[str] = ()) -> None:
        self._draft, self._place = draft, place
        self._spoken = SPOKEN | set(spoken)
        self._texts: list[str] = []
        self._paragraphs = self._controls = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in PARAGRAPH:
            self._flush()
            self._paragraphs += 1
        elif tag == CONTROL:
            self._controls += 1
        for name, value in local(attributes).items() if attributes else ():
            if name in self._spoken:
                self._draft.say(self._place, value)

    def end(self, tag: str) -> None:
        if tag in PARAGRAPH:
            self._paragraphs -= 1
            self._flush()
        elif tag == CONTROL:
            self._controls -= 1
            self._texts = []
        elif tag in NUMBERS:
            self._texts = []
        elif not self._paragraphs:
            self._flush()

    def text(self, data: str) -> None:
        if not self._controls:
            self._texts.append(data)

    def _flush(self) -> None:
        self._draft.say(self._place, "".join(self._texts).strip())
        self._texts = []


class Properties:
    """Properties of the file: the values, and who made it."""

    def __init__(self, draft: Draft, people: dict[str, None]) -> None:
        self._draft, self._people = draft, people
        self._texts: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._texts = []
        if tag == "property":
            self._draft.say(PROPERTIES, attributes.get("name", ""))

    def text(self, data: str) -> None:
        self._texts.append(data)

    def end(self, tag: str) -> None:
        value = "".join(self._texts).strip()
        self._texts = []
        if not value or tag in COUNTED:
            return
        self._draft.say(PROPERTIES, value)
        if tag in PEOPLE and value.lower() not in PROGRAMS:
            self._people[value] = None


@dataclass(frozen=True)
class Relation:
    """``kind``: the last word of its type; ``target``: name of a part, or an address where ``outside``."""

    kind: str
    target: str
    outside: bool


@dataclass
class Relations:
    """The relations of one part, by their ids."""

    part: str
    all: dict[str, Relation] = field(default_factory=dict)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            outside = attributes.get("TargetMode", "").lower() == "external"
            target = attributes.get("Target", "")
            if not outside:
                target = resolve(self.part, target)
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.all[attributes.get("Id", "")] = Relation(kind, target, outside)

    def end(self, tag: str) -> None: ...

    def text(self, data: str) -> None: ...

    def of_kind(self, *kinds: str) -> list[str]:
        """The names of the parts to which relations of these kinds lead."""
        return [each.target for each in self.all.values() if each.kind in kinds]


def relations_of(package: Package, part: str) -> Relations:
    """The relations of ``part``; none if it has none."""
    folder, _, name = part.rpartition("/")
    relations = Relations(part)
    package.parse(f"{folder}/_rels/{name}.rels", relations)
    return relations


def main_part(package: Package, usual: str) -> str:
    """The name of the part with which the document begins."""
    found = relations_of(package, "").of_kind("officeDocument")
    return found[0] if found and found[0] in package else usual


def notice_scan(package: Package) -> None:
    """A document of pictures with next to no text is told: people paste scans into documents."""
    if package.draft.characters < FEW and any(map(PICTURE.fullmatch, package.names)):
        package.draft.notice("attachment.no_text_layer")


def read_rest(
    package: Package, done: Collection[str], read: Read | None, people: dict[str, None]
) -> None:
    """Everything besides the parts that are ``done``: nothing in the file stays unread or unmentioned.

    ``people``: the names of those who wrote in it, as far as they are known; more of them are added.
    """
    draft = package.draft
    for name in package.names:
        if name in done or MACHINERY.fullmatch(name):
            continue
        if name.startswith("docprops/"):
            if name.endswith(".xml"):  # the other is a small picture of the first page
                package.parse(name, Properties(draft, people))
        elif name.endswith(".rels"):
            _outside(package, name)
        elif "vbaproject" in name and name.endswith(".bin"):
            draft.notice("attachment.macros")
        elif XML.fullmatch(name):
            package.parse(
                name, Everything(draft), quiet=name.endswith(".vml")
            )  # seldom well-formed
        elif INSIDE.fullmatch(name):
            _inside(package, name, read)
    if people:
        draft.notice("attachment.author", ", ".join(people), PROPERTIES)


def _outside(package: Package, name: str) -> None:
    """Addresses outside of the file: text of links, and what the program fetches when the file is opened."""
    relations = Relations(name.replace("_rels/", "").removesuffix(".rels"))
    package.parse(name, relations)
    for relation in relations.all.values():
        if relation.outside:
            package.draft.say(CODES, relation.target)
            if relation.kind not in BESIDE_LINKS:
                package.draft.notice("attachment.external_links", relation.target)


def _inside(package: Package, name: str, read: Read | None) -> None:
    """A file in the file; pictures are part of the document and mentioned only if something is found in them."""
    short = package.file_name(name)
    if IGNORED.fullmatch(name) or (PICTURE.fullmatch(name) and read is None):
        return
    if "/media/" not in name:
        package.draft.notice("attachment.embedded", short)
    data = package.read(name)
    if data and DRAWING.fullmatch(name):
        for text in metafile_texts(data):
            package.draft.say(OTHER, text)
    elif data:
        package.draft.file_within(io.BytesIO(data), short, read, Hidden.EMBEDDED)
