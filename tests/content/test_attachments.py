"""The files of a page: all of them, with the digest of their bytes."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import FieldFile
from django.test.utils import isolate_apps
from wagtail.models import Page, ReferenceIndex

from sandbox.portal.models import NewsPage, PolicyAttachment, PolicyDocumentPage
from tests.content.samples import TYPES
from wagtail_govreview.content.attachments import MISSING, referenced_files
from wagtail_govreview.content.fingerprint import fingerprint
from wagtail_govreview.content.reading import read

pytestmark = pytest.mark.django_db


def keys(page):
    return [(file.model, file.object_key) for file in referenced_files(page)]


def test_a_file_is_described(make_document):
    document = make_document("通知.pdf", b"%PDF-1.4 one", title="通知")
    (file,) = referenced_files(NewsPage(body=f'<a linktype="document" id="{document.pk}">x</a>'))
    assert (file.model, file.object_key, file.title) == (
        "wagtaildocs.document",
        str(document.pk),
        "通知",
    )
    assert file.filename == document.filename and file.filename.endswith(".pdf")
    assert (file.size, file.missing) == (12, False)
    assert file.digest == "sha256:" + hashlib.sha256(b"%PDF-1.4 one").hexdigest()
    with file.open() as stream:
        assert stream.read() == b"%PDF-1.4 one"


@pytest.mark.parametrize("name", TYPES)
def test_all_files_that_wagtail_knows_of_are_found(name, samples, section):
    page = samples.all()[name]
    section.add_child(instance=page)
    ReferenceIndex.create_or_update_for_object(page)
    known = ReferenceIndex.objects.filter(object_id=str(page.pk), base_content_type__model="page")
    wagtail = {
        (reference.to_content_type.model, reference.to_object_id)
        for reference in known.select_related("to_content_type")
        if reference.to_content_type.model in ("document", "image")
    }
    assert {(model.rpartition(".")[2], key) for model, key in keys(page)} == wagtail


def test_each_file_is_given_once(samples):
    page = samples.all()["PolicyDocumentPage"]
    assert sorted(keys(page)) == [
        ("wagtaildocs.document", str(samples.document.pk)),
        ("wagtailimages.image", str(samples.image.pk)),
    ]


def test_a_draft_is_read_as_it_is_in_memory(make_document):
    page = PolicyDocumentPage(title="t")
    assert keys(page) == []
    page.attachments = [PolicyAttachment(document=make_document())]
    assert len(keys(page)) == 1


def test_bytes_and_title_count_but_not_the_storage_name(make_document):
    document = make_document()
    page = NewsPage(title="t", body=f'<a linktype="document" id="{document.pk}">x</a>')
    before = fingerprint(page)
    with document.file.open("rb") as stream:
        data = stream.read()
    document.file.save("renamed.pdf", ContentFile(data))
    assert fingerprint(page) == before
    document.title = "另一个标题"
    document.save()
    renamed = fingerprint(page)
    assert renamed != before
    with open(document.file.path, "wb") as stream:
        stream.write(b"swapped on disk")
    assert fingerprint(page) != renamed


def test_a_missing_file_and_a_deleted_document_are_marked(make_document):
    document = make_document()
    page = NewsPage(title="t", body=f'<a linktype="document" id="{document.pk}">x</a>')
    before = fingerprint(page)
    document.file.storage.delete(document.file.name)
    (file,) = referenced_files(page)
    assert (file.digest, file.size, file.missing) == (MISSING, 0, True)
    assert fingerprint(page) != before
    with pytest.raises(FileNotFoundError):
        file.open()
    key = str(document.pk)
    document.delete()
    (file,) = referenced_files(page)
    assert file.missing and file.object_key == key
    with pytest.raises(FileNotFoundError):
        file.open()


def test_one_query_for_each_kind_of_media(
    section, make_document, make_image, django_assert_num_queries
):
    links = "".join(f'<a linktype="document" id="{make_document().pk}">x</a>' for _turn in range(3))
    images = "".join(
        f'<embed embedtype="image" id="{make_image().pk}" format="left" alt=""/>'
        for _turn in range(2)
    )
    page = NewsPage(title="t", body=links + images)
    with django_assert_num_queries(2):
        assert len(referenced_files(page)) == 5


@isolate_apps("sandbox.portal")
def test_files_of_the_pages_own_fields_count_too(section):
    class Leaflet(models.Model):
        page = models.ForeignKey(Page, on_delete=models.CASCADE)
        file = models.FileField()

        class Meta:
            app_label = "portal"

    field = Leaflet._meta.get_field("file")
    stored = field.storage.save("leaflet.pdf", ContentFile(b"leaflet"))
    leaflet = Leaflet(file=stored)
    reading = read(leaflet)
    assert "file" not in reading.content["fields"]
    ((path, file),) = reading.own
    assert path == "file" and isinstance(file, FieldFile)

    from wagtail_govreview.content.attachments import files_of

    (found,) = files_of(leaflet, reading)
    assert (found.model, found.object_key, found.filename) == (
        "portal.leaflet",
        "file",
        "leaflet.pdf",
    )
    leaflet.file = ContentFile(b"leaflet", "uploaded.pdf")
    (uploaded,) = files_of(leaflet, read(leaflet))
    assert uploaded.digest == found.digest
    assert leaflet.file.read() == b"leaflet"  # still to be stored by whoever saves it
