"""What the public sees of a source: the label on the page and the meta tags in its head.

Pure but for :func:`content_language`, which reads the settings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import translation

from wagtail_govreview.moments import local_moment
from wagtail_govreview.rulebook import UnknownTerm, get_profile
from wagtail_govreview.sources.links import is_web_address
from wagtail_govreview.sources.models import SourceAttribution

PUB_DATE = "%Y-%m-%d %H:%M"  # as the national guideline for government websites shows times


@dataclass(frozen=True)
class SourceLabel:
    """The visible label: 转载来源网站, 转载时间, 转载链接 (rule, chapter 二(二)), or the plain source of other items.

    ``link`` is empty unless it may be printed as a link; ``link_text`` is what was typed.
    """

    is_reprint: bool
    site: str
    reprinted_at: datetime | None = None
    link: str = ""
    link_text: str = ""
    authorised_by: str = ""


def label_for(attribution: SourceAttribution | None, *, source: str = "") -> SourceLabel | None:
    """The label of a page with this attribution; ``source`` names the publisher of what is no reprint."""
    if attribution is not None and shows_origin(attribution):
        link = attribution.link.strip()
        return SourceLabel(
            is_reprint=True,
            site=attribution.source_site.strip(),
            reprinted_at=attribution.reprinted_at,
            link=link if is_web_address(link) else "",
            link_text=link,
            authorised_by=attribution.authorised_by.strip(),
        )
    return SourceLabel(is_reprint=False, site=source) if source else None


def shows_origin(attribution: SourceAttribution) -> bool:
    """Is the item shown with the place it was taken from?

    A reprint always; anything else that is not the organ's own where a link was given. What was typed for a reprint
    and then classed as the organ's own is kept in the draft but never shown.
    """
    try:
        chosen = get_profile().information_class(attribution.information_class)
    except UnknownTerm:
        return False
    return chosen.is_reprint or (not chosen.is_own and bool(attribution.link.strip()))


def article_meta(
    page: Any, attribution: SourceAttribution | None, *, source: str = ""
) -> Iterator[tuple[str, str]]:
    """Names and contents of the article's meta tags, as government websites carry them."""
    yield "ArticleTitle", page.title
    if page.first_published_at:
        yield "PubDate", local_moment(page.first_published_at).strftime(PUB_DATE)
    label = label_for(attribution, source=source)
    if label is not None and label.site:
        yield "ContentSource", label.site


def content_language(page: Any) -> str:
    """The language of the page's content: a visitor's browser must not turn a Chinese page's label English.

    On a site with several content languages that of the page's locale, where it is at hand without a query.
    """
    if not getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        return settings.LANGUAGE_CODE
    locale = page._state.fields_cache.get("locale")
    return locale.language_code if locale is not None else translation.get_language()
