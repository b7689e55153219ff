"""What Wagtail itself keeps of a page: its revisions, and its log. Nothing of it stands in the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry, Revision

from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.ledger.people import display_name
from wagtail_govreview.pages import base_page_model
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.publication.timeline.events import DRAFT, DRAFTS, Event
from wagtail_govreview.versions.lines import around
from wagtail_govreview.versions.streams import Chosen, Stream

# Told by the revision that they made, as long as that is kept.
SAVES = ("wagtail.edit", "wagtail.revert")
# Told by the ledger, where it was written in the same moment.
TOLD_BY_ENTRIES = (
    "wagtail.publish",
    "wagtail.publish.scheduled",
    "wagtail.unpublish",
    "wagtail.unpublish.scheduled",
    "wagtail.delete",
)
TOLD_BY_LINES = {
    "wagtail.move": "publication.moved",
    "wagtail.delete": "publication.deleted",
    "wagtail.publish.schedule": "publication.scheduled",
}


class RevisionEvents(Stream):
    """Saved drafts. ``page``: for addresses of comparisons, ``None`` when the reader may not open one."""

    moment = "created_at"

    def __init__(self, page_key: str, page: Any) -> None:
        base = ContentType.objects.get_for_model(base_page_model())
        self.revisions = Revision.objects.filter(base_content_type=base, object_id=page_key)
        self.page = page

    def rows(self, chosen: Chosen) -> QuerySet[Revision]:
        wanted = chosen.kind in ("", DRAFTS)
        return self.within(self.revisions, chosen) if wanted else self.revisions.none()

    def items(self, keys: Sequence[Any]) -> dict[Any, Event]:
        earlier = self.revisions.filter(pk__lt=OuterRef("pk")).order_by("-pk").values("pk")[:1]
        found = self.revisions.filter(pk__in=keys).annotate(previous_key=Subquery(earlier))
        revisions = found.defer("content").select_related("user")
        return {revision.pk: self._event(revision) for revision in revisions}

    def _event(self, revision: Any) -> Event:
        url = ""
        if self.page is not None and revision.previous_key:
            keys = [self.page.pk, revision.previous_key, revision.pk]
            url = reverse("wagtailadmin_pages:revisions_compare", args=keys)
        return Event(
            revision.created_at,
            DRAFT,
            _("draft saved"),
            display_name(revision.user),
            compare_url=url,
        )


class LogEvents(Stream):
    """Wagtail's log of the page, without what revisions and the ledger tell."""

    moment = "timestamp"

    def __init__(self, page_key: str, subjects: Sequence[str]) -> None:
        entries = PageLogEntry.objects.filter(page=page_key).exclude(
            Q(action__startswith="wagtail.workflow.") | Q(action__startswith="wagtail.comments.")
        )
        kept = Exists(Revision.objects.filter(pk=OuterRef("revision")))
        registered = Exists(_near(RegisterEntry.objects.filter(page_key=page_key), "happened_at"))
        told = Q(kept, action__in=SAVES) | Q(registered, action__in=TOLD_BY_ENTRIES)
        for action, act in TOLD_BY_LINES.items():
            lines = LedgerLine.objects.filter(subject__in=subjects, act=act)
            told |= Q(Exists(_near(lines, "at")), action=action)
        self.entries = entries.filter(~told)

    def rows(self, chosen: Chosen) -> QuerySet[PageLogEntry]:
        wanted = chosen.kind in ("", DRAFTS)
        return self.within(self.entries, chosen) if wanted else self.entries.none()

    def items(self, keys: Sequence[Any]) -> dict[Any, Event]:
        entries = PageLogEntry.objects.filter(pk__in=keys).select_related("user", "page")
        return {entry.pk: _of_entry(entry) for entry in entries}


def _of_entry(entry: Any) -> Event:
    user = entry.user
    who = display_name(user) if user is not None else ""
    if user is None and entry.user_id is not None:
        who = str(entry.user_display_name)
    return Event(entry.timestamp, DRAFT, capfirst(str(entry.message)), who)


def _near(rows: QuerySet[Any], moment: str) -> QuerySet[Any]:
    return around(rows, moment, "timestamp")
