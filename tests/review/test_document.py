"""The sheet as a document: what is printed comes from what was frozen."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from tests.road import Road
from wagtail_govreview.models import Signer
from wagtail_govreview.printing.sheet import sheet_pdf
from wagtail_govreview.review.annex import size_text
from wagtail_govreview.review.document import sheet_document


def ticked(boxes: Any) -> list[str]:
    return [box["wording"] for box in boxes if box["ticked"]]


def text_of(pdf: bytes, folder: Path) -> str:
    path = folder / "sheet.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def test_a_fresh_sheet_has_places_to_sign(road: Road) -> None:
    page = road.draft()
    document = sheet_document(road.submit(page))
    assert document["title"] == "全区政府网站和政务新媒体政务信息发布审查表"
    assert document["item_title"] == page.title
    assert document["unit"] == "宁水厅"
    assert document["undertaker"] is not None
    assert document["undertaker"]["name"] == "shui_editor"
    assert [tier["wording"] for tier in document["tiers"]] == ["一审", "二审", "三审"]
    assert not any(tier["signatures"] for tier in document["tiers"])
    assert not any(ticked(tier["checklist"]) for tier in document["tiers"])
    assert ticked(document["attributes"]) == ["主动公开"]
    assert len(document["attributes"]) == 4
    assert document["reprint"] is None
    assert "审签中" in document["state"]


def test_signatures_opinions_and_what_was_checked(road: Road) -> None:
    Signer.objects.create(
        unit=road.unit, user=road.people["first"], tier="first", title="政务公开专职工作人员"
    )
    page = road.draft()
    road.submit(page)
    sheet = road.sign(page, "first", opinion="已核对公开属性")
    first, second, *_rest = sheet_document(sheet)["tiers"]
    (signature,) = first["signatures"]
    assert (signature["name"], signature["post"]) == ("shui_first", "政务公开专职工作人员")
    assert signature["opinion"] == "已核对公开属性"
    assert len(ticked(first["checklist"])) == len(first["checklist"]) == 7
    assert not ticked(second["checklist"])


def test_the_principal_has_a_line_only_when_asked(road: Road) -> None:
    page = road.draft()
    road.submit(page)
    road.sign(page, "first")
    road.sign(page, "second")
    sheet = road.sign(page, "third", escalation=["petition"])
    document = sheet_document(sheet)
    assert [tier["separate"] for tier in document["tiers"]] == [False, False, False, True]
    assert ticked(document["escalation"]) == ["可能引发信访案件"]


def test_returns_of_earlier_rounds_are_told(road: Road) -> None:
    page = road.draft()
    road.submit(page)
    road.send_back(page, "first", "数字不符")
    road.edit(page, title="改过的标题")
    document = sheet_document(road.submit(page))
    assert [(item["round"], item["reason"]) for item in document["returns"]] == [
        ("第1轮", "数字不符")
    ]
    assert document["state"].startswith("第2轮")


def test_what_became_of_it(road: Road) -> None:
    page = road.published()
    document = sheet_document(road.sheet(page))
    assert document["publication"]["register_number"].startswith("宁水-")
    assert document["publication"]["url"]
    assert "已发布" in document["state"]


def test_later_changes_of_names_do_not_reach_it(road: Road) -> None:
    page = road.draft()
    sheet = road.submit(page)
    road.unit.name = "改了名的厅"
    road.unit.save()
    sheet.refresh_from_db()
    assert sheet_document(sheet)["unit"] == "宁水厅"


def test_a_constant_number_of_queries(road: Road, django_assert_max_num_queries: Any) -> None:
    sheet = road.sheet(road.published())
    with django_assert_max_num_queries(6):
        sheet_document(sheet)


@pytest.mark.parametrize(
    ("size", "text"),
    [(None, ""), (0, "0 B"), (1023, "1023 B"), (1536, "1.5 KB"), (3 * 1024**3, "3.0 GB")],
)
def test_sizes_for_people(size: int | None, text: str) -> None:
    assert size_text(size) == text


def test_it_prints(road: Road, tmp_path: Path) -> None:
    signer = Signer(unit=road.unit, user=road.people["first"], tier="first", title="主任")
    picture = tmp_path / "signature.png"
    Image.new("RGBA", (120, 40), (0, 0, 0, 90)).save(picture)
    signer.signature_image.save("signature.png", ContentFile(picture.read_bytes()))
    page = road.published("标题里有 #、$、[ 和 <尖括号>")
    text = text_of(sheet_pdf(sheet_document(road.sheet(page))), tmp_path)
    for part in ("审查表", "承办人签字", "一审签字", "三审签字", "shui_third", "<尖括号>"):
        assert part in text


def test_a_lost_signature_image_does_not_stop_the_form(road: Road, tmp_path: Path) -> None:
    signer = Signer(unit=road.unit, user=road.people["first"], tier="first")
    signer.signature_image.save("signature.png", ContentFile(b"x"))
    signer.signature_image.storage.delete(signer.signature_image.name)
    page = road.draft()
    road.submit(page)
    document = sheet_document(road.sign(page, "first"))
    assert document["tiers"][0]["signatures"][0]["image"] == ""
    assert sheet_pdf(document).startswith(b"%PDF")
