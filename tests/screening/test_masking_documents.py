"""A masked copy takes the place of a document: in every kind of reference, only by who may, and all or nothing."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from PIL import Image as Picture
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupCollectionPermission

from sandbox.portal.models import PolicyAttachment, PolicyDocumentPage
from tests.road import fresh
from tests.screening.masks import ID, PHONE, masking, unseen
from wagtail_govreview.content.attachments import referenced_files
from wagtail_govreview.models import LedgerLine
from wagtail_govreview.refusal import Refused
from wagtail_govreview.screening.masking.drafts import newest_draft
from wagtail_govreview.screening.services import mask_document

CODES = {"tests.id_number", "tests.phone"}


@pytest.fixture(autouse=True)
def only_these() -> Iterator[None]:
    with masking():
        yield


def roster(hidden: bool = True) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.append(["姓名", "身份证号"])
    for number in range(30):
        sheet.append([f"张三{number}", ID])
    sheet.column_dimensions["B"].hidden = hidden
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def document(data: bytes = b"", name: str = "名单.xlsx", title: str = "补贴名单") -> Any:
    """In the collection of the unit, where its undertakers may add documents."""
    return get_document_model().objects.create(
        title=title,
        file=ContentFile(data or roster(), name=name),
        collection=Collection.objects.get(depth=2),
    )


def link(doc: Any) -> str:
    return f'<p><a id="{doc.pk}" linktype="document">名单</a><a linktype="page" id="{doc.pk}">页</a></p>'


def key(doc: Any) -> str:
    return f"wagtaildocs.document:{doc.pk}"


def mask(page: Any, doc: Any, user: Any, codes: Any = CODES, **kwargs: Any) -> Any:
    page = fresh(page)
    seen = kwargs.pop("seen", page.latest_revision_id)
    return mask_document(page, source=key(doc), user=user, seen=seen, codes=codes, **kwargs)


def names_in(folder: Any) -> set[str]:
    return {path.name for path in Path(folder).rglob("*") if path.is_file()}


def test_the_copy_takes_the_place_in_rich_text(road):
    doc = document(title=f"名单 {PHONE}")
    page = road.draft(body=link(doc))
    revision = mask(page, doc, road.people["editor"])
    new = get_document_model().objects.latest("pk")
    draft = revision.as_object()
    assert draft.body == link(new).replace(f'"page" id="{new.pk}"', f'"page" id="{doc.pk}"')
    assert [file.object_key for file in referenced_files(draft)] == [str(new.pk)]
    assert new.title == "名单 138****8000 (masked)" and new.collection == doc.collection
    assert new.uploaded_by_user == road.people["editor"]
    assert new.filename.endswith("-masked.xlsx") and new.file_size == new.file.size
    sheet = load_workbook(new.file.open()).active
    assert {cell.value for cell in sheet["B"][1:]} == {"11*************515"}
    assert sheet.column_dimensions["B"].hidden


def test_streams_children_and_struct_blocks_refer_to_the_copy(road):
    doc = document()
    body = [{"type": "document", "value": doc.pk}, {"type": "paragraph", "value": link(doc)}]
    page = PolicyDocumentPage(title="政策", slug="policy", live=False, body=json.dumps(body))
    page.attachments = [PolicyAttachment(document=doc), PolicyAttachment(document=document())]
    road.section.add_child(instance=page)
    page.save_revision()
    draft = mask(page, doc, road.people["editor"]).as_object()
    new = get_document_model().objects.latest("pk")
    assert [child.document_id for child in draft.attachments.all()][0] == new.pk
    raw = draft._meta.get_field("body").get_prep_value(draft.body)
    assert raw[0]["value"] == new.pk and f'id="{new.pk}" linktype="document"' in raw[1]["value"]
    assert {file.object_key for file in referenced_files(draft)} == {
        str(new.pk),
        str(page.attachments.all()[1].document_id),
    }


def test_what_is_public_and_the_old_document_stay(road):
    data = roster(hidden=False)
    doc = document(data)
    with unseen():
        page = road.published(body=link(doc))
    mask(page, doc, road.people["editor"])
    assert type(page).objects.get(pk=page.pk).body == link(doc)
    doc.refresh_from_db()
    assert doc.file.open().read() == data


def test_without_what_is_hidden_no_notice_is_left(road):
    doc = document()
    page = road.draft(body=link(doc))
    mask(page, doc, road.people["editor"], clear_hidden=True)
    sheet = load_workbook(get_document_model().objects.latest("pk").file.open()).active
    assert not sheet.column_dimensions["B"].hidden
    assert {cell.value for cell in sheet["B"]} == {None}


def test_the_ledger_names_the_documents_and_nothing_in_them(road):
    doc = document()
    page = road.draft(body=link(doc))
    mask(page, doc, road.people["editor"])
    line = LedgerLine.objects.get(act="screening.masked")
    data = json.loads(line.data)
    assert data["document"] == key(doc)
    assert data["copy"] == str(get_document_model().objects.latest("pk").pk)
    assert ID not in line.data


def refused(page: Any, doc: Any, user: Any, **kwargs: Any) -> list[str]:
    """The codes of a refusal, after which nothing is there that was not before."""
    before = get_document_model().objects.count(), fresh(page).revisions.count()
    with pytest.raises(Refused) as why:
        mask(page, doc, user, **kwargs)
    assert (get_document_model().objects.count(), fresh(page).revisions.count()) == before
    assert not LedgerLine.objects.filter(act="screening.masked").exists()
    return why.value.codes


def test_only_who_may_edit_and_add_documents(road):
    doc = document()
    page = road.draft(body=link(doc))
    assert refused(page, doc, road.people["inspector"]) == ["screening.may_not_mask"]
    GroupCollectionPermission.objects.all().delete()
    assert refused(page, doc, fresh_user(road)) == ["screening.mask_no_collection"]


def fresh_user(road: Any) -> Any:
    """The editor without what Django remembers of permissions."""
    user = road.people["editor"]
    return type(user).objects.get(pk=user.pk)


def test_only_documents_of_this_draft(road, boss):
    doc = document()
    page = road.draft()
    assert refused(page, doc, boss) == ["screening.mask_no_document"]


def test_not_over_a_newer_draft_nor_in_review(road, boss):
    doc = document()
    page = road.draft(body=link(doc))
    assert refused(page, doc, boss, seen=None) == ["screening.newer_draft"]


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"%PDF-1.4\n%%EOF", "a.pdf", "screening.mask_kind"),
        (b"PK\x03\x04broken", "a.xlsx", "screening.mask_unreadable"),
    ],
)
def test_other_files_say_why(road, boss, data, name, code):
    doc = document(data, name)
    page = road.draft(body=link(doc))
    assert refused(page, doc, boss) == [code]


def test_nothing_chosen(road, boss):
    doc = document()
    page = road.draft(body=link(doc))
    assert refused(page, doc, boss, codes=()) == ["screening.nothing_to_mask"]


def test_a_failure_after_writing_leaves_no_file(road, boss, settings, monkeypatch):
    doc = document()
    page = road.draft(body=link(doc))
    before = names_in(settings.MEDIA_ROOT)

    def fails(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the database is gone")

    monkeypatch.setattr(type(page), "save_revision", fails)
    with pytest.raises(RuntimeError):
        mask(page, doc, boss)
    assert names_in(settings.MEDIA_ROOT) == before
    assert get_document_model().objects.count() == 1


# -- the screen -----------------------------------------------------------------------------------------------------


@pytest.fixture
def editor(client: Any, road: Any) -> Any:
    client.force_login(road.people["editor"])
    return client


def url(page: Any, source: str) -> str:
    return reverse("wagtail_govreview:mask_document", args=[page.pk, source])


def test_the_screen_counts_and_compares(road, editor):
    doc = document()
    page = road.draft(body=link(doc))
    response = editor.get(url(page, key(doc)))
    html = response.content.decode()
    assert [(group.count, ticked) for group, ticked in response.context["groups"]] == [(30, True)]
    assert f"<del>{ID}</del><ins>11*************515</ins>" in html
    assert "B2" in html and 'name="clear_hidden"' in html


def test_one_click_masks_and_says_what_stays_hidden(road, editor):
    doc = document()
    page = road.draft(body=link(doc))
    data = {"seen": page.latest_revision_id, "code": "tests.id_number"}
    response = editor.post(url(page, key(doc)), data, follow=True)
    assert response.redirect_chain[0][0].endswith("/edit/")
    (said,) = [str(each) for each in response.context["messages"]] or [""]
    assert "Sheet" in said
    new = get_document_model().objects.latest("pk")
    assert f'id="{new.pk}" linktype="document"' in newest_draft(fresh(page)).body


def test_a_pdf_is_told_honestly(road, editor):
    doc = document(b"%PDF-1.4\n%%EOF", "a.pdf")
    response = editor.get(url(road.draft(body=link(doc)), key(doc)))
    assert [each.code for each in response.context["refusals"]] == ["screening.mask_kind"]
    assert '<form method="post">' not in response.content.decode()


def test_images_are_replaced_by_hand(road, editor):
    data = io.BytesIO()
    Picture.new("RGB", (4, 4)).save(data, "PNG")
    data.seek(0)
    image = get_image_model().objects.create(title="图", file=ImageFile(data, name="a.png"))
    page = road.draft(cover=image)
    response = editor.get(url(page, f"wagtailimages.image:{image.pk}"))
    assert [each.code for each in response.context["refusals"]] == ["screening.mask_no_document"]


@pytest.mark.parametrize("source", ["wagtaildocs.document:999", "x", "portal.newspage:body"])
def test_what_is_not_on_the_page_is_not_found(road, editor, source):
    assert editor.get(url(road.draft(), source)).status_code == 404
