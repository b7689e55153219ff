"""The picture of a signature: no larger than allowed, in bytes and in what it unfolds to."""

from __future__ import annotations

import base64
import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from tests.road import Road, person
from wagtail_govreview.models import Signer
from wagtail_govreview.printing.sheet import UnreadableSignature, _png


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG of a few kilobytes that says it has 900 million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + crc

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width // 8 + 1) * 100))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def picture(size: tuple[int, int]) -> bytes:
    data = io.BytesIO()
    Image.new("L", size, 255).save(data, "PNG")
    return data.getvalue()


@pytest.mark.parametrize(
    "data", [bomb(), bomb(12_000, 9_000), picture((2100, 2100))], ids=["huge", "large", "too large"]
)
def test_what_unfolds_too_far_is_refused_beside_the_field(road: Road, desk, data) -> None:
    clerk = person("clerk")
    response = desk.post(
        reverse("govreview_signers_modeladmin_create"),
        {
            "unit": road.unit.pk,
            "user": clerk.pk,
            "tier": "first",
            "post": "openness_clerk",
            "title": "",
            "signature_image": SimpleUploadedFile("签名.png", data),
        },
    )
    assert response.context["form"].errors["signature_image"]
    assert not Signer.objects.exists()


def test_one_that_was_stored_otherwise_is_not_printed() -> None:
    with pytest.raises(UnreadableSignature):
        _png(base64.b64encode(bomb(4000, 2000)).decode(), "张三")


def test_the_limits_are_the_sites_own(road: Road, desk, settings) -> None:
    settings.GOVREVIEW_SIGNATURE_PIXELS = 100
    settings.GOVREVIEW_SIGNATURE_BYTES = 50
    response = desk.post(
        reverse("govreview_signers_modeladmin_create"),
        {"signature_image": SimpleUploadedFile("签名.png", picture((40, 20)))},
    )
    assert len(response.context["form"].errors["signature_image"]) == 2
