"""The documents of a draft: one of them, who may put another in its place, and the draft with the other."""

from __future__ import annotations

import copy
import os
import re
from typing import Any

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument, Document
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from wagtail_govreview.content.attachments import ReferencedFile, referenced_files
from wagtail_govreview.screening.masking.leaves import Leaf
from wagtail_govreview.screening.masking.objects import rewrite
from wagtail_govreview.screening.masking.passes import mask_all
from wagtail_govreview.screening.registry import Context

TITLE_LENGTH = 255
_LINK = re.compile(r"<a\s[^<>]*>", re.IGNORECASE)


def file_of(draft: Any, source: str) -> ReferencedFile | None:
    """The draft's file with this key (``wagtaildocs.document:3``), as findings name it; ``None`` if it has none such."""
    files = referenced_files(draft)
    return next((file for file in files if f"{file.model}:{file.object_key}" == source), None)


def document_of(file: ReferencedFile) -> AbstractDocument | None:
    """The document to which a file belongs; ``None`` for images, and for files in fields of the page itself."""
    model = get_document_model()
    if file.model != model._meta.label_lower or not file.object_key.isdecimal():
        return None
    found: AbstractDocument | None = model._base_manager.filter(pk=file.object_key).first()
    return found


def may_add_beside(user: Any, document: Any) -> bool:
    """May ``user`` add documents to the collection in which this one is?"""
    policy = CollectionOwnershipPermissionPolicy(
        get_document_model(), auth_model=Document, owner_field_name="uploaded_by_user"
    )
    allowed = policy.collections_user_has_permission_for(user, "add")
    return bool(allowed.filter(pk=document.collection_id).exists())


def new_document(document: Any, data: bytes, user: Any, context: Context) -> Any:
    """A new document beside ``document`` with these bytes, saved. Its title and its file's name are masked as well."""
    new = copy.copy(document)
    new._state = copy.copy(document._state)
    new.pk, new._state.adding = None, True
    new.title = _title(mask_all(document.title, context))
    new.uploaded_by_user = user
    stem, extension = os.path.splitext(document.filename)
    new.file = ContentFile(data, name=f"{mask_all(stem, context)}-masked{extension}")
    new.file_size, new.file_hash = len(data), ""
    new.save()
    new.tags.set(document.tags.all())
    return new


def _title(title: str) -> str:
    named = _("%(title)s (masked)")
    most = TITLE_LENGTH - len(named % {"title": ""})
    return named % {"title": title[:most]}


def put_in_place(draft: Any, old: Any, new: Any) -> None:
    """Let ``draft``, in memory, refer to ``new`` wherever it refers to ``old``: fields, rich text, streams, children."""
    rewrite(draft, _Exchange(old, new))


class _Exchange:
    """Gives the new document for the old one."""

    def __init__(self, old: Any, new: Any) -> None:
        self._old, self._new = old, new

    def chosen(self, model: Any, key: Any) -> Any:
        if issubclass(type(self._old), model) and str(key) == str(self._old.pk):
            return type(key)(self._new.pk)
        return key

    def text(self, leaf: Leaf) -> str:
        return _LINK.sub(self._link, leaf.text) if leaf.markup else leaf.text

    def _link(self, link: re.Match[str]) -> str:
        tag = link[0]
        if not re.search(r"""\slinktype=["']document["']""", tag):
            return tag
        return re.sub(
            rf"""(\sid=["']){re.escape(str(self._old.pk))}(?=["'])""", rf"\g<1>{self._new.pk}", tag
        )
