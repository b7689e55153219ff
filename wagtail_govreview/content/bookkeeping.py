"""Which fields of a page are book-keeping, and therefore not part of what is signed.

The line is Wagtail's own: what belongs to the page as a whole rather than to one revision (see
``Page.with_content_json``), what publication itself sets, and where the page lies in the tree. All other
fields are content, those of the host's own base page included. What that leaves of Wagtail's page (7.4 and
8.0) is in :data:`SIGNED_PAGE_FIELDS`; a test holds the two lists against the model.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import COMMENTS_RELATION_NAME, Orderable, TranslatableMixin

from wagtail_govreview.conf import settings
from wagtail_govreview.pages import base_page_model

PAGE_BOOKKEEPING = frozenset(
    {
        # which page it is, and where it lies
        "id",
        "path",
        "depth",
        "numchild",
        "url_path",
        # its type stands in the canonical content by name
        "content_type",
        # its ties to translations and aliases
        "translation_key",
        "locale",
        "alias_of",
        # what publication sets
        "live",
        "has_unpublished_changes",
        "expired",
        "first_published_at",
        "last_published_at",
        "live_revision",
        "latest_revision",
        "latest_revision_created_at",
        # a copy of the title for the admin's lists
        "draft_title",
        # who works on it
        "owner",
        "locked",
        "locked_at",
        "locked_by",
    }
)
SIGNED_PAGE_FIELDS = frozenset(
    {
        "title",
        "slug",
        "seo_title",
        "search_description",
        "show_in_menus",
        "go_live_at",
        "expire_at",
    }
)
PAGE_RELATIONS = frozenset({COMMENTS_RELATION_NAME})
TRANSLATION_FIELDS = frozenset({"translation_key", "locale"})


def is_content(field: Any, model: type[models.Model]) -> bool:
    """Is this concrete field of a page or child object content?

    Besides the lists above, these are not: keys of the object itself and of its parents, the position among
    its siblings (their order is), what the database or Django fills in when a row is saved, and what Wagtail
    does not keep in revisions. :func:`unsigned_fields` comes on top.
    """
    if field.primary_key or not field.serialize or _is_parent_key(field):
        return False
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return False
    if getattr(field, "generated", False):
        return False
    return field.name not in _names_of_bookkeeping(field, model)


def _is_parent_key(field: models.Field) -> bool:
    remote = field.remote_field
    return isinstance(field, ParentalKey) or bool(remote and getattr(remote, "parent_link", False))


def _names_of_bookkeeping(field: Any, model: Any) -> frozenset[str]:
    if issubclass(base_page_model(), field.model):  # Wagtail's page, or the host's own base page
        return PAGE_BOOKKEEPING
    names: frozenset[str] = frozenset()
    if issubclass(model, Orderable):
        names |= {model.sort_order_field}
    if issubclass(model, TranslatableMixin):
        names |= TRANSLATION_FIELDS
    return names


def unsigned_fields(model: type[models.Model]) -> frozenset[str]:
    """The fields that the site keeps out of what is signed, named under ``model`` or a parent of it."""
    named = settings.unsigned_fields
    if not named:
        return frozenset()
    lines = (model, *model._meta.get_parent_list())
    return frozenset(name for line in lines for name in named.get(line._meta.label_lower, ()))
