"""What every article of the portal has in common."""

import datetime

from django.utils import timezone
from wagtail.models import Page


class Article(Page):
    """A page with one text to read: news, a notice, a document, a reply from the mailbox.

    Subclasses say in ``date_field`` which of their dates belongs into lists; without one, or while
    it is empty, the day of publication stands there.
    """

    date_field = ""
    parent_page_types = ["portal.SectionIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        abstract = True

    @property
    def listed_date(self) -> datetime.date | None:
        """The date shown in lists; ``None`` for a draft that has none yet."""
        own = getattr(self, self.date_field) if self.date_field else None
        if own is not None:
            return own
        return timezone.localdate(self.first_published_at) if self.first_published_at else None
