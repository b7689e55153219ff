"""Page types of an ordinary site. None of them knows the package."""

from __future__ import annotations

from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList, TabbedInterface
from wagtail.blocks import CharBlock, RichTextBlock, StructBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page

PAGE = "articles/page.html"


class Section(Page):
    """A part of the site."""

    template = PAGE


class Article(Page):
    """Panels as most sites have them."""

    template = PAGE

    body = RichTextField(blank=True)

    content_panels = [*Page.content_panels, FieldPanel("body")]


class TabbedArticle(Page):
    """An edit handler of its own, with tabs, and a child relation."""

    template = PAGE

    summary = models.TextField(blank=True)
    body = RichTextField(blank=True)

    edit_handler = TabbedInterface(
        [
            ObjectList([*Page.content_panels, FieldPanel("body")], heading="Text"),
            ObjectList([FieldPanel("summary"), InlinePanel("links")], heading="More"),
            ObjectList([FieldPanel("slug")], heading="Address"),
        ]
    )


class Link(Orderable):
    page = ParentalKey(TabbedArticle, on_delete=models.CASCADE, related_name="links")
    address = models.CharField(max_length=200)

    panels = [FieldPanel("address")]


class PlainArticle(Page):
    """An edit handler of its own without tabs."""

    template = PAGE

    body = models.TextField(blank=True)

    edit_handler = ObjectList([FieldPanel("title"), FieldPanel("body")])


class StreamArticle(Page):
    """Nothing but a stream, and neither the promote nor the settings tab."""

    template = PAGE

    body = StreamField(
        [("text", RichTextBlock()), ("fact", StructBlock([("name", CharBlock())]))], blank=True
    )

    content_panels = [FieldPanel("title"), FieldPanel("body")]
    promote_panels: list[Any] = []
    settings_panels: list[Any] = []


class CheckedForm(WagtailAdminPageForm):
    """A form class with a rule and a field of its own."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("number") == "0":
            self.add_error("number", "No number begins at nothing.")
        return cleaned


class CheckedArticle(Page):
    """A form class of its own, and panels of its own in every tab."""

    template = PAGE

    number = models.CharField(max_length=20, blank=True)
    audience = models.CharField(max_length=20, blank=True)
    noted = models.CharField(max_length=20, blank=True)

    base_form_class = CheckedForm
    content_panels = [*Page.content_panels, FieldPanel("number")]
    promote_panels = [FieldPanel("audience"), *Page.promote_panels]
    settings_panels = [FieldPanel("noted"), *Page.settings_panels]


class MethodArticle(Page):
    """A class method that makes the editor, cached by nobody."""

    template = PAGE

    body = models.TextField(blank=True)

    @classmethod
    def get_edit_handler(cls) -> Any:
        return ObjectList([FieldPanel("title"), FieldPanel("body")]).bind_to_model(cls)
