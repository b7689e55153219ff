"""The drafts of the demo site, and the files they use."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AbstractUser
from django.core.files import File
from django.core.files.images import ImageFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.log_actions import log
from wagtail.models import Page

from sandbox.portal.demo.shape import FileRef, ImageRef, ItemData, LinkedText
from sandbox.portal.models import (
    PolicyAttachment,
    PolicyDocumentPage,
    PolicyTopic,
    SectionIndexPage,
)

_FILES = Path(__file__).parent / "files"


def build_draft(unit: SectionIndexPage, item: ItemData, editor: AbstractUser) -> Page:
    """The item's page in the organ's section: as it is if it exists, otherwise a new draft."""
    section = unit.get_children().get(slug=item.section)
    found = section.get_children().filter(slug=item.slug).first()
    if found is not None:
        return found.specific
    page_class = apps.get_model("portal", item.page_type)
    page = page_class(title=item.title, slug=item.slug, live=False, owner=editor)
    fill(page, item.fields, editor)
    if isinstance(page, PolicyDocumentPage):
        _add_attachments_and_topics(page, item, editor)
    section.add_child(instance=page)
    log(instance=page, action="wagtail.create", user=editor, content_changed=True)
    page.save_revision(user=editor, log_action=False)
    return page


def fill(page: Page, fields: Mapping[str, Any], editor: AbstractUser) -> None:
    """Set *fields* of an item, or of its correction, on *page*; the page is not saved."""
    for name, value in fields.items():
        setattr(page, name, _resolved(value, editor))


def _add_attachments_and_topics(
    page: PolicyDocumentPage, item: ItemData, editor: AbstractUser
) -> None:
    page.attachments = [
        PolicyAttachment(document=document_of(ref, editor), sort_order=position)
        for position, ref in enumerate(item.attachments)
    ]
    page.topics = [PolicyTopic.objects.get_or_create(name=name)[0] for name in item.topics]


def _resolved(value: Any, editor: AbstractUser) -> Any:
    """*value* with ids in place of references to files and pictures."""
    if isinstance(value, FileRef):
        return document_of(value, editor).pk
    if isinstance(value, ImageRef):
        return image_of(value, editor).pk
    if isinstance(value, LinkedText):
        ids = {key: document_of(ref, editor).pk for key, ref in value.files.items()}
        return value.html.format(**ids)
    return value


def document_of(ref: FileRef, editor: AbstractUser) -> Document:
    """The library's document of that title, made from the file if it is not there yet."""
    document = Document.objects.filter(title=ref.title).first()
    if document is None:
        with (_FILES / ref.name).open("rb") as source:
            document = Document(
                title=ref.title, file=File(source, name=ref.name), uploaded_by_user=editor
            )
            document.save()
    return document


def image_of(ref: ImageRef, editor: AbstractUser) -> Image:
    """The library's image of that title, made from the file if it is not there yet."""
    image = Image.objects.filter(title=ref.title).first()
    if image is None:
        with (_FILES / ref.name).open("rb") as source:
            image = Image(
                title=ref.title, file=ImageFile(source, name=ref.name), uploaded_by_user=editor
            )
            image.save()
    return image
