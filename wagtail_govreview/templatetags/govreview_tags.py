"""Template tags for the site's public pages: where the information comes from.

Load them with ``{% load govreview_tags %}``. All tags of one page together cost at most one query, and none where the
view used ``sources.attributions.with_attributions``.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override
from wagtail.models import Site

from wagtail_govreview.pages import is_page
from wagtail_govreview.sources.attributions import remembered_attribution_of
from wagtail_govreview.sources.labels import article_meta, content_language, label_for
from wagtail_govreview.sources.models import SourceAttribution

register = template.Library()

LABEL_TEMPLATE = "wagtail_govreview/sources/source_label.html"


@register.simple_tag
def govreview_source(page: Any) -> SourceAttribution | None:
    """The page's source attribution: ``{% govreview_source page as attribution %}``."""
    return remembered_attribution_of(page) if is_page(page) else None


@register.simple_tag
def govreview_source_label(page: Any, source: str = "") -> str:
    """The visible label: website, time and link of a reprint.

    ``source`` names the publisher of what is no reprint (``{% govreview_source_label page source=unit.name %}``);
    without it such a page has no label. A site may override the template.
    """
    label = label_for(govreview_source(page), source=source) if is_page(page) else None
    if label is None:
        return ""
    with override(content_language(page)):
        return render_to_string(LABEL_TEMPLATE, {"label": label, "page": page})


@register.simple_tag(takes_context=True)
def govreview_meta(context: template.Context, page: Any, source: str = "") -> SafeString:
    """The article's meta tags for the head: ArticleTitle, PubDate, ContentSource.

    ``source`` names the publisher of what is no reprint; without it, the site's name.
    """
    if not is_page(page):
        return mark_safe("")
    source = source or _site_name(context.get("request"))
    tags = article_meta(page, govreview_source(page), source=source)
    return format_html_join("\n", '<meta name="{}" content="{}">', tags)


def _site_name(request: Any) -> str:
    """The name of the site that serves the request; Wagtail has read it already to find the page."""
    site = Site.find_for_request(request) if request is not None else None
    return site.site_name if site is not None else ""
