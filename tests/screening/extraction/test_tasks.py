"""Uploads are read in the background."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.images.models import Image

from tests.screening.extraction.pictures import photo
from wagtail_govreview.screening.extraction import tasks
from wagtail_govreview.screening.extraction.extractions import Extraction

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]


def upload(callbacks: Any) -> Document:
    with callbacks(execute=True):
        return Document.objects.create(title="名单", file=ContentFile(b"13812345678", "a.txt"))


def test_a_document_is_read_when_it_was_uploaded(road, django_capture_on_commit_callbacks):
    upload(django_capture_on_commit_callbacks)
    assert Extraction.objects.get().kind == "txt"


def test_a_picture_is_read_when_it_was_uploaded(road, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        Image.objects.create(title="照片", file=ContentFile(photo(gps=True), "a.jpg"))
    assert "attachment.position" in [each["code"] for each in Extraction.objects.get().notices]


def test_a_site_without_review_reads_nothing(site, django_capture_on_commit_callbacks):
    upload(django_capture_on_commit_callbacks)
    assert not Extraction.objects.exists()


def test_an_upload_never_fails_for_it(
    road, django_capture_on_commit_callbacks, monkeypatch, caplog
):
    def broken(files):
        raise RuntimeError("no reader at all")

    monkeypatch.setattr(tasks, "extracts_of", broken)
    assert upload(django_capture_on_commit_callbacks).pk
    monkeypatch.setattr(tasks, "read_files_of", None)  # not even a queue
    assert upload(django_capture_on_commit_callbacks).pk
    assert "could not be read in the background" in caplog.text


def test_every_model_of_the_site_is_heard():
    assert {Document, Image} <= set(tasks.media_models())
