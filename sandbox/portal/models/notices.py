"""Notices (通知公告), some of them open to objections for a time (公示期)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.search import index

from sandbox.portal.models.articles import Article
from sandbox.portal.models.news import RICH_TEXT_FEATURES


class NoticePageForm(WagtailAdminPageForm):
    """The notice's own form: the time of public notice must be in order."""

    def clean(self) -> dict[str, Any]:
        """Refuse an end that lies before the beginning."""
        cleaned = super().clean()
        start, end = cleaned.get("public_from"), cleaned.get("public_until")
        if start and end and end < start:
            self.add_error("public_until", ValidationError("公示期的结束日期早于开始日期。"))
        return cleaned


class NoticePage(Article):
    """A notice; with a time of public notice where the matter is open to objections."""

    base_form_class = NoticePageForm
    date = models.DateField("日期", null=True, blank=True)
    public_from = models.DateField("公示开始", null=True, blank=True)
    public_until = models.DateField("公示结束", null=True, blank=True)
    body = RichTextField("正文", features=RICH_TEXT_FEATURES)
    contact = models.CharField("联系方式", max_length=200, blank=True)

    content_panels = [
        *Article.content_panels,
        FieldPanel("date"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("public_from"), FieldPanel("public_until")])],
            heading="公示期",
        ),
        FieldPanel("body"),
        FieldPanel("contact"),
    ]
    search_fields = [*Article.search_fields, index.SearchField("body"), index.FilterField("date")]
    api_fields = [
        APIField("date"),
        APIField("public_from"),
        APIField("public_until"),
        APIField("body"),
        APIField("contact"),
    ]

    class Meta:
        verbose_name = "通知公告"
