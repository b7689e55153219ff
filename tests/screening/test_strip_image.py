"""A photograph tells where it was taken; one button takes that out of it."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow
from PIL import ImageChops, ImageCms
from wagtail.images.models import Image
from wagtail.models import Collection, ReferenceIndex

from sandbox.portal.models import NewsPage
from tests.screening.extraction.pictures import XMP, photo, png_with
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.refusal import Refused
from wagtail_govreview.screening.extraction.readers.image import told_by
from wagtail_govreview.screening.pictures.stripping import without_metadata
from wagtail_govreview.screening.services import strip_image

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
TAGS = {0x0112: 6, 0x013B: "Zhang San", 0xA431: "123"}


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {"icc_profile": PROFILE, "xmp": XMP, "comment": b"13812345678"}),
        ("JPEG", {"progressive": True}),
        ("PNG", {"icc_profile": PROFILE}),
        ("WEBP", {"icc_profile": PROFILE, "xmp": XMP}),
        ("WEBP", {"lossless": True}),
    ],
)
def test_only_the_metadata_are_gone(kind, options):
    before = photo(kind, gps=True, tags=TAGS, **options)
    after = without_metadata(io.BytesIO(before))
    assert "attachment.position" in told_by(io.BytesIO(before))
    assert told_by(io.BytesIO(after)) == {"attachment.picture"}
    for trace in (b"Zhang San", b"13812345678", b"GPSLatitude"):
        assert trace not in after
    old, new = Pillow.open(io.BytesIO(before)), Pillow.open(io.BytesIO(after))
    assert new.format == kind and ImageChops.difference(old, new).getbbox() is None
    assert new.getexif()[0x0112] == 6
    assert new.info.get("icc_profile") == old.info.get("icc_profile")
    assert without_metadata(io.BytesIO(after)) == after


def test_texts_of_a_png_are_gone():
    assert b"13812345678" not in without_metadata(io.BytesIO(png_with({"Comment": "13812345678"})))


def test_what_follows_on_the_end_of_a_jpeg_is_gone():
    assert b"hidden" not in without_metadata(io.BytesIO(photo() + b"hidden"))


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", photo("TIFF"), photo()[:200], b"\xff\xd8\xff\xff"]
)
def test_other_files_are_refused(data):
    with pytest.raises(ValueError, match="."):
        without_metadata(io.BytesIO(data))


@pytest.mark.filterwarnings("ignore")  # of Pillow, about the damage
@settings(deadline=None)
@given(
    st.sampled_from([photo(gps=True, tags=TAGS), photo("PNG", gps=True), photo("WEBP", gps=True)]),
    st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), min_size=1, max_size=9),
)
def test_damage_is_refused_or_passed_on(data, changes):
    damaged = bytearray(data)
    for position, value in changes:
        damaged[position % len(damaged)] = value
    try:
        after = without_metadata(io.BytesIO(bytes(damaged)))
    except ValueError:
        return
    assert len(after) <= len(damaged) + 100


@pytest.fixture
def picture(site: Any) -> Image:
    Collection.get_first_root_node() or Collection.add_root(name="Root")
    file = ContentFile(photo(gps=True, tags=TAGS), "现场.jpg")
    return Image.objects.create(title="现场照片", file=file)


def another_format(image: Image) -> None:
    image.file = ContentFile(photo("GIF"), "a.gif")
    image.save()


def told(image: Image) -> bool:
    with Image.objects.get(pk=image.pk).file.open() as stream:
        return "attachment.position" in told_by(stream)


def test_the_file_is_another_one(picture, boss, django_capture_on_commit_callbacks):
    old, digest = picture.file.name, picture.get_file_hash()
    picture.get_rendition("width-10")
    with django_capture_on_commit_callbacks(execute=True):
        strip_image(picture, user=boss)
    image = Image.objects.get(pk=picture.pk)
    assert not told(image) and image.file.name != old
    assert image.file_hash != digest and image.file_size == image.file.size
    assert not image.renditions.exists()
    assert not image.file.storage.exists(old)
    assert not LedgerLine.objects.filter(act="screening.stripped").exists()


def use(page: Any, image: Image) -> None:
    page.body = f'<embed embedtype="image" id="{image.pk}" format="left" alt=""/>'


def test_the_units_ledger_says_so(picture, boss, road):
    page = NewsPage(title="工作动态", slug="gzdt", live=False)
    use(page, picture)
    road.section.add_child(instance=page)
    ReferenceIndex.create_or_update_for_object(page)
    strip_image(picture, user=boss)
    (line,) = LedgerLine.objects.filter(act="screening.stripped")
    data = json.loads(line.data)
    assert data["pages"] == [str(page.pk)] and data["before"] != data["after"]


def test_what_was_signed_stays_as_it_is(picture, boss, road, monkeypatch):
    page = NewsPage(title="工作动态", slug="gzdt", live=False)
    use(page, picture)
    road.section.add_child(instance=page)
    ReferenceIndex.create_or_update_for_object(page)
    NewsPage.objects.filter(pk=page.pk).update(live=True)
    with pytest.raises(Refused) as refused:
        strip_image(picture, user=boss)
    assert [each.code for each in refused.value.refusals] == ["screening.picture_signed"]
    assert "工作动态" in refused.value.refusals[0].sentence
    assert told(picture)


def test_another_format_is_refused(picture, boss):
    another_format(picture)
    with pytest.raises(Refused) as refused:
        strip_image(picture, user=boss)
    assert [each.code for each in refused.value.refusals] == ["screening.picture_format"]


def test_who_may_not_change_the_picture_may_not(picture, road, client):
    with pytest.raises(PermissionDenied):
        strip_image(picture, user=road.people["editor"])
    client.force_login(road.people["editor"])
    address = reverse("wagtail_govreview:strip_image", args=[picture.pk])
    assert client.post(address).status_code in (302, 403)
    assert told(picture)


def test_the_screen_says_what_the_file_tells_and_removes_it(picture, desk):
    address = reverse("wagtail_govreview:strip_image", args=[picture.pk])
    assert "<form" in desk.get(address).content.decode()
    assert desk.post(address).status_code == 302
    assert not told(picture)
    page = desk.get(address).content.decode()
    assert 'method="post"' not in page.partition("<main")[2]
    assert desk.get(reverse("wagtail_govreview:strip_image", args=[0])).status_code == 404


def test_the_screen_says_why_not(picture, desk):
    another_format(picture)
    response = desk.post(reverse("wagtail_govreview:strip_image", args=[picture.pk]))
    assert response.status_code == 422


@pytest.mark.parametrize("gps", [True, False])
def test_whoever_uploads_it_is_told(picture, desk, gps):
    edit = reverse("wagtailimages:edit", args=[picture.pk])
    file = ContentFile(photo(gps=gps), "new.jpg")
    desk.post(edit, {"title": "新照片", "file": file, "collection": picture.collection_id})
    address = reverse("wagtail_govreview:strip_image", args=[picture.pk])
    assert (address in desk.get(reverse("wagtailimages:index")).content.decode()) is gps
