"""The screens of emergency publication: who is offered what, what the form asks, where the debt is seen."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from tests.publication.emergencies import empower, officer, publish, stated
from tests.road import Road, fresh
from wagtail_govreview.models import EmergencyPublication, RegisterEntry
from wagtail_govreview.printing.register import register_pdf
from wagtail_govreview.publication.document import register_document
from wagtail_govreview.review.document import sheet_document

OFFER = "Publish in an emergency…"


@pytest.fixture(autouse=True)
def english(road: Road) -> None:
    """Everybody reads English."""
    for user in road.people.values():
        UserProfile.objects.create(user=user, preferred_language="en")


@pytest.fixture
def holder(client: Client, road: Road) -> Client:
    """The browser of a registrar with the permission."""
    client.force_login(officer(road))
    return client


def address(page: Any) -> str:
    return reverse("wagtail_govreview:publish_in_emergency", args=[page.pk])


def answers(page: Any, **changes: Any) -> dict[str, Any]:
    values = stated()
    values.update(
        reason="warning",
        details="今夜有大暴雨",
        ordered_at=timezone.localtime().strftime("%Y-%m-%d %H:%M"),  # noqa: TID251
        revision=page.get_latest_revision().pk,
    )
    return {**values, **changes}


def text_of(response: Any) -> str:
    return str(response.content.decode())


def test_the_form_publishes(holder: Client, road: Road) -> None:
    page = road.draft()
    assert "春灌" in text_of(holder.get(address(page)))
    response = holder.post(address(page), answers(page))
    record = EmergencyPublication.objects.get()
    assert record.reason == "预警信息：今夜有大暴雨"
    assert response.url == reverse("govreview_register_modeladmin_inspect", args=[record.entry_id])
    shown = text_of(holder.get(response.url))
    assert "马建国" in shown and "waits at" in shown
    assert fresh(page).live


def test_what_is_missing_is_said_and_nothing_is_lost(holder: Client, road: Road) -> None:
    page = road.draft()
    response = holder.post(address(page), answers(page, ordered_post="", secrecy=[]))
    assert response.status_code == 422
    shown = text_of(response)
    assert "Give the post of the person who ordered it." in shown
    assert "今夜有大暴雨" in shown and "马建国" in shown
    assert not fresh(page).live


def test_a_draft_that_was_saved_meanwhile_is_not_published(holder: Client, road: Road) -> None:
    page = road.draft()
    seen = answers(page)
    road.edit(page, body="<p>别人刚改过。</p>")
    response = holder.post(address(page), seen)
    assert "A newer draft was saved meanwhile" in text_of(response)
    assert not fresh(page).live


def test_in_place_of_the_form_stands_why_not(holder: Client, road: Road) -> None:
    page = road.draft(go_live_at=timezone.now() + timezone.timedelta(days=1))
    response = holder.get(address(page))
    assert "is no emergency" in text_of(response)
    assert "<form method" not in text_of(response).partition("govreview-emergency")[2]


def test_an_incomplete_sheet_is_named(holder: Client, road: Road) -> None:
    page = road.draft()
    draft = page.get_latest_revision_as_object()
    draft.govreview_sheet_drafts = []
    draft.save_revision(user=road.people["editor"])
    assert "The review sheet is not complete" in text_of(holder.get(address(page)))


@pytest.mark.parametrize("role", ["editor", "first", "registrar", "inspector"])
def test_without_the_permission_there_is_no_way(client: Client, road: Road, role: str) -> None:
    page = road.draft()
    client.force_login(road.people[role])
    assert client.get(address(page)).status_code in (302, 403)
    listing = client.get(reverse("wagtailadmin_explore", args=[road.section.pk]))
    assert OFFER not in text_of(listing)


def test_the_explorer_offers_it_to_holders(holder: Client, road: Road) -> None:
    road.draft()
    listing = holder.get(reverse("wagtailadmin_explore", args=[road.section.pk]))
    assert OFFER in text_of(listing)


def test_superusers_find_it_in_the_editor(
    admin_client: Client, road: Road, admin_user: Any
) -> None:
    admin_user.groups.add(*road.people["editor"].groups.all())
    page = road.draft()
    listing = reverse("wagtailadmin_explore", args=[road.section.pk])
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert address(page) not in text_of(admin_client.get(listing))
    assert address(page) in text_of(admin_client.get(editor))


def test_the_explorer_does_not_ask_for_each_page(holder: Client, road: Road) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            holder.get(reverse("wagtailadmin_explore", args=[road.section.pk]))
        return sum("govreview" in query["sql"] for query in queries)

    road.draft()
    cost()
    before = cost()
    for _number in range(4):
        road.draft()
    assert cost() == before


def test_the_editor_offers_it_to_holders(client: Client, road: Road) -> None:
    page = road.draft()
    client.force_login(road.people["editor"])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert OFFER not in text_of(client.get(edit))
    client.force_login(empower(road.people["editor"]))
    assert OFFER in text_of(client.get(edit))


def test_the_home_page_shows_the_debt_to_who_has_to_act(client: Client, road: Road) -> None:
    publish(road, road.draft("暴雨预警"))
    seen = {}
    for role in ("editor", "registrar", "first", "second", "inspector"):
        client.force_login(road.people[role])
        seen[role] = "signatures due (1)" in text_of(client.get(reverse("wagtailadmin_home")))
    assert seen == {
        "editor": True,
        "registrar": True,
        "first": True,
        "second": False,
        "inspector": False,
    }


def test_the_signer_is_told(client: Client, road: Road) -> None:
    page = road.draft()
    publish(road, page)
    state = fresh(page).current_workflow_task_state
    client.force_login(road.people["first"])
    screen = text_of(client.get(reverse("wagtail_govreview:sign", args=[state.pk])))
    assert "by emergency publication 宁水-2" in screen and "23 hours left" in screen
    sheet = reverse("govreview_sheets:inspect", args=[road.sheet(page).pk])
    assert "by emergency publication 宁水-2" in text_of(client.get(sheet))


def test_the_register_marks_and_filters_it(holder: Client, road: Road) -> None:
    publish(road, road.draft("紧急的一条"))
    road.published("平常的一条")
    index = reverse("govreview_register_modeladmin_index")
    everything = text_of(holder.get(index))
    assert "govreview-exception" in everything and "平常的一条" in everything
    chosen = text_of(holder.get(index, {"exception": "emergency"}))
    assert "紧急的一条" in chosen and "平常的一条" not in chosen


def test_the_list_of_emergencies(holder: Client, road: Road) -> None:
    settled = road.draft("已补签的")
    publish(road, settled)
    road.sign_all(settled)
    publish(road, road.draft("未补签的"))
    index = reverse("wagtail_govreview:emergencies")
    shown = text_of(holder.get(index))
    assert "已补签的" in shown and "未补签的" in shown and "signed afterwards" in shown
    due = text_of(holder.get(index, {"standing": "open"}))
    assert "未补签的" in due and "已补签的" not in due
    nothing = text_of(holder.get(index, {"standing": "overdue"}))
    assert "Nothing was published in an emergency" in nothing


def test_the_list_can_be_exported(holder: Client, road: Road) -> None:
    publish(road, road.draft(), ordered_by="=cmd()")
    response = holder.get(reverse("wagtail_govreview:emergencies"), {"export": "csv"})
    rows = b"".join(response.streaming_content).decode().splitlines()
    assert len(rows) == 2 and "'=cmd()" in rows[1]


def test_others_do_not_see_it_in_the_list(client: Client, road: Road) -> None:
    elsewhere = Road("银政", "yinchuan")
    publish(road, road.draft("水利厅的"))
    client.force_login(elsewhere.people["editor"])
    assert "水利厅的" not in text_of(client.get(reverse("wagtail_govreview:emergencies")))


def test_the_timeline_tells_it(holder: Client, road: Road) -> None:
    page = road.draft()
    publish(road, page)
    road.sign_all(page)
    shown = text_of(holder.get(reverse("wagtail_govreview:timeline", args=[page.pk])))
    assert "Ordered by 马建国 (厅长), 电话" in shown
    assert "In time" in shown and "no ledger line" not in shown


def test_it_is_printed(road: Road) -> None:
    page = road.draft()
    publish(road, page)
    sheet = road.sign_all(page)
    document = sheet_document(sheet)
    assert "应急发布" in document["remarks"] and "马建国" in document["remarks"]
    entry = RegisterEntry.objects.get(exception="emergency")
    assert document["publication"]["register_number"] == entry.number
    register = register_document([entry], unit="宁水厅", chosen=[])
    assert register["rows"][0]["state"] == "现行\n应急"
    assert "其中应急1条" in register["summary"][0]
    assert register_pdf(register).startswith(b"%PDF")
