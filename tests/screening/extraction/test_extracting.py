"""The text of a file is read once for each content."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.fields.files import FieldFile
from wagtail.documents.models import Document

from wagtail_govreview.content.attachments import MISSING, Media, ReferencedFile
from wagtail_govreview.screening.extraction import extracting
from wagtail_govreview.screening.extraction.extracting import extract_of, extracts_of, key_of
from wagtail_govreview.screening.extraction.extractions import Extraction
from wagtail_govreview.storage import private_storage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]


def document(data: bytes, name: str = "a.bin") -> ReferencedFile:
    made = Document.objects.create(title="文件", file=ContentFile(data, name=name))
    (file,) = Media([(Document, str(made.pk))]).files(Document, str(made.pk), None)
    return file


def codes(extract: Any) -> list[str]:
    return [notice.code for notice in extract.notices]


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that were really read."""
    read: list[str] = []
    really = extracting._packed

    def noted(file: ReferencedFile, worker: Any) -> bytes:
        read.append(file.filename)
        return really(file, worker)

    monkeypatch.setattr(extracting, "_packed", noted)
    return read


def test_a_file_is_read_once(readings):
    first, second = document(b"\0\1"), document(b"\0\1", "b.bin")
    assert codes(extract_of(first)) == ["attachment.no_reader"]
    assert extract_of(second) == extract_of(first)
    assert len(readings) == 1
    row = Extraction.objects.get()
    assert (row.digest, row.suffix, row.kind) == (first.digest, "bin", "unknown")
    assert row.notices[0]["code"] == "attachment.no_reader"


def test_the_same_bytes_under_another_extension_are_read_for_themselves(readings):
    extracts = extracts_of([document(b"\xff\xd8\xff", "a.jpg"), document(b"\xff\xd8\xff", "a.pdf")])
    assert len(extracts) == len(readings) == 2
    told = [codes(extract) for extract in extracts.values()]
    assert ["attachment.disguised" in each for each in told] == [False, True]


def test_many_files_cost_as_many_queries_as_one(django_assert_num_queries):
    files = [document(b"\0%d" % number) for number in range(12)]
    extracts_of(files)
    for some in (files[:1], files):
        with django_assert_num_queries(1):
            assert len(extracts_of(some)) == len(some)


def test_other_limits_read_again(settings, readings):
    file = document(b"\0\1")
    extract_of(file)
    settings.GOVREVIEW_ATTACHMENT_SECONDS = 61
    extract_of(file)
    assert len(readings) == 2


def test_what_was_thrown_away_or_damaged_is_read_again(readings):
    file = document(b"\0\1")
    extract_of(file)
    row = Extraction.objects.get()
    path = Path(private_storage().path(row.stored_name))
    path.write_bytes(b"damaged")
    assert codes(extract_of(file)) == ["attachment.no_reader"]
    os.unlink(Path(private_storage().path(Extraction.objects.get().stored_name)))
    assert codes(extract_of(file)) == ["attachment.no_reader"]
    assert len(readings) == 3
    assert Extraction.objects.count() == 1


def test_texts_lie_in_the_private_storage_alone(settings):
    extract_of(document(b"\0\1"))
    name = Extraction.objects.get().stored_name
    assert name.startswith("extracts/") and private_storage().exists(name)
    assert not (Path(settings.MEDIA_ROOT) / name).exists()


def test_without_a_private_storage_it_is_read_all_the_same(settings):
    settings.GOVREVIEW_EVIDENCE_STORAGE = "nowhere"
    assert codes(extract_of(document(b"\0\1"))) == ["attachment.no_reader"]
    assert not Extraction.objects.exists()


def test_a_missing_file_is_told():
    gone = ReferencedFile("wagtaildocs.document", "9", "", "", 0, MISSING, None)
    assert codes(extract_of(gone)) == ["attachment.missing"]
    taken_away = document(b"\0\1")
    assert taken_away.file is not None
    taken_away.file.storage.delete(str(taken_away.file.name))
    assert codes(extract_of(taken_away)) == ["attachment.missing"]
    assert not Extraction.objects.exists()


def test_a_file_that_is_not_stored_yet_is_read():
    made = Document(title="文件", file=SimpleUploadedFile("a.bin", b"\0\1\2"))
    file: FieldFile = made.file
    assert not file._committed
    upload = ReferencedFile("wagtaildocs.document", "", "", "a.bin", 3, "sha256:0", file)
    assert codes(extract_of(upload)) == ["attachment.no_reader"]
    made.save()
    with made.file.open() as stored:
        assert stored.read() == b"\0\1\2"


def test_a_storage_without_paths_is_read(monkeypatch):
    file = document(b"\0\1")
    monkeypatch.setattr(extracting, "_path", lambda file: None)
    assert codes(extract_of(file)) == ["attachment.no_reader"]
    assert key_of(file) == (file.digest, "bin")
