"""Policy documents (政策文件) with their attachments."""

from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from sandbox.portal.blocks import DocumentBody
from sandbox.portal.models.articles import Article


@register_snippet
class PolicyTopic(models.Model):
    """A subject under which policy documents are found (主题分类)."""

    name = models.CharField("名称", max_length=100, unique=True)

    panels = [FieldPanel("name")]

    class Meta:
        verbose_name = "主题分类"
        verbose_name_plural = "主题分类"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PolicyDocumentPage(Article):
    """An official document: its number, its issuing organ, its date, its text and attachments."""

    document_number = models.CharField("发文字号", max_length=100, blank=True)
    issuing_organ = models.CharField("发文机关", max_length=200, blank=True)
    issued_on = models.DateField("成文日期", null=True, blank=True)
    topics = ParentalManyToManyField(
        PolicyTopic, blank=True, related_name="documents", verbose_name="主题分类"
    )
    body = StreamField(DocumentBody(), verbose_name="正文", blank=True)

    document_panels = [
        FieldPanel("document_number"),
        FieldPanel("issuing_organ"),
        FieldPanel("issued_on"),
        FieldPanel("topics"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList([*Article.content_panels, FieldPanel("body")], heading="正文"),
            ObjectList(document_panels, heading="公文要素"),
            ObjectList([InlinePanel("attachments", label="附件")], heading="附件"),
            ObjectList(Article.promote_panels, heading="推广"),
            ObjectList(Article.settings_panels, heading="设置"),
        ]
    )
    search_fields = [
        *Article.search_fields,
        index.SearchField("document_number"),
        index.SearchField("issuing_organ"),
        index.SearchField("body"),
        index.FilterField("issued_on"),
    ]
    api_fields = [
        APIField("document_number"),
        APIField("issuing_organ"),
        APIField("issued_on"),
        APIField("body"),
        APIField("attachments"),
    ]

    class Meta:
        verbose_name = "政策文件"


class PolicyAttachment(Orderable):
    """A file attached to a policy document."""

    page = ParentalKey(PolicyDocumentPage, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        "wagtaildocs.Document", on_delete=models.CASCADE, related_name="+", verbose_name="文件"
    )
    title = models.CharField("名称", max_length=255, blank=True, help_text="不填则用文件的名称。")

    panels = [FieldPanel("document"), FieldPanel("title")]
    api_fields = [APIField("document"), APIField("title")]

    class Meta(Orderable.Meta):
        verbose_name = "附件"
        verbose_name_plural = "附件"

    def __str__(self) -> str:
        return self.title or self.document.title
