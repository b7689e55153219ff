"""What a page shows but does not own: files of the library, snippets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.images.tests.utils import get_test_image_file

from sandbox.portal.models import PolicyTopic
from tests.sidedoors.door import door
from tests.sidedoors.samples import picture, policy_document
from tests.sidedoors.visit import SMUGGLED, Visit

FAMILY = "Behind the page"


def kept(item: Any) -> dict[str, Any]:
    """What the form of a document or picture sends besides the file."""
    return {"title": item.title, "tags": "", "description": "", "collection": item.collection_id}


@door(FAMILY, "replace the file of an attached document in the library")
def replace_document(visit: Visit) -> Iterator[None]:
    document = policy_document(visit.road).attachments.get().document
    file = ContentFile(b"another text", name="other.txt")
    yield
    visit.post("wagtaildocs:edit", document.pk, **kept(document), file=file)


@door(FAMILY, "delete an attached document from the library")
def delete_document(visit: Visit) -> Iterator[None]:
    document = policy_document(visit.road).attachments.get().document
    yield
    visit.post("wagtaildocs:delete", document.pk)


@door(FAMILY, "replace the file of a picture in the library")
def replace_picture(visit: Visit) -> Iterator[None]:
    image = picture()
    visit.road.published(cover=image)
    file = get_test_image_file(filename="other.png", colour="black")
    file.seek(0)
    file = ContentFile(file.read(), name="other.png")
    yield
    visit.post("wagtailimages:edit", image.pk, **kept(image), file=file)


@door(FAMILY, "overwrite a picture on the disk")
def overwrite_picture(visit: Visit) -> Iterator[None]:
    image = picture()
    visit.road.published(cover=image)
    yield
    with default_storage.open(image.file.name, "wb") as file:
        file.write(get_test_image_file(colour="black").file.getvalue())


@door(FAMILY, "overwrite the scaled copy of a picture on the disk")
def overwrite_rendition(visit: Visit) -> Iterator[None]:
    image = picture()
    visit.road.published(cover=image)
    yield
    rendition = image.get_rendition("width-880")
    with default_storage.open(rendition.file.name, "wb") as file:
        file.write(get_test_image_file(colour="black").file.getvalue())


@door(FAMILY, "rename a snippet that a public page shows")
def edit_snippet(visit: Visit) -> Iterator[None]:
    policy_document(visit.road)
    topic = PolicyTopic.objects.get()
    yield
    visit.post(topic.snippet_viewset.get_url_name("edit"), topic.pk, name=SMUGGLED)


@door(FAMILY, "delete a snippet that a public page shows")
def delete_snippet(visit: Visit) -> Iterator[None]:
    policy_document(visit.road)
    topic = PolicyTopic.objects.get()
    yield
    visit.post(topic.snippet_viewset.get_url_name("delete"), topic.pk)
