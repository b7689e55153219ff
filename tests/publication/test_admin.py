"""The register on the screen: who reads what, what it shows, that nobody writes."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests.guarding import Tampering
from tests.road import Road, fresh, person
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.models import RegisterEntry
from wagtail_govreview.publication.services import withdraw

ADMIN = "govreview_register_modeladmin"
INDEX = f"{ADMIN}_index"


def text(response):
    return response.content.decode()


def listed(response):
    """The titles in the list, without the section itself, which was taken over as stock."""
    entries = response.context["object_list"]
    return [entry.title for entry in entries if entry.kind != RegisterEntry.Kind.STOCK]


def published_entry(title=None):
    entries = RegisterEntry.objects.filter(kind=RegisterEntry.Kind.PUBLICATION)
    return entries.get(title=title) if title else entries.get()


# -- the list --------------------------------------------------------------------------------


def test_an_empty_register_says_what_will_stand_here(desk, site):
    response = desk.get(reverse(INDEX))
    assert response.status_code == 200
    assert "govreview-empty" in text(response)
    assert "export=pdf" not in text(response)


def test_a_row_leads_to_the_story_the_page_and_the_sheet(desk, road: Road):
    page = road.published("春灌开始")
    entry = published_entry()
    shown = text(desk.get(reverse(INDEX)))
    assert entry.number in shown and "春灌开始" in shown
    assert reverse(f"{ADMIN}_inspect", args=[entry.pk]) in shown
    assert reverse("govreview_sheets:inspect", args=[entry.sheet_id]) in shown
    assert page.full_url in shown
    for tier in ("一审", "二审", "三审"):
        assert tier in shown


def test_filters_and_search(desk, road: Road, boss):
    page = road.published("春灌开始")
    road.published("冬灌结束")
    withdraw(page, user=boss, reason="内容有误")
    url = reverse(INDEX)
    year = published_entry("冬灌结束").year
    assert len(listed(desk.get(url))) == 3
    assert listed(desk.get(url, {"kind": "withdrawal"})) == ["春灌开始"]
    assert listed(desk.get(url, {"state": "current"})) == ["冬灌结束"]
    assert len(listed(desk.get(url, {"unit": road.unit.pk, "year": year}))) == 3
    assert listed(desk.get(url, {"year": 1999})) == listed(desk.get(url))
    assert listed(desk.get(url, {"information_class": "reprint"})) == []
    assert listed(desk.get(url, {"q": "冬灌"})) == ["冬灌结束"]


def test_other_parameters_never_reach_the_database(desk, road: Road):
    road.published()
    probe = {"sheet__submitted_by__password__startswith": "no", "nonsense": "1"}
    response = desk.get(reverse(INDEX), probe)
    assert response.status_code == 200
    assert len(listed(response)) == 1


@pytest.mark.parametrize("name", ["boss", "inspector", "editor"])
def test_the_list_costs_the_same_for_many_entries(
    client, boss, road: Road, name, django_assert_max_num_queries
):
    client.force_login(boss if name == "boss" else road.people[name])
    url = reverse(INDEX)
    road.published("一")
    client.get(url)
    with django_assert_max_num_queries(40) as few:
        client.get(url)
    for number in range(3):
        road.published(f"另 {number}")
    with django_assert_max_num_queries(len(few)):
        assert len(listed(client.get(url))) == 4


# -- who reads -------------------------------------------------------------------------------


def test_everybody_reads_the_register_of_his_own_unit(client, road: Road):
    other = Road("宁农", "nong")
    road.published("水")
    other.published("农")
    entries = {title: published_entry(title) for title in ("水", "农")}
    stranger = person("stranger")
    keeper = person("keeper")
    keeper.groups.set(stranger.groups.all())
    access = Permission.objects.get(codename="access_admin")
    for user in (stranger, keeper):
        user.user_permissions.add(access)
    keeper.user_permissions.add(Permission.objects.get(codename="view_registerentry"))
    expected = {
        road.people["first"]: ["水"],
        other.people["editor"]: ["农"],
        road.people["inspector"]: ["农", "水"],
        keeper: ["农", "水"],
    }
    for user, titles in expected.items():
        client.force_login(user)
        assert sorted(listed(client.get(reverse(INDEX)))) == titles
        for title, entry in entries.items():
            allowed = title in titles
            story = client.get(reverse(f"{ADMIN}_inspect", args=[entry.pk]))
            assert (story.status_code == 200) is allowed
            kept = client.get(reverse("wagtail_govreview:register_snapshot", args=[entry.pk]))
            assert kept.status_code == (200 if allowed else 404)
    client.force_login(stranger)
    assert client.get(reverse(INDEX)).status_code == 302


def test_an_inspector_sees_no_link_to_a_sheet_that_is_closed_to_him(client, road: Road):
    other = Road("宁农", "nong")
    other.published("农")
    entry = published_entry()
    sheet = reverse("govreview_sheets:inspect", args=[entry.sheet_id])
    client.force_login(road.people["inspector"])
    open_to_him = client.get(sheet).status_code == 200
    for url in (reverse(INDEX), reverse(f"{ADMIN}_inspect", args=[entry.pk])):
        assert (sheet in text(client.get(url))) is open_to_him


def test_nobody_writes_by_hand(desk, road: Road):
    road.published()
    entry = published_entry()
    for action, args in (("create", []), ("edit", [entry.pk]), ("delete", [entry.pk])):
        url = reverse(f"{ADMIN}_{action}", args=args)
        for response in (desk.get(url), desk.post(url, {"title": "x"})):
            assert response.status_code in (302, 403)
    assert published_entry().title == entry.title
    shown = text(desk.get(reverse(INDEX)))
    assert reverse(f"{ADMIN}_create") not in shown
    assert reverse(f"{ADMIN}_edit", args=[entry.pk]) not in shown


# -- one entry -------------------------------------------------------------------------------


def story(desk, entry):
    return desk.get(reverse(f"{ADMIN}_inspect", args=[entry.pk]))


def test_the_story_runs_from_submission_to_withdrawal(desk, road: Road, boss):
    page = road.draft("春灌开始")
    road.submit(page)
    road.send_back(page, "first", reason="数字与附件不符")
    road.edit(page, title="春灌全面开始")
    road.submit(page)
    road.sign(page, "first", opinion="已核对公开属性")
    road.sign_all(page)
    withdraw(fresh(page), user=boss, reason="按照上级要求：另行发布")
    published = published_entry()
    response = story(desk, published)
    assert [event.kind for event in response.context["events"]] == [
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
    for words in ("数字与附件不符", "已核对公开属性", "按照上级要求：另行发布"):
        assert words in text(response)


def test_the_proof_names_the_ledger_line(desk, road: Road):
    road.published()
    entry = published_entry()
    proof = story(desk, entry).context["proof"]
    assert proof.holds
    assert proof.line == LedgerLine.objects.get(act="publication.publication")


@pytest.mark.parametrize(
    ("model", "column", "value"),
    [(RegisterEntry, "title", "改过的标题"), (LedgerLine, "actor", "别人")],
)
def test_what_was_changed_behind_its_back_cannot_be_proved(desk, road: Road, model, column, value):
    road.published()
    entry = published_entry()
    tamper(model, column, value)
    response = story(desk, entry)
    assert not response.context["proof"].holds
    assert "govreview-proof--broken" in text(response)


def tamper(model, column, value):
    """Past the models and the database's guard, which change no evidence."""
    Tampering(model).update(**{column: value})


def test_an_entry_without_a_ledger_line_says_so(desk, road: Road):
    road.published()
    entry = published_entry()
    tamper(LedgerLine, "subject", "nothing")
    proof = story(desk, entry).context["proof"]
    assert proof.line is None and not proof.holds


def test_the_story_outlives_the_page(desk, road: Road, boss):
    page = road.published("春灌开始")
    withdraw(page, user=boss, reason="内容有误")
    fresh(page).delete()
    response = story(desk, published_entry())
    assert response.context["proof"].holds
    assert "春灌开始" in text(response)


def test_an_entry_costs_a_constant_number_of_queries(
    desk, road: Road, boss, django_assert_max_num_queries
):
    page = road.published("春灌开始")
    entry = published_entry()
    story(desk, entry)
    with django_assert_max_num_queries(60) as few:
        story(desk, entry)
    for number in range(2):
        road.edit(page, title=f"春灌开始 {number}")
        road.submit(page)
        road.sign_all(page)
    with django_assert_max_num_queries(len(few)):
        story(desk, entry)


def test_the_snapshot_shows_itself_and_nothing_else(desk, road: Road):
    road.published("春灌开始")
    entry = published_entry()
    response = desk.get(reverse("wagtail_govreview:register_snapshot", args=[entry.pk]))
    assert "检修人员沿渠查看" in text(response)
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_who_may_take_offline_finds_the_way_from_the_entry(client, road: Road):
    page = road.published()
    entry = published_entry()
    offline = reverse("wagtail_govreview:withdraw", args=[page.pk])
    for role, offered in (("registrar", True), ("editor", False), ("inspector", False)):
        client.force_login(road.people[role])
        assert (offline in text(story(client, entry))) is offered
