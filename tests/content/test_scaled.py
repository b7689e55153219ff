"""Scaled copies of signed pictures."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.management import call_command
from PIL import Image, ImageDraw
from wagtail.images.tests.utils import get_test_image_file

from tests.road import Road
from tests.sidedoors.samples import picture
from wagtail_govreview.ledger.verification import verify_all

pytestmark = pytest.mark.database


@pytest.fixture
def scaled(road: Road) -> Any:
    """The copy of a picture on a public page that visitors get."""
    cache.clear()  # where Wagtail keeps them
    image = picture()
    road.published(cover=image)
    return image.get_rendition("width-880")


def thorough() -> list[tuple[str, str]]:

    return [(each.code, each.where) for each in verify_all(thorough=True)]


def overwrite(scaled: Any, data: bytes) -> None:
    with default_storage.open(scaled.file.name, "wb") as file:
        file.write(data)


def test_as_made(scaled: Any) -> None:
    assert not thorough()


def test_another_picture(scaled: Any) -> None:
    overwrite(scaled, get_test_image_file(colour="black").file.getvalue())
    assert thorough() == [("content.scaled_changed", scaled.file.name)]


def test_one_digit_painted_over(scaled: Any) -> None:
    with Image.open(default_storage.open(scaled.file.name)) as shown:
        painted = shown.convert("RGB")
    ImageDraw.Draw(painted).rectangle((40, 40, 52, 58), fill="black")
    data = BytesIO()
    painted.save(data, "PNG")
    overwrite(scaled, data.getvalue())
    assert thorough() == [("content.scaled_changed", scaled.file.name)]


def test_the_same_picture_in_other_bytes(scaled: Any) -> None:
    with Image.open(default_storage.open(scaled.file.name)) as shown:
        data = BytesIO()
        shown.save(data, "PNG", compress_level=1)
    overwrite(scaled, data.getvalue())
    assert not thorough()


@pytest.mark.parametrize("data", [b"", b"no picture"])
def test_no_picture_at_all(scaled: Any, data: bytes) -> None:
    overwrite(scaled, data)
    assert thorough() == [("content.scaled_changed", scaled.file.name)]


def test_a_copy_that_is_gone(scaled: Any) -> None:
    default_storage.delete(scaled.file.name)
    assert thorough() == [("content.scaled_changed", scaled.file.name)]


def test_the_command_looks_only_when_asked(scaled: Any, capsys: pytest.CaptureFixture[str]) -> None:
    overwrite(scaled, b"no picture")
    call_command("govreview_verify")
    with pytest.raises(SystemExit):
        call_command("govreview_verify", "--thorough")
    assert scaled.file.name in capsys.readouterr().out
