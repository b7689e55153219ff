"""An image, a document, and a page that shows both."""

from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Page


class Photograph(AbstractImage):
    photographer = models.CharField(max_length=100, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "photographer")


class PhotographRendition(AbstractRendition):
    image = models.ForeignKey(Photograph, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]


class Paper(AbstractDocument):
    number = models.CharField(max_length=100, blank=True)

    admin_form_fields = (*Document.admin_form_fields, "number")


class Report(Page):
    template = "articles/page.html"

    photograph = models.ForeignKey(
        Photograph, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    paper = models.ForeignKey(Paper, null=True, on_delete=models.SET_NULL, related_name="+")

    content_panels = [*Page.content_panels, FieldPanel("photograph"), FieldPanel("paper")]
