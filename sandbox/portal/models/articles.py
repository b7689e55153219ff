"""What every article of the portal has in common."""

from wagtail.models import Page


class Article(Page):
    """A page with one text to read: news, a notice, a document, a reply from the mailbox."""

    parent_page_types = ["portal.SectionIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        abstract = True
