"""The texts of files go when nobody needs them any more, and nothing else goes with them."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.screening.extraction.test_extracting import document
from wagtail_govreview.models import Extraction
from wagtail_govreview.screening.extraction.extracting import extract_of
from wagtail_govreview.screening.services import forget_extracts as forgetting
from wagtail_govreview.screening.services.forget_extracts import forget_extracts
from wagtail_govreview.storage import private_storage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]


@pytest.fixture(autouse=True)
def storage(settings: Any, tmp_path: Path) -> None:
    """A private storage that holds nothing of other tests."""
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {
        **settings.STORAGES,
        "govreview_evidence": {
            "BACKEND": backend,
            "OPTIONS": {"location": tmp_path, "base_url": None},
        },
    }


def kept(number: int, days: int = 0) -> Extraction:
    """The text of a file for which somebody asked so many days ago."""
    extract_of(document(b"\0%d" % number))
    row = Extraction.objects.latest("pk")
    Extraction.objects.filter(pk=row.pk).update(used_at=timezone.now() - timedelta(days=days))
    return row


def lies(row: Extraction) -> bool:
    return private_storage().exists(row.stored_name)


def forget(*options: str) -> str:
    said = StringIO()
    call_command("govreview_forget_extracts", *options, stdout=said)
    return said.getvalue()


def leftover(name: str, days: float) -> Path:
    private_storage().save(name, ContentFile(b"x"))
    path = Path(private_storage().path(name))
    then = time.time() - days * 86400
    os.utime(path, (then, then))
    return path


def test_what_nobody_used_goes_and_the_rest_stays() -> None:
    old, young = kept(1, days=31), kept(2, days=29)
    assert "1" in forget("--yes")
    assert list(Extraction.objects.all()) == [young]
    assert (lies(old), lies(young)) == (False, True)


def test_asked_it_does_nothing() -> None:
    old = kept(1, days=31)
    left = leftover("extracts/ab/x.z", 3)
    said = forget()
    assert said.splitlines()[0].count("1") == 2
    assert Extraction.objects.exists() and lies(old) and left.exists()


def test_days_are_chosen() -> None:
    kept(1, days=5)
    forget("--days", "6", "--yes")
    assert Extraction.objects.exists()
    forget("--days", "5", "--yes")
    assert not Extraction.objects.exists()


def test_everything_goes_at_once() -> None:
    row, left = kept(1), leftover("extracts/ab/x.z", 0)
    forget("--days", "0", "--yes")
    assert not Extraction.objects.exists()
    assert not lies(row) and not left.exists()


@pytest.mark.parametrize("days", ["-1", "x", "1.5", "", "999999", "٣"])
def test_days_are_a_number(days: str) -> None:
    with pytest.raises(CommandError):
        forget(f"--days={days}", "--yes")


def test_what_is_used_stays() -> None:
    row = kept(1, days=40)
    extract_of(document(b"\0" + b"1"))
    assert forget_extracts(30).texts == 0
    assert Extraction.objects.get() == row and lies(row)


def test_use_is_noted_once_a_day(django_assert_num_queries: Any) -> None:
    kept(1, days=2)
    file = document(b"\0" + b"1")
    extract_of(file)
    with django_assert_num_queries(1):
        extract_of(file)


def test_what_was_thrown_away_is_read_again() -> None:
    kept(1, days=40)
    forget_extracts(30)
    assert extract_of(document(b"\0" + b"1")).kind == "unknown"
    assert lies(Extraction.objects.get())


def test_files_that_belong_to_nothing_go_after_a_day() -> None:
    old, young = leftover("extracts/ab/x.z", 1.1), leftover("extracts/cd/y.z", 0.9)
    evidence = leftover("contents/ab/x.z", 400)
    row = kept(1)
    assert forget_extracts(30).leftovers == 1
    assert (old.exists(), young.exists(), evidence.exists(), lies(row)) == (False, True, True, True)


def test_many_are_thrown_away_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forgetting, "PIECE", 2)
    for number in range(5):
        kept(number, days=40)
    assert forget_extracts(30).texts == 5
    assert not Extraction.objects.exists()


@pytest.mark.skipif(os.name != "posix", reason="Folders with bytes in their place")
def test_a_file_that_cannot_be_deleted_is_told() -> None:
    row = kept(1, days=40)
    path = Path(private_storage().path(row.stored_name))
    path.unlink()
    path.mkdir()  # no file: nobody can delete it as one
    (path / "inside").touch()
    with pytest.raises(CommandError):
        forget("--yes")
    assert not Extraction.objects.exists()


def test_without_a_private_storage_there_is_nothing(settings: Any) -> None:
    settings.GOVREVIEW_EVIDENCE_STORAGE = "nowhere"
    assert "0" in forget("--yes")


def test_who_takes_the_package_out_is_told() -> None:
    said = StringIO()
    call_command("govreview_uninstall", stdout=said)
    assert "forget_extracts" not in said.getvalue()
    kept(1)
    call_command("govreview_uninstall", stdout=said)
    assert "govreview_forget_extracts --days 0 --yes" in said.getvalue()
