"""A page type of a headless site; the last line of its API fields is what the package asks for."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Page

from wagtail_govreview.api import GOVREVIEW_FIELDS


class Report(Page):
    body = RichTextField(blank=True)

    content_panels = [*Page.content_panels, FieldPanel("body")]
    api_fields = [APIField("body"), *GOVREVIEW_FIELDS]
