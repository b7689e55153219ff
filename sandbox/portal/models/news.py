"""News (要闻动态)."""

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.search import index

from sandbox.portal.models.articles import Article

RICH_TEXT_FEATURES = [
    "h3",
    "h4",
    "bold",
    "italic",
    "ol",
    "ul",
    "hr",
    "link",
    "document-link",
    "image",
]


class NewsPage(Article):
    """A news item with an optional cover picture."""

    date = models.DateField("日期", null=True, blank=True)
    intro = models.TextField("摘要", blank=True, max_length=300)
    cover = models.ForeignKey(
        "wagtailimages.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="题图",
    )
    cover_caption = models.CharField("题图说明", max_length=200, blank=True)
    body = RichTextField("正文", features=RICH_TEXT_FEATURES)

    content_panels = [
        *Article.content_panels,
        FieldPanel("date"),
        FieldPanel("intro"),
        MultiFieldPanel([FieldPanel("cover"), FieldPanel("cover_caption")], heading="题图"),
        FieldPanel("body"),
    ]
    search_fields = [
        *Article.search_fields,
        index.SearchField("intro"),
        index.SearchField("body"),
        index.FilterField("date"),
    ]
    api_fields = [APIField("date"), APIField("intro"), APIField("cover"), APIField("body")]

    class Meta:
        verbose_name = "要闻动态"
