"""The home page and the sections (栏目) below it."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageQuerySet

ARTICLES_PER_PAGE = 15
TEASERS_PER_SECTION = 5


class HomePage(Page):
    """The portal's front page: its organs, and what each published last."""

    intro = models.TextField("网站简介", blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["portal.SectionIndexPage"]
    max_count = 1

    class Meta:
        verbose_name = "网站首页"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the organs, each with its latest articles."""
        context = super().get_context(request, *args, **kwargs)
        context["sections"] = with_teasers(sections_below(self))
        return context


class SectionIndexPage(Page):
    """A section (栏目): an organ's own front page, or a list of articles, by what lies below it."""

    intro = models.TextField("栏目说明", blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["portal.HomePage", "portal.SectionIndexPage"]
    subpage_types = [
        "portal.SectionIndexPage",
        "portal.NewsPage",
        "portal.NoticePage",
        "portal.PolicyDocumentPage",
        "portal.MailboxReplyPage",
    ]

    class Meta:
        verbose_name = "栏目"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the sub-sections with their latest articles, or one page of this section's own."""
        context = super().get_context(request, *args, **kwargs)
        context["sections"] = with_teasers(sections_below(self))
        if not context["sections"]:
            paginator = Paginator(articles_below(self), ARTICLES_PER_PAGE)
            context["articles"] = paginator.get_page(request.GET.get("page"))
        return context


def sections_below(page: Page) -> list[SectionIndexPage]:
    """The public sections directly below *page*, in the order of the tree."""
    return list(SectionIndexPage.objects.child_of(page).live().public())


def articles_below(page: Page) -> PageQuerySet:
    """The public articles anywhere below *page*, newest first."""
    everything = Page.objects.descendant_of(page).live().public()
    return everything.not_type(SectionIndexPage).order_by("-first_published_at", "-pk")


def with_teasers(sections: list[SectionIndexPage]) -> list[tuple[SectionIndexPage, list[Page]]]:
    """Each section with its latest articles."""
    return [(section, list(articles_below(section)[:TEASERS_PER_SECTION])) for section in sections]
