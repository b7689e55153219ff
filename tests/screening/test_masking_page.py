"""A page is masked: a new draft with masks in every kind of text, nothing public touched, only by who may."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from wagtail.models import PageLogEntry

from sandbox.portal.models import MailboxReplyPage, NewsPage, PolicyDocumentPage
from tests.road import fresh, person
from tests.screening.masks import HOME, ID, PHONE, masking, unseen
from wagtail_govreview.models import LedgerLine
from wagtail_govreview.refusal import Refused
from wagtail_govreview.screening.masking.drafts import newest_draft
from wagtail_govreview.screening.masking.page import MaskablePage
from wagtail_govreview.screening.registry import Context
from wagtail_govreview.screening.services import mask_page

SPLIT = f"<p>身份证 <b>{ID[:6]}</b>{ID[6:]}，电话{PHONE}。</p>"
STREAM = [
    {"type": "heading", "value": f"联系{PHONE}", "id": "1"},
    {"type": "paragraph", "value": f"<p>住<i>{HOME[:5]}</i>{HOME[5:]}。</p>", "id": "2"},
    {
        "type": "table",
        "value": {
            "data": [["姓名", "电话"], ["张三", PHONE], [None, "2026"]],
            "table_caption": f"名单{PHONE}",
            "first_row_is_table_header": True,
        },
        "id": "3",
    },
    {"type": "gone", "value": PHONE, "id": "4"},
]


@pytest.fixture(autouse=True)
def only_these() -> Iterator[None]:
    with masking():
        yield


def keys_of(page: Any) -> list[str]:
    return [each.key for each in MaskablePage(newest_draft(page), Context()).changes]


def mask(page: Any, user: Any, keys: Any = None) -> Any:
    page = fresh(page)
    return mask_page(
        page,
        user=user,
        seen=page.latest_revision_id,
        keys=keys_of(page) if keys is None else keys,
    )


def test_rich_text_and_plain_text_of_a_draft_are_masked(road):
    page = road.draft(f"公示 {PHONE}", body=SPLIT, intro=f"{HOME}")
    before = page.latest_revision
    revision = mask(page, road.people["editor"])
    draft = revision.as_object()
    assert draft.title == "公示 138****8000"
    assert draft.body == "<p>身份证 <b>11****</b>*********515，电话138****8000。</p>"
    assert draft.intro == "银川市金凤区上海西路街道***"
    assert revision.user == road.people["editor"] and revision != before
    assert before in fresh(page).revisions.all()
    assert keys_of(fresh(page)) == []
    assert PageLogEntry.objects.filter(page=page, action="wagtail.edit", revision=revision).exists()


def test_every_block_of_a_stream_and_every_child_is_masked(road):
    page = PolicyDocumentPage(title="名单", slug="list", live=False, body=json.dumps(STREAM))
    road.section.add_child(instance=page)
    page.save_revision()
    draft = mask(page, road.people["editor"]).as_object()
    raw = draft._meta.get_field("body").get_prep_value(draft.body)
    assert [each["value"] for each in raw[:2]] == [
        "联系138****8000",
        "<p>住<i>银川市金凤</i>区上海西路街道***。</p>",
    ]
    assert raw[2]["value"]["data"] == [["姓名", "电话"], ["张三", "138****8000"], [None, "2026"]]
    assert raw[2]["value"]["table_caption"] == "名单138****8000"
    assert raw[2]["value"]["first_row_is_table_header"] is True
    assert [each["id"] for each in raw[:3]] == ["1", "2", "3"]


def test_own_child_objects_are_masked_and_web_addresses_are_only_told(road):
    page = road.draft(body="<p>1</p>")
    draft = fresh(page).get_latest_revision_as_object()
    child = draft.govreview_sheet_drafts.first()
    child.remarks = f"请联系{PHONE}"
    draft.slug = f"news-{PHONE}"
    draft.save_revision(user=road.people["editor"])
    changes = MaskablePage(newest_draft(fresh(page)), Context()).changes
    assert sorted(each.fixed for each in changes) == [False, True]
    masked = mask(page, road.people["editor"]).as_object()
    assert masked.govreview_sheet_drafts.first().remarks == "请联系138****8000"
    assert masked.slug == f"news-{PHONE}"


def test_only_what_was_chosen_is_masked(road):
    page = road.draft(body=SPLIT)
    chosen = [each for each in keys_of(page) if each.endswith("phone")]
    draft = mask(page, road.people["editor"], chosen).as_object()
    assert draft.body == SPLIT.replace(PHONE, "138****8000")


def test_what_is_public_does_not_change(road):
    with unseen():
        page = road.published(body=SPLIT)
    mask(page, road.people["editor"])
    live = NewsPage.objects.get(pk=page.pk)
    assert live.body == SPLIT and live.live and live.has_unpublished_changes


def test_the_ledger_says_that_and_not_what(road):
    page = road.draft(body=SPLIT)
    before = page.latest_revision_id
    revision = mask(page, road.people["editor"])
    line = LedgerLine.objects.filter(act="screening.masked").get()
    data = json.loads(line.data)
    assert data["masked"] == {"tests.id_number": 1, "tests.phone": 1}
    assert (data["previous"], data["revision"]) == (before, revision.pk)
    assert ID not in line.data and PHONE not in line.data


def test_an_unfinished_draft_is_masked_too(road):
    page = MailboxReplyPage(title="来信", slug="letter", live=False, question=f"我住{HOME}")
    page.answer = "<p>收到</p>"
    road.section.add_child(instance=page)
    page.answer = ""
    page.save_revision(clean=False)
    draft = mask(page, road.people["editor"]).as_object()
    assert draft.question == "我住银川市金凤区上海西路街道***"


@pytest.mark.parametrize("who", ["inspector", "nobody"])
def test_only_who_may_edit_the_page(road, who):
    page = road.draft(body=SPLIT)
    user = road.people.get(who) or person("nobody")
    with pytest.raises(Refused) as refused:
        mask(page, user)
    assert refused.value.codes == ["screening.may_not_mask"]
    assert fresh(page).revisions.count() == 1


def test_not_while_it_is_in_review(road, boss):
    page = road.draft()
    road.submit(page)
    with pytest.raises(Refused) as refused:
        mask(page, boss, ["0.0.1.x"])
    assert refused.value.codes == ["screening.mask_locked"]


def test_not_over_a_newer_draft(road):
    page = road.draft(body=SPLIT)
    seen, keys = page.latest_revision_id, keys_of(page)
    road.edit(page, body=f"<p>{PHONE}</p>")
    with pytest.raises(Refused) as refused:
        mask_page(fresh(page), user=road.people["editor"], seen=seen, keys=keys)
    assert refused.value.codes == ["screening.newer_draft"]


def test_nothing_chosen_saves_nothing(road):
    page = road.draft(body=SPLIT)
    for keys in ([], ["9.9.9.x", ""]):
        with pytest.raises(Refused) as refused:
            mask(page, road.people["editor"], keys)
        assert refused.value.codes == ["screening.nothing_to_mask"]
    assert fresh(page).revisions.count() == 1
