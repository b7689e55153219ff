"""The base page and two types of page."""

from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import AbstractPage


class BasePage(AbstractPage):
    """Every page of the site names the office that keeps it."""

    office = models.CharField(max_length=100, blank=True)

    content_panels = [*AbstractPage.content_panels, FieldPanel("office")]


class Section(BasePage):
    template = "articles/page.html"


class Notice(BasePage):
    template = "articles/page.html"

    body = RichTextField(blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
