"""The timeline of a page: what it tells, what proves it, who reads it, what it costs."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from tests.guarding import Tampering
from tests.road import Road, fresh, person
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.models import RegisterEntry, ReviewSheet, Signature
from wagtail_govreview.publication.services import withdraw
from wagtail_govreview.publication.timeline.page import Timeline


def url(page_or_key):
    key = getattr(page_or_key, "pk", page_or_key)
    return reverse("wagtail_govreview:timeline", args=[key])


def events(client, page_or_key, **query):
    response = client.get(url(page_or_key), query)
    assert response.status_code == 200
    return list(response.context["object_list"])


def kinds(client, page_or_key, **query):
    """Oldest first."""
    return [event.kind for event in reversed(events(client, page_or_key, **query))]


# -- what it tells ---------------------------------------------------------------------------


def test_the_whole_way_of_a_page(desk, road: Road, boss):
    page = road.draft("春灌开始")
    road.submit(page)
    road.send_back(page, "first", reason="数字与附件不符")
    road.edit(page, title="春灌全面开始")
    road.submit(page)
    road.sign(page, "first", opinion="已核对公开属性")
    road.sign_all(page)
    withdraw(fresh(page), user=boss, reason="按照上级要求：另行发布")
    assert kinds(desk, page, kind="proved") == [
        "submitted",
        "returned",
        "void",
        "submitted",
        "signed",
        "signed",
        "signed",
        "completed",
        "publication",
        "withdrawal",
    ]
    shown = desk.get(url(page)).content.decode()
    for words in ("数字与附件不符", "已核对公开属性", "按照上级要求：另行发布"):
        assert words in shown


def test_every_event_of_the_evidence_has_a_verified_line(desk, road: Road):
    page = road.published()
    proved = events(desk, page, kind="proved")
    assert proved and all(event.line is not None and event.verified for event in proved)
    shown = desk.get(url(page)).content.decode()
    for event in proved:
        assert reverse("wagtail_govreview:ledger_line", args=[event.line.pk]) in shown
        assert event.ledger_line in shown


def test_a_line_that_was_changed_is_shown_as_such(desk, road: Road):
    page = road.published()
    line = LedgerLine.objects.filter(act="review.signed").first()
    Tampering(LedgerLine).filter(pk=line.pk).update(actor="nobody")
    broken = [event for event in events(desk, page, kind="proved") if not event.verified]
    assert line.pk in {event.line.pk for event in broken}


def test_a_record_without_a_line_is_shown_as_made_past_the_ledger(desk, road: Road):
    page = road.published()
    sheet = road.sheet(page)
    Signature(
        sheet=sheet,
        tier="first",
        tier_wording="一审",
        decision="signed",
        user_key="0",
        name="无名",
        fingerprint=sheet.fingerprint,
        signed_at=timezone.now(),
    ).save()
    alone = [event for event in events(desk, page) if event.who == "无名"]
    assert [event.line for event in alone] == [None]
    assert not alone[0].is_draft
    assert "govreview-story__line--broken" in desk.get(url(page)).content.decode()


def test_drafts_are_marked_and_can_be_left_out(desk, road: Road):
    page = road.draft()
    road.edit(page, title="另一稿")
    drafts = events(desk, page, kind="drafts")
    saved = [event for event in drafts if event.compare_url]
    assert len(saved) == 1 and all(event.is_draft and event.line is None for event in drafts)
    assert desk.get(saved[0].compare_url).status_code == 200
    assert events(desk, page, kind="proved") == []


def test_the_kinds_can_be_chosen(desk, road: Road):
    page = road.published()
    assert set(kinds(desk, page, kind="publication")) == {"publication"}
    assert set(kinds(desk, page, kind="review")) == {"submitted", "signed", "completed"}
    tomorrow = (timezone.localdate() + timedelta(1)).isoformat()
    assert events(desk, page, at_from=tomorrow) == []


def test_rounds_can_be_compared(desk, road: Road):
    page = road.draft()
    road.submit(page)
    road.send_back(page, "first")
    road.edit(page, title="改过的标题")
    road.submit(page)
    newest = next(event for event in events(desk, page) if event.kind == "submitted")
    assert desk.get(newest.compare_url).status_code == 200


# -- moves, deletion -------------------------------------------------------------------------


def test_moves_are_events_with_a_line_in_both_units(desk, road: Road):
    other = Road("宁农", "nong")
    page = road.draft()
    desk.post(
        reverse("wagtailadmin_pages:move_confirm", args=[page.pk, other.section.pk]),
    )
    assert fresh(page).get_parent().pk == other.section.pk
    moved = [event for event in events(desk, page) if event.kind == "moved"]
    assert {event.line.chain.name for event in moved} == {"宁水", "宁农"}
    assert all("/shui/" in event.what and "/nong/" in event.what for event in moved)
    assert {event.who for event in moved} == {"boss"}


def test_a_new_place_among_the_siblings_is_no_move(desk, road: Road):
    road.draft("一")
    page = road.draft("二")
    page.move(road.section, pos="first-child")
    assert not LedgerLine.objects.filter(act="publication.moved").exists()


def test_moves_of_other_pages_are_nobodys_business(site, road: Road):
    home = Page.objects.get(depth=2)
    one, two = home.add_child(title="一", slug="one"), home.add_child(title="二", slug="two")
    one.move(two, pos="last-child")
    assert not LedgerLine.objects.filter(act="publication.moved").exists()


def test_the_timeline_outlives_the_page(desk, road: Road, boss):
    page = road.published("春灌开始")
    key = page.pk
    withdraw(fresh(page), user=boss, reason="内容有误")
    before = kinds(desk, key, kind="proved")
    desk.post(reverse("wagtailadmin_pages:delete", args=[key]))
    assert not Page.objects.filter(pk=key).exists()
    assert kinds(desk, key, kind="proved") == [*before, "deleted"]
    response = desk.get(url(key))
    assert response.context["page_is_gone"] and "春灌开始" in response.content.decode()
    told = [event for event in events(desk, key) if event.kind == "deleted"]
    assert [event.who for event in told] == ["boss"]
    assert "wagtail.delete" not in {event.kind for event in events(desk, key)}


def test_a_draft_that_was_deleted_leaves_its_line(desk, road: Road):
    page = road.draft("从未提交")
    key = page.pk
    page.delete()
    assert kinds(desk, key, kind="proved") == ["deleted"]
    assert "从未提交" in desk.get(url(key)).content.decode()


def test_deletion_of_a_section_is_one_line_for_each_page(road: Road):
    pages = [road.draft(str(number)).pk for number in range(3)]
    section = fresh(road.section)
    section.delete()
    lines = LedgerLine.objects.filter(act="publication.deleted")
    assert sorted(line.subject for line in lines) == sorted(
        f"wagtailcore.page:{key}" for key in pages
    )
    # The section itself was public: its line is that of the entry.
    assert LedgerLine.objects.get(act="publication.deletion").summary.endswith(section.title)


# -- who reads -------------------------------------------------------------------------------


def test_who_may_read_it(client, road: Road):
    other = Road("宁农", "nong")
    page = road.published()
    for role in ("editor", "first", "registrar", "inspector"):
        client.force_login(road.people[role])
        assert client.get(url(page)).status_code == 200, role
    client.force_login(other.people["inspector"])
    assert client.get(url(page)).status_code == 200
    stranger = person("stranger")
    stranger.user_permissions.add(Permission.objects.get(codename="access_admin"))
    for user in (other.people["editor"], stranger):
        client.force_login(user)
        for name in ("timeline", "timeline_results"):
            address = reverse(f"wagtail_govreview:{name}", args=[page.pk])
            assert client.get(address).status_code in (302, 403), user
            assert client.get(address, {"export": "csv"}).status_code in (302, 403), user
    client.logout()
    assert client.get(url(page)).status_code == 302


def test_another_unit_reads_only_what_happened_in_its_own_part(client, road: Road):
    other = Road("宁农", "nong")
    page = road.published()
    page.move(other.section, pos="last-child")
    road_lines = LedgerLine.objects.filter(chain__name=road.code)
    client.force_login(other.people["first"])
    read = events(client, page, kind="proved")
    assert [event.kind for event in read] == ["moved"]
    assert not {event.line.pk for event in read} & set(road_lines.values_list("pk", flat=True))


def test_a_page_that_never_was_is_not_found(desk, site):
    for key in ("987654", "no-key"):
        assert desk.get(url(key)).status_code in (302, 403, 404)


def test_links_lead_only_where_the_reader_may_go(client, road: Road):
    other = Road("宁农", "nong")
    page = road.published()
    sheet = reverse("govreview_sheets:inspect", args=[road.sheet(page).pk])
    client.force_login(road.people["editor"])
    assert sheet in client.get(url(page)).content.decode()
    client.force_login(other.people["inspector"])
    open_to_him = client.get(sheet).status_code == 200
    assert (sheet in client.get(url(page)).content.decode()) is open_to_him


def test_where_it_is_reached_from(desk, road: Road):
    page = road.published()
    entry = RegisterEntry.objects.get(page_key=str(page.pk))
    for address in (
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("govreview_register_modeladmin_inspect", args=[entry.pk]),
        reverse("govreview_sheets:inspect", args=[road.sheet(page).pk]),
    ):
        assert url(page) in desk.get(address).content.decode(), address


# -- what it costs ---------------------------------------------------------------------------


def rounds(road: Road, page: Page, count: int) -> None:
    for number in range(count):
        road.edit(page, title=f"第 {number} 稿")
        road.submit(page)
        road.send_back(page, "first", reason=f"第 {number} 次退回")


def test_thirty_rounds_cost_as_much_as_three(client, road: Road):
    client.force_login(road.people["editor"])
    page = road.draft()
    rounds(road, page, 3)
    client.get(url(page))
    with CaptureQueriesContext(
        connection,
    ) as few:
        three = events(client, page)
    rounds(road, page, 27)
    with CaptureQueriesContext(connection) as many:
        thirty = events(client, page)
    assert len(thirty) > len(three)
    assert len(many) <= len(few)
    assert ReviewSheet.objects.filter(page_key=str(page.pk)).count() == 30
    with CaptureQueriesContext(connection) as second:
        assert len(events(client, page, p=2)) > 10
    assert len(second) <= len(few)


def test_hundreds_of_drafts_come_in_pages(desk, road: Road):
    page = road.draft()
    newest = page.latest_revision
    copies = [
        Revision(
            content_type=newest.content_type,
            base_content_type=newest.base_content_type,
            object_id=newest.object_id,
            created_at=timezone.now(),
            content=newest.content,
        )
        for _number in range(300)
    ]
    Revision.objects.bulk_create(copies)
    response = desk.get(url(page), {"p": 3})
    assert response.context["paginator"].count >= 301
    assert len(response.context["object_list"]) == 40


def test_a_spreadsheet_holds_what_is_shown(desk, road: Road):
    page = road.published()
    response = desk.get(url(page), {"export": "csv", "kind": "publication"})
    rows = response.getvalue().decode().splitlines()
    assert len(rows) == 2 and "宁水" in rows[1]
    assert desk.get(url(page), {"export": "xlsx"}).status_code == 200


def test_an_unsubmitted_page_has_a_timeline_of_drafts(client, road: Road):
    page = road.draft()
    timeline = Timeline(str(page.pk), road.people["editor"])
    assert timeline.may_read and all(event.is_draft for event in timeline.events()[:10])
