"""What readers notice about a file, as types of findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail_govreview.screening.extraction.extracts import Extract, Notice
from wagtail_govreview.screening.extraction.kinds import PICTURES
from wagtail_govreview.screening.findings import FindingType, Hit, Severity

PICTURE = "attachment.picture"  # a picture whose text nobody read: see shown_notices
A_PERSON_MUST_LOOK = _(
    "The checks cannot see into this file. A person must open it, look through all of it, and rule."
)


def _type(
    code: str, label: Any, severity: Severity, advice: Any = A_PERSON_MUST_LOOK
) -> FindingType:
    return FindingType(code=f"attachment.{code}", label=label, severity=severity, advice=advice)


_RULING, _HINT = Severity.RULING, Severity.HINT

TYPES: tuple[FindingType, ...] = (
    # what cannot be read, or not wholly
    _type("encrypted", _("File with a password"), _RULING),
    _type("broken", _("Damaged file or part of a file"), _RULING),
    _type("no_reader", _("Kind of file that cannot be read here"), _RULING),
    _type("too_large", _("File too large to be read wholly"), _RULING),
    _type("too_deep", _("Files nested too deep"), _RULING),
    _type("too_slow", _("File that takes too long to read"), _RULING),
    _type("crashed", _("File on which the reader failed"), _RULING),
    _type(
        "missing", _("File that is missing in the storage"), _RULING, _("Upload the file again.")
    ),
    _type("no_text_layer", _("Scan or picture without text"), _RULING),
    _type(
        "ocr",
        _("Scan, its text read by machine"),
        _HINT,
        _(
            "Machines misread scans. Compare what matters, above all numbers and secrecy marks, with the picture."
        ),
    ),
    # what readers do not see
    _type(
        "hidden_columns",
        _("Hidden columns"),
        _RULING,
        _(
            "Whoever downloads the file can show them. Delete them if they are not meant for the public."
        ),
    ),
    _type(
        "hidden_rows",
        _("Hidden rows"),
        _RULING,
        _(
            "Whoever downloads the file can show them. Delete them if they are not meant for the public."
        ),
    ),
    _type(
        "hidden_sheets",
        _("Hidden sheets"),
        _RULING,
        _(
            "Whoever downloads the file can show them. Delete them if they are not meant for the public."
        ),
    ),
    _type(
        "hidden_slides",
        _("Hidden slides"),
        _RULING,
        _(
            "Whoever downloads the file can show them. Delete them if they are not meant for the public."
        ),
    ),
    _type(
        "hidden_text",
        _("Hidden text"),
        _RULING,
        _("Whoever downloads the file can show it. Delete it if it is not meant for the public."),
    ),
    _type(
        "covered_text",
        _("Text under a covering box"),
        _RULING,
        _(
            "A box over text hides nothing: the text can be copied from under it. Mask the text in the source and make"
            " the file anew."
        ),
    ),
    _type(
        "comments",
        _("Comments in the file"),
        _RULING,
        _("Delete the comments, unless they are meant for the public."),
    ),
    _type(
        "tracked_changes",
        _("Tracked changes"),
        _RULING,
        _("Accept or reject all changes and save: what was deleted can still be read."),
    ),
    _type(
        "speaker_notes",
        _("Speaker notes"),
        _RULING,
        _("Delete the notes, unless they are meant for the public."),
    ),
    _type(
        "embedded",
        _("Files in the file"),
        _HINT,
        _("The checks read them as well. Take them out if they are not meant for the public."),
    ),
    _type(
        "earlier_revisions",
        _("The file holds its earlier states"),
        _HINT,
        _(
            "What was deleted or covered later can be brought back. Save the file anew (“save as”, or print to PDF)."
        ),
    ),
    # what it tells about people and machines
    _type(
        "position",
        _("Position of the camera in the picture"),
        _RULING,
        _(
            "The picture tells to a few metres where it was taken. Remove it, unless the place may be known."
        ),
    ),
    _type(
        "author",
        _("Names in the file's properties"),
        _HINT,
        _(
            "The file tells who wrote or changed it. Remove the properties, unless the names may be known."
        ),
    ),
    _type(
        "camera",
        _("Serial number of the camera in the picture"),
        _HINT,
        _("Pictures of the same camera can be brought together by it. Remove the metadata."),
    ),
    _type(
        "thumbnail",
        _("Small preview kept in the picture"),
        _HINT,
        _("It may show what was cut off or blurred later. Remove the metadata."),
    ),
    # what it does
    _type(
        "macros",
        _("Programs in the file (macros)"),
        _RULING,
        _("Files for the public hold no programs. Save it without them."),
    ),
    _type(
        "external_links",
        _("The file loads from elsewhere"),
        _HINT,
        _("The addresses can be read by everybody, and may be called when the file is opened."),
    ),
    _type(
        "disguised",
        _("The file is something else than its name says"),
        _HINT,
        _(
            "Give the file the extension that belongs to its content, or save it in the format that its name says."
        ),
    ),
)
BY_CODE = {each.code: each for each in TYPES}


def hits_of(extract: Extract, *, is_image: bool = False) -> Iterator[Hit]:
    """The notices of one file as hits. ``is_image``: it is one of Wagtail's images, which stand on the page for all to see,
    rather than a document that has to be opened."""
    for notice in shown_notices(extract, is_image=is_image):
        found = BY_CODE.get(notice.code, BY_CODE["attachment.no_reader"])
        yield Hit(type=found, note=notice.note, place=notice.place)


def shown_notices(extract: Extract, *, is_image: bool = False) -> Iterable[Notice]:
    """The notices without doubles. A picture that was uploaded as a document, alone or in an archive, is taken for a
    scan; in a text or on the page it is seen anyway."""
    told = dict.fromkeys(extract.notices)
    scan = extract.kind == "zip" or (extract.kind in PICTURES and not is_image)
    for notice in told:
        if notice.code != PICTURE:
            yield notice
        elif scan:
            yield Notice("attachment.no_text_layer", notice.place, notice.note)
