"""The shapes of the demo data."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class SectionData:
    """A section (栏目): ``slug`` below its organ, and the title readers see."""

    slug: str
    title: str
    intro: str


@dataclass(frozen=True)
class UnitData:
    """An organ: ``key`` starts its accounts' names, ``code`` is its 代字, ``sections`` its columns."""

    key: str
    code: str
    slug: str
    name: str
    full_name: str
    intro: str
    sections: tuple[SectionData, ...]
    parent: str = ""
    """Key of the superior organ; empty at the top."""


@dataclass(frozen=True)
class PersonData:
    """Somebody with one role in one organ.

    ``role``: editor, a tier (first, second, third, principal), registrar, archivist, inspector or unit_administrator.
    ``post``: the post's code in the rule, for those who sign; ``title``: the post as it is printed.
    """

    username: str
    name: str
    unit: str
    role: str
    title: str
    post: str = ""


@dataclass(frozen=True)
class FileRef:
    """A file of the ``files`` folder, to become a document of Wagtail's library."""

    name: str
    title: str


@dataclass(frozen=True)
class ImageRef:
    """A picture of the ``files`` folder, to become an image of Wagtail's library."""

    name: str
    title: str


@dataclass(frozen=True)
class LinkedText:
    """Rich text that links to files: ``{key}`` in ``html`` stands for the document's id."""

    html: str
    files: Mapping[str, FileRef]


@dataclass(frozen=True)
class SourceData:
    """Where an item comes from. Reprints fill everything, other items what they have."""

    issuing_organ: str = ""
    document_number: str = ""
    source_site: str = ""
    original_title: str = ""
    link: str = ""
    original_date: datetime.date | None = None
    authorised_by: str = ""


@dataclass(frozen=True)
class ReviewData:
    """What the clerk answers for the review sheet, in the codes of the rule.

    ``secrecy``: the declarations made; ``escalation``: reasons to send the item to the principal.
    """

    information_class: str
    subclasses: tuple[str, ...]
    carrier: str
    source: SourceData = SourceData()
    attribute: str = "active"
    attribute_reason: str = ""
    channels: tuple[str, ...] = ("website",)
    escalation: tuple[str, ...] = ()
    secrecy: tuple[str, ...] = (
        "state_secret",
        "work_secret",
        "internal",
        "trade_secret",
        "privacy",
    )
    secrecy_basis: str = ""
    column: str = ""
    remarks: str = ""


@dataclass(frozen=True)
class ReturnedOnce:
    """The item comes back once: who returns it, why, and what the editor then puts right."""

    tier: str
    reason: str
    corrections: Mapping[str, Any]


@dataclass(frozen=True)
class ItemData:
    """One draft: its page, and what the review will ask about it.

    ``fields`` are the page's own, with ``FileRef`` and ``ImageRef`` for ids of files and pictures;
    ``attachments`` are a policy document's.
    """

    key: str
    unit: str
    section: str
    page_type: str
    slug: str
    title: str
    fields: Mapping[str, Any]
    review: ReviewData
    attachments: tuple[FileRef, ...] = ()
    topics: tuple[str, ...] = ()
    returned: ReturnedOnce | None = field(default=None)
