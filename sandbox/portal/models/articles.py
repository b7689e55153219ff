"""What every article of the portal has in common."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

ORGAN_DEPTH = 3  # the tree's root is 1, the front page 2, the organs below it 3


class Article(Page):
    """A page with one text to read: news, a notice, a document, a reply from the mailbox."""

    parent_page_types = ["portal.SectionIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the organ that publishes: the front page of its part of the site."""
        context = super().get_context(request, *args, **kwargs)
        context["organ"] = self.get_ancestors().filter(depth=ORGAN_DEPTH).first()
        return context
