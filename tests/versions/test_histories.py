"""The histories of sources, units, signers and sheets: what they tell, to whom, and what they cost."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Workflow

from tests.road import Road, person
from wagtail_govreview.models import AuthorisedHost, AuthorisedSource, Signer, Unit
from wagtail_govreview.review.models import TierTask
from wagtail_govreview.units.services import appoint, dismiss, save_unit
from wagtail_govreview.versions.views.report import streams_for


@pytest.fixture
def boss(db: Any) -> Any:
    return person("boss", last_name="张", first_name="管理", is_superuser=True)


@pytest.fixture
def source(db: Any) -> AuthorisedSource:
    made = AuthorisedSource.objects.create(name="某网", scope="general", basis="某号文件")
    AuthorisedHost.objects.create(source=made, host="www.example.cn")
    return made


def url(kind: str, key: Any, name: str = "history") -> str:
    return reverse(f"wagtail_govreview:record_{name}", args=[kind, key])


def versions(client: Any, address: str, **query: Any) -> list[Any]:
    response = client.get(address, query)
    assert response.status_code == 200
    return list(response.context["object_list"])


def said(version: Any) -> list[tuple[str, str]]:
    return [(change.old, change.new) for change in version.changes]


def shift(record: Any, **back: int) -> None:
    """Put the newest version of ``record`` back in time."""
    newest = record.history.first()
    newest.history_date = timezone.now() - datetime.timedelta(**back)
    newest.save()


# -- sources ---------------------------------------------------------------------------------


def test_a_source_tells_what_was_changed_and_its_addresses(desk: Any, source: Any) -> None:
    source.scope = "central"
    source.save()
    host = source.hosts.get()
    host.path_prefix = "/a"
    host.save()
    newest, changed, *entered = versions(desk, url("source", source.pk))
    assert said(newest) == [("", "/a")] and newest.name == "www.example.cn/a"
    (old, new) = said(changed)[0]
    assert "general" not in (old, new) and old and new and old != new
    assert {version.kind for version in entered} == {"made"} and len(entered) == 2


def test_a_save_that_changes_nothing_is_no_version(desk: Any, source: Any) -> None:
    for _time in range(3):
        AuthorisedSource.objects.get(pk=source.pk).save()
    assert len(versions(desk, url("source", source.pk))) == 2


def test_a_deleted_record_stays_visible(desk: Any, source: Any) -> None:
    key = source.pk
    source.delete()
    kinds = [version.kind for version in versions(desk, url("source", key))]
    assert kinds.count("deleted") == 2 and kinds.count("made") == 2
    assert "某网" in desk.get(url("source", key)).content.decode()
    assert desk.get(url("source", key, "comparison")).status_code == 200


def test_filters_by_person_day_and_kind(client: Any, boss: Any, source: Any) -> None:
    client.force_login(boss)
    source.remarks = "备注"
    source._history_user = boss
    source.save()
    address = url("source", source.pk)
    assert len(versions(client, address, kind="changed")) == 1
    assert len(versions(client, address, kind="made")) == 2
    assert len(versions(client, address, person="张管理")) == 1
    assert versions(client, address, person="李四") == []
    today = timezone.localdate()
    tomorrow = (today + datetime.timedelta(1)).isoformat()
    assert len(versions(client, address, at_from=today.isoformat(), at_to=today.isoformat())) == 3
    assert versions(client, address, at_from=tomorrow) == []


def test_any_two_versions_are_compared(desk: Any, source: Any) -> None:
    shift(source, days=3)
    shift(source.hosts.get(), days=3)
    source.basis = "某号文件（修订）"
    source.save()
    shift(source, days=2)
    source.remarks = "已核实"
    source.save()
    newest, middle, *_entered = versions(desk, url("source", source.pk))
    address = url("source", source.pk, "comparison")

    def changed(**query: str) -> list[str]:
        return [str(field.html) for field in desk.get(address, query).context["changed"]]

    assert changed(to=newest.token) == ["<p><ins>已核实</ins></p>"]
    assert changed(to=middle.token) == ["<p>某号文件<ins>（修订）</ins></p>"]
    both = changed(**{"to": newest.token, "from": _entered[0].token})
    assert len(both) == 2
    everything = changed(**{"to": newest.token, "from": "0"})
    assert address in desk.get(url("source", source.pk)).content.decode()
    assert any("www.example.cn" in html for html in everything) and len(everything) > 4
    assert desk.get(address, {"to": "unit-1"}).status_code == 404


def test_spreadsheets_say_the_same(desk: Any, source: Any) -> None:
    source.basis = "=cmd()"
    source.save()
    address = url("source", source.pk)
    text = desk.get(address, {"export": "csv"}).getvalue().decode()
    assert text.startswith("\ufeff") and "某号文件 → =cmd()" in text
    assert len(text.splitlines()) == 4
    assert desk.get(address, {"export": "xlsx"}).status_code == 200


def test_what_a_long_history_costs(desk: Any, source: Any) -> None:
    address = url("source", source.pk)

    def change(count: int) -> None:
        for number in range(count):
            source.remarks = f"{source.remarks}{number}"
            source.save()

    change(3)
    desk.get(address)
    with CaptureQueriesContext(connection) as few:
        desk.get(address)
    change(27)
    with CaptureQueriesContext(connection) as many:
        assert len(versions(desk, address)) == 30
    assert len(many) <= len(few)
    assert len(versions(desk, address, p=2)) == 2


# -- units, people, workflow -----------------------------------------------------------------


def test_a_unit_tells_of_its_record_people_and_workflow(desk: Any, road: Road, boss: Any) -> None:
    unit = Unit.objects.get(pk=road.unit.pk)
    unit.contact = "0951-0000000"
    save_unit(unit, actor=boss)
    clerk = person("clerk", last_name="李", first_name="签字")
    post = appoint(Signer(unit=unit, user=clerk, tier="first", title="科员"), actor=boss)
    post.title = "科长"
    appoint(post, actor=boss)
    dismiss(post, actor=boss)
    task = TierTask.objects.get(unit=unit, tier="second")
    task.active = False
    task.save()
    stopped, dismissed, promoted, appointed, contact, *_rest = versions(desk, url("unit", unit.pk))
    assert stopped.changes and stopped.line.act == "unit.workflow_changed"
    assert dismissed.kind == "deleted" and dismissed.name == "李签字"
    assert promoted.kind == "changed" and said(promoted) == [("科员", "科长")]
    assert appointed.kind == "made" and ("", "科员") in said(appointed)
    assert said(contact) == [("", "0951-0000000")]
    assert all(version.line for version in (stopped, dismissed, promoted, appointed, contact))


def test_nothing_is_shown_as_raw_data(desk: Any, road: Road) -> None:
    with translation.override("zh-hans"):
        html = desk.get(url("unit", road.unit.pk)).content.decode().split("<main")[1]
    assert (
        "&quot;" not in html.split("<table")[1].split("</table>")[0]
        and "{" not in html.split("<table")[1].split("</table>")[0]
    )


def test_a_change_past_the_services_shows_and_is_marked(desk: Any, road: Road) -> None:
    road.unit.name = "改过的名称"
    road.unit.save()
    Unit.history.filter(name="改过的名称").update(
        history_date=timezone.now() + datetime.timedelta(minutes=1)
    )
    newest, *_rest = versions(desk, url("unit", road.unit.pk))
    assert newest.line is None and ("宁水厅", "改过的名称") in said(newest)


def test_a_workflow_assigned_elsewhere_is_told_with_its_pages(desk: Any, road: Road) -> None:
    workflow = Workflow.objects.create(name="普通流程")
    page = road.draft()
    from wagtail.models import WorkflowPage

    WorkflowPage.objects.create(workflow=workflow, page=page)
    newest, *_rest = versions(desk, url("unit", road.unit.pk))
    assert any("普通流程" in new and page.slug in new for _old, new in said(newest))


def test_two_states_of_a_set_up_are_compared(desk: Any, road: Road) -> None:
    task = TierTask.objects.get(unit=road.unit, tier="second")
    task.active = False
    task.save()
    newest, *_rest = versions(desk, url("unit", road.unit.pk))
    address = url("unit", road.unit.pk, "comparison")
    response = desk.get(address, {"to": newest.token, "from": "0"})
    assert len(response.context["changed"]) > 5


def test_a_dismissed_signer_keeps_a_history(desk: Any, road: Road, boss: Any) -> None:
    clerk = person("clerk", last_name="李", first_name="签字")
    post = appoint(Signer(unit=road.unit, user=clerk, tier="first"), actor=boss)
    key = post.pk
    dismiss(post, actor=boss)
    assert [version.kind for version in versions(desk, url("signer", key))] == ["deleted", "made"]
    assert "李签字" in desk.get(url("signer", key)).content.decode()


# -- sheets and pages ------------------------------------------------------------------------


def test_a_sheet_in_words(desk: Any, road: Road) -> None:
    page = road.draft()
    road.submit(page)
    sheet = road.sign_all(page)
    rows = versions(desk, url("sheet", sheet.pk))
    assert len(rows) > 3 and rows[-1].kind == "made"
    response = desk.get(url("sheet", sheet.pk, "comparison"), {"from": "0"})
    html = response.content.decode()
    for words in ("一审", sheet.answers["attribute"]["wording"], sheet.number):
        assert words in html
    assert "&quot;code&quot;" not in html and "{&#x27;" not in html


def test_the_versions_of_what_a_page_says_of_itself(desk: Any, road: Road) -> None:
    page = road.published()
    rows = versions(desk, url("page", page.pk))
    assert len(rows) == 2
    html = desk.get(url("page", page.pk, "comparison"), {"from": "0"}).content.decode()
    assert "own_issued" not in html


# -- who reads, and the report ---------------------------------------------------------------


def allowed(client: Any, user: Any, address: str) -> bool:
    client.force_login(user)
    codes = {client.get(address, query).status_code for query in ({}, {"export": "csv"})}
    assert codes <= {200} or codes <= {302, 403}
    return codes == {200}


def test_who_may_read_what(client: Any, road: Road, source: Any) -> None:
    other = Road("宁农", "nong")
    page = road.draft()
    sheet = road.submit(page)
    stranger = person("stranger")
    stranger.user_permissions.add(Permission.objects.get(codename="access_admin"))
    keeper = person("keeper")
    keeper.user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "view_authorisedsource"])
    )
    signer = appoint(Signer(unit=road.unit, user=road.people["first"], tier="first"))
    unit, mine = url("unit", road.unit.pk), road.people
    expected = {
        unit: [mine["editor"], mine["inspector"], other.people["inspector"]],
        url("signer", signer.pk): [mine["editor"], mine["inspector"], other.people["inspector"]],
        url("source", source.pk): [keeper, mine["inspector"], other.people["inspector"]],
        url("sheet", sheet.pk): [mine["editor"], mine["first"], mine["inspector"]],
        url("page", page.pk): [mine["editor"], mine["first"], mine["inspector"]],
    }
    everybody = [
        stranger,
        keeper,
        mine["editor"],
        *(other.people[role] for role in ("editor", "inspector")),
    ]
    for address, readers in expected.items():
        for user in readers:
            assert allowed(client, user, address), (address, user)
        for user in everybody:
            if user not in readers:
                assert not allowed(client, user, address), (address, user)
                assert not allowed(client, user, f"{address}compare/"), (address, user)
    client.logout()
    assert client.get(unit).status_code == 302


def test_nothing_is_found_under_a_wrong_address(desk: Any, source: Any) -> None:
    assert desk.get(url("nonsense", 1)).status_code == 404
    assert desk.get(url("source", 987654)).status_code == 404
    assert desk.get(url("source", "x")).status_code == 404


def test_the_report_joins_them(desk: Any, road: Road, source: Any, boss: Any) -> None:
    address = reverse("wagtail_govreview:configuration_changes")
    appoint(Signer(unit=road.unit, user=road.people["first"], tier="first"), actor=boss)
    rows = versions(desk, address)
    assert {version.record[0] for version in rows} == {"unit", "source"}
    assert [version.at for version in rows] == sorted((each.at for each in rows), reverse=True)
    assert {each.record[0] for each in versions(desk, address, subject="source")} == {"source"}
    mine = versions(desk, address, person="张管理")
    assert [version.line.act for version in mine] == ["signer.appointed"]
    assert desk.get(address, {"export": "xlsx"}).status_code == 200


def test_the_report_is_for_those_who_manage_or_inspect(client: Any, road: Road, boss: Any) -> None:
    address = reverse("wagtail_govreview:configuration_changes")
    assert allowed(client, boss, address)
    assert allowed(client, road.people["inspector"], address)
    assert not allowed(client, road.people["editor"], address)
    assert not streams_for(road.people["editor"])
    other = Road("宁农", "nong")
    client.force_login(road.people["registrar"])
    names = {version.line.chain.name for version in versions(client, address) if version.line}
    assert names == {road.code} != {other.code}


def test_what_the_report_costs(desk: Any, road: Road, boss: Any) -> None:
    address = reverse("wagtail_govreview:configuration_changes")
    AuthorisedSource.objects.create(name="第零网", scope="general")
    appoint(Signer(unit=road.unit, user=road.people["first"], tier="first"), actor=boss)
    desk.get(address)
    with CaptureQueriesContext(connection) as few:
        desk.get(address)
    for number in range(30):
        AuthorisedSource.objects.create(name=f"第 {number} 网", scope="general")
        appoint(Signer(unit=road.unit, user=person(f"signer{number}"), tier="first"), actor=boss)
    with CaptureQueriesContext(connection) as many:
        assert len(versions(desk, address)) == 30
    assert len(many) <= len(few)


def test_where_the_histories_are_reached_from(desk: Any, road: Road, source: Any) -> None:
    signer = appoint(Signer(unit=road.unit, user=road.people["first"], tier="first"))
    pages = {
        reverse("govreview_units_records_modeladmin_index"): url("unit", road.unit.pk),
        reverse("wagtail_govreview:unit_people", args=[road.unit.pk]): url("unit", road.unit.pk),
        reverse("govreview_signers_modeladmin_index"): url("signer", signer.pk),
        reverse("govreview_authorised-sources_modeladmin_index"): url("source", source.pk),
    }
    for page, history in pages.items():
        assert history in desk.get(page).content.decode(), page
    sheet = road.submit(road.draft())
    page = reverse("govreview_sheets:inspect", args=[sheet.pk])
    assert url("sheet", sheet.pk) in desk.get(page).content.decode()
