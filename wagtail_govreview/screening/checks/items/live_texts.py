"""The texts of what is public, as digests: whether the same text is public elsewhere is one look-up."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField, StreamField

from wagtail_govreview.content.bookkeeping import SIGNED_PAGE_FIELDS
from wagtail_govreview.content.reading import Reading, content_fields
from wagtail_govreview.content.text import passages_of
from wagtail_govreview.content.titles import Titles
from wagtail_govreview.screening.folding import fold

SHORTEST = 80  # characters; shorter texts (详见附件) are alike without being doubles
_MEANINGLESS = re.compile(r"[\W_]+")


class LiveText(models.Model):
    """The digest of the text with which a page was last public.

    No evidence: it follows publications, and can be filled again. It only names its page: that it went offline or is gone is
    asked where doubles are looked for, so that taking pages offline and deleting them costs nothing.
    """

    page_key = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, db_index=True)

    class Meta:
        verbose_name = _("public text")
        verbose_name_plural = _("public texts")

    def __str__(self) -> str:
        return self.digest


class _Unnamed(Titles):
    """What a page refers to is not its own text: it is not looked up."""

    def of(self, model: type[models.Model], key: object) -> str:
        return ""


def text_digest(page: Any) -> str:
    """The digest of a specific page's text, whatever its title, spaces and signs; empty for a short one.

    Of its long fields: rich text, streams and plain texts of any length. No query.
    """
    names = {
        field.name
        for field in content_fields(type(page))
        if isinstance(field, (RichTextField, StreamField, models.TextField))
    } - SIGNED_PAGE_FIELDS
    nothing, titles = Reading({}), _Unnamed(())
    texts = [
        passage.text
        for name in sorted(names)
        for passage in passages_of(page, nothing, titles=titles, only=name)
    ]
    plain = _MEANINGLESS.sub("", fold("\n".join(texts)).text).casefold()
    if len(plain) < SHORTEST:
        return ""
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
