"""The leader's mailbox (领导信箱): letters and answers chosen for publication."""

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.search import index

from sandbox.portal.models.articles import Article


class MailboxReplyPage(Article):
    """One letter and the organ's answer. The writer is never named."""

    question = models.TextField("来信内容")
    asked_on = models.DateField("来信日期", null=True, blank=True)
    answer = RichTextField("答复内容", features=["bold", "ol", "ul", "link"])
    answered_by = models.CharField("答复单位", max_length=200, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)

    content_panels = [
        *Article.content_panels,
        MultiFieldPanel([FieldPanel("asked_on"), FieldPanel("question")], heading="来信"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("answered_by"), FieldPanel("answered_on")]),
                FieldPanel("answer"),
            ],
            heading="答复",
        ),
    ]
    search_fields = [
        *Article.search_fields,
        index.SearchField("question"),
        index.SearchField("answer"),
    ]
    api_fields = [
        APIField("question"),
        APIField("asked_on"),
        APIField("answer"),
        APIField("answered_by"),
        APIField("answered_on"),
    ]

    class Meta:
        verbose_name = "信箱选登"
