"""Many pages read together: a constant number of queries for a batch, and one bad page harms no other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist, SuspiciousOperation, ValidationError
from django.db import DatabaseError, transaction
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wagtail_govreview.content.attachments import Media, ReferencedFile, files_of
from wagtail_govreview.content.families import fetch_families
from wagtail_govreview.content.fingerprint import Taken, taken_from
from wagtail_govreview.content.html import snapshot_of
from wagtail_govreview.content.reading import Reading, read
from wagtail_govreview.content.titles import Titles
from wagtail_govreview.pages import base_page_model

UNREADABLE = (
    ObjectDoesNotExist,
    ValidationError,
    SuspiciousOperation,  # a file name that leads out of the storage
    OSError,  # a file that may not be read
    AttributeError,  # the rest: a stream or JSON whose data is of another shape than its blocks
    LookupError,
    TypeError,
    ValueError,
    ArithmeticError,
)
"""What reading a page can raise when its data is not what its model says."""


@dataclass(frozen=True)
class Unread:
    """A page that could not be read. ``reason``: a sentence for people."""

    key: Any
    reason: str


class Gathered:
    """One specific page among many, read. What it gives may raise one of :data:`UNREADABLE`."""

    def __init__(self, page: Any, reading: Reading) -> None:
        self.page = page
        self.reading = reading
        self.media = Media(())
        self.titles = Titles(())

    def files(self, algorithm: str | None = None) -> list[ReferencedFile]:
        return files_of(self.page, self.reading, algorithm, self.media)

    def take(self, algorithm: str | None = None) -> Taken:
        """The page's content, with everything that is needed to keep it."""
        return taken_from(self.reading, self.files(algorithm), algorithm)

    def snapshot(self) -> SafeString:
        return snapshot_of(self.page, self.reading, self.files(), self.titles)


def gather(keys: Sequence[Any]) -> tuple[list[Gathered], list[Unread]]:
    """Read the pages with these keys, in this order; and those that cannot be read, with the reason.

    Pages that do not exist are in neither list.
    """
    loaded, unread = _load(keys)
    gathered = []
    for key in keys:
        if key in loaded:
            try:
                gathered.append(Gathered(loaded[key], read(loaded[key])))
            except UNREADABLE as error:
                unread.append(Unread(key, why(error)))
    _share(gathered)
    return gathered, unread


def why(error: BaseException) -> str:
    """The reason for people, with the error's own words for whoever has to mend it."""
    words = f"{type(error).__name__}: {error}"
    if isinstance(error, (OSError, SuspiciousOperation)):
        return _("A file of the page cannot be read (%(error)s).") % {"error": words}
    return _("The content of the page cannot be read (%(error)s).") % {"error": words}


def _share(gathered: list[Gathered]) -> None:
    """One set of media and titles for all, so that each is asked for once."""
    media = Media(reference for each in gathered for reference in each.reading.chosen)
    titles = Titles(reference for each in gathered for reference in each.reading.references)
    for each in gathered:
        each.media, each.titles = media, titles


def _load(keys: Sequence[Any]) -> tuple[dict[Any, Any], list[Unread]]:
    types: dict[Any, list[Any]] = defaultdict(list)
    pages = base_page_model()._base_manager.filter(pk__in=keys)
    for key, content_type in pages.values_list("pk", "content_type"):
        types[content_type].append(key)
    loaded: dict[Any, Any] = {}
    unread: list[Unread] = []
    for content_type, of_type in types.items():
        _load_type(ContentType.objects.get_for_id(content_type), of_type, loaded, unread)
    return loaded, unread


def _load_type(
    content_type: ContentType, keys: list[Any], loaded: dict[Any, Any], unread: list[Unread]
) -> None:
    model = content_type.model_class()
    name = f"{content_type.app_label}.{content_type.model}"
    if model is None:
        reason = _("Its page type “%(type)s” is no longer installed.") % {"type": name}
        unread += [Unread(key, reason) for key in keys]
        return
    found, failed = _fetch(model, keys)
    loaded |= found
    unread += failed
    failed_keys = {each.key for each in failed}
    reason = _("Its record of the page type “%(type)s” is missing.") % {"type": name}
    unread += [Unread(key, reason) for key in keys if key not in found and key not in failed_keys]


def _fetch(model: Any, keys: list[Any]) -> tuple[dict[Any, Any], list[Unread]]:
    """The pages of one type with their families; if that fails, one by one to find the culprit."""
    try:
        with (
            transaction.atomic()
        ):  # so that a table that is gone does not spoil the whole transaction
            pages = list(model._base_manager.filter(pk__in=keys))
            fetch_families(pages)
    except (*UNREADABLE, DatabaseError) as error:
        if len(keys) == 1:
            return {}, [Unread(keys[0], why(error))]
        results = [_fetch(model, [key]) for key in keys]
        return (
            {key: page for found, _failed in results for key, page in found.items()},
            [each for _found, failed in results for each in failed],
        )
    return {page.pk: page for page in pages}, []
