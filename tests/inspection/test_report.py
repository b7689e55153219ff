"""The report on the screen: who reads it, what it counts, that each figure opens."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.guarding import Tampering
from tests.road import Road, person
from wagtail_govreview.inspection.indicators import INDICATORS
from wagtail_govreview.inspection.models import InspectionFact
from wagtail_govreview.inspection.periods import quarter_before, quarter_of, year_of
from wagtail_govreview.models import RegisterEntry, Unit

pytestmark = pytest.mark.usefixtures("site")


def url(name="inspection"):
    return reverse(f"wagtail_govreview:{name}")


def titles(response):
    return sorted(entry.title for entry in response.context["object_list"])


def text(response):
    return response.content.decode()


def csv(client, **parameters):
    response = client.get(url(), {**parameters, "export": "csv"})
    return b"".join(response.streaming_content).decode("utf-8-sig")


# -- who reads ------------------------------------------------------------------------------------------------


def test_everybody_sees_the_units_whose_register_he_reads(client, road: Road, boss):
    other = Road("宁农", "nong")
    road.published("水")
    other.published("农")
    inspector = road.people["inspector"]
    expected = {
        boss: ["农", "水"],
        inspector: ["农", "水"],
        road.people["registrar"]: ["水"],
        road.people["editor"]: ["水"],
        other.people["third"]: ["农"],
    }
    for user, seen in expected.items():
        client.force_login(user)
        response = client.get(url())
        assert titles(response) == seen, user
        assert response.context["total"].published == len(seen)
        assert len(csv(client).splitlines()) == len(seen) + 1


def test_another_unit_cannot_be_asked_for(client, road: Road):
    other = Road("宁农", "nong")
    road.published("水")
    client.force_login(other.people["registrar"])
    response = client.get(url(), {"unit": road.unit.pk})
    assert titles(response) == []
    assert "水" not in csv(client, unit=road.unit.pk)


def test_nobody_else(client, road: Road):
    assert client.get(url()).status_code == 302
    clerk = person("clerk")
    clerk.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(clerk)
    for name in ("inspection", "inspection_results"):
        assert client.get(url(name)).status_code == 302
        ajax = client.get(url(name), headers={"x-requested-with": "XMLHttpRequest"})
        assert ajax.status_code == 403
    assert url() not in text(client.get(reverse("wagtailadmin_home")))
    client.force_login(road.people["inspector"])
    assert url() in text(client.get(reverse("wagtailadmin_home")))


# -- what it counts -------------------------------------------------------------------------------------------


@pytest.mark.database
def test_the_totals(desk, quarter):
    total = desk.get(url()).context["total"]
    assert (total.publications, total.updates, total.withdrawals) == (6, 1, 1)
    assert total.stock == 1  # the section itself
    assert (total.passed, total.faulty, total.noticed) == (5, 2, 2)
    assert (total.label_complete, total.label_incomplete) == (0, 1)
    assert total.uncounted == 0
    assert round(total.passed_share, 3) == round(5 / 7, 3)


@pytest.mark.database
def test_every_figure_opens_exactly_what_it_counts(desk, quarter):
    overview = desk.get(url(), {"q": ""}).context["overview"]
    total = desk.get(url()).context["total"]
    counts = [
        total.published,
        total.passed,
        total.faulty,
        total.noticed,
        total.label_complete,
        total.published,
        total.withdrawals,
        total.stock,
    ]
    links = list(zip((figure.url for figure in overview.figures), counts, strict=True))
    links += [(line.url, line.count) for line in (*overview.faults, *overview.notices)]
    for line in (*overview.classes, *overview.units):
        if line.tally.published:
            links.append((line.published_url, line.tally.published))
            links.append((line.passed_url, line.tally.passed))
            links.append((line.faulty_url, line.tally.faulty))
    assert len(links) > 25
    for address, number in links:
        response = desk.get(address)
        assert response.context["paginator"].count == number, address
        assert response.context["total"].entries <= total.entries


def test_figures_keep_the_scope_and_count_it_whole(desk, quarter):
    narrowed = desk.get(url(), {"exception": "same_person"})
    assert titles(narrowed) == ["冬灌结束"]
    assert narrowed.context["total"].published == 7
    searched = desk.get(url(), {"q": "渠道", "outcome": "faulty"})
    assert titles(searched) == []
    assert searched.context["total"].published == 2
    assert "q=%E6%B8%A0%E9%81%93" in searched.context["overview"].figures[0].url


def test_exceptions_are_named_in_the_row(desk, quarter):
    shown = text(desk.get(url(), {"exception": "same_person"}))
    assert str(INDICATORS["same_person"].label) in shown
    assert quarter.road.people["first"].username in shown


def test_what_was_not_counted_is_said(desk, quarter):
    entry = RegisterEntry.objects.get(title="春灌开始")
    InspectionFact.objects.filter(entry=entry).delete()
    response = desk.get(url())
    assert response.context["total"].uncounted == 1
    assert "govreview_recount" in text(response)
    assert titles(desk.get(response.context["overview"].uncounted_url)) == ["春灌开始"]


# -- filters --------------------------------------------------------------------------------------------------


@pytest.mark.database
@pytest.mark.parametrize(
    ("chosen", "seen"),
    [
        ({"exception": ["same_person", "label_incomplete"]}, ["冬灌结束", "转载通知"]),
        ({"outcome": "noticed"}, ["抗旱工作", "错发公告"]),
        ({"label": "incomplete"}, ["转载通知"]),
        ({"label": "complete"}, []),
        ({"source": "政府网"}, ["转载通知"]),
        ({"kind": "withdrawal"}, ["错发公告"]),
        ({"kind": "update"}, ["渠道检修进度"]),
        ({"information_class": "reprint"}, ["转载通知"]),
        ({"signer": "shui_third", "q": "春灌"}, ["春灌开始"]),
        ({"signer": "nobody"}, []),
        ({"attribute": "redacted"}, []),
        ({"q": "抗旱"}, ["抗旱工作"]),
    ],
)
def test_filters(desk, quarter, chosen, seen):
    assert titles(desk.get(url(), chosen)) == seen
    assert len(csv(desk, **chosen).splitlines()) == len(seen) + 1


def test_search_finds_numbers(desk, quarter):
    number = RegisterEntry.objects.get(title="春灌开始").number
    assert titles(desk.get(url(), {"q": number})) == ["春灌开始"]


def test_a_filter_that_makes_no_sense_shows_nothing(desk, quarter):
    response = desk.get(url(), {"day_from": "gestern"})
    assert titles(response) == [] and "overview" not in response.context
    assert 'role="alert"' in text(response)
    assert titles(desk.get(url(), {"outcome": "nonsense"})) == []


def test_units_below_are_included(desk, road: Road):
    below = Road("宁农", "nong")
    third = Road("宁林", "lin")
    Unit.objects.filter(pk=below.unit.pk).update(parent=road.unit)
    third.section.move(below.section, "last-child")
    for each, title in ((road, "上级"), (below, "下级"), (third, "再下级")):
        each.published(title)
    assert titles(desk.get(url(), {"unit": road.unit.pk})) == ["上级", "下级", "再下级"]
    assert titles(desk.get(url(), {"unit": below.unit.pk})) == ["下级", "再下级"]
    alone = {"unit": road.unit.pk, "sub_units": "alone"}
    assert titles(desk.get(url(), alone)) == ["上级"]


def test_units_that_stand_in_a_circle_end(desk, road: Road):
    other = Road("宁农", "nong")
    Unit.objects.filter(pk=other.unit.pk).update(parent=road.unit)
    Unit.objects.filter(pk=road.unit.pk).update(parent=other.unit)
    assert desk.get(url(), {"unit": road.unit.pk}).status_code == 200


# -- periods --------------------------------------------------------------------------------------------------


def test_periods_are_calendar_quarters():
    assert quarter_of(date(2026, 2, 14)).parameters == {
        "day_from": "2026-01-01",
        "day_to": "2026-03-31",
    }
    assert quarter_of(date(2026, 12, 31)).parameters["day_from"] == "2026-10-01"
    assert quarter_before(date(2026, 1, 1)).parameters == {
        "day_from": "2025-10-01",
        "day_to": "2025-12-31",
    }
    assert year_of(date(2024, 2, 29)).parameters["day_to"] == "2024-12-31"
    names = {quarter_of(date(2026, 5, 1)).name, year_of(date(2026, 5, 1)).name}
    assert len(names) == 2 and all("2026" in name for name in names)


def test_the_current_quarter_unless_days_are_given(desk, quarter):
    today = RegisterEntry.objects.latest("pk").happened_at.date()
    response = desk.get(url())
    assert response.context["period"] == quarter_of(today)
    before = quarter_before(today)
    empty = desk.get(url(), before.parameters)
    assert titles(empty) == [] and empty.context["total"].entries == 0
    assert empty.context["register_is_empty"] is False
    choices = {address: chosen for _label, address, chosen in empty.context["quick_choices"]}
    assert list(choices.values()) == [False, True, False]
    assert all("day_from=" in address for address in choices)
    open_end = desk.get(url(), {"day_from": "2020-01-01"})
    assert len(titles(open_end)) == 7 and open_end.context["period"] is None


def test_an_empty_register_says_what_will_stand_here(desk):
    response = desk.get(url())
    assert response.context["register_is_empty"] is True
    assert "govreview_adopt" in text(response)


# -- exports and pages ----------------------------------------------------------------------------------------


def test_spreadsheets_hold_what_the_filter_shows(desk, quarter):
    Tampering(RegisterEntry).filter(title="转载通知").update(title="=cmd()")
    lines = csv(desk, exception="label_incomplete").splitlines()
    assert len(lines) == 2
    assert "'=cmd()" in lines[1] and str(INDICATORS["label_incomplete"].label) in lines[1]
    workbook = desk.get(url(), {"exception": "label_incomplete", "export": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(workbook.streaming_content))).active
    assert sheet.max_row == 2
    heading = [cell.value for cell in sheet[1]]
    assert len(heading) == len(set(heading)) == 23


def test_order_and_pages(desk, quarter):
    longest = desk.get(url(), {"ordering": "-inspection_fact__review_minutes"})
    assert len(titles(longest)) == 7
    assert desk.get(url(), {"ordering": "password"}).status_code == 200
    assert desk.get(url(), {"p": 99}).status_code == 200
    assert desk.get(url(), {"rows": "all"}).context["paginator"].per_page == 1000


def test_the_results_alone(desk, quarter):
    response = desk.get(url("inspection_results"), {"_w_filter_fragment": 1})
    assert "govreview-figures" in text(response) and "<html" not in text(response)


def test_nothing_inline(desk, quarter):
    shown = text(desk.get(url()))
    body = shown[shown.index("govreview-figures") : shown.index("</main>")]
    assert "style=" not in body and "<script" not in body and "onclick" not in body
    assert 'role="img" aria-label=' in body


# -- cost -----------------------------------------------------------------------------------------------------


def many(road: Road, number: int) -> None:
    """Entries of one publication again and again, counted: the list does not know the difference."""
    first = RegisterEntry.objects.filter(kind="publication").first()
    fact = InspectionFact.objects.get(entry=first)
    for place in range(number):
        first.pk, fact.pk = None, None
        first._state.adding = fact._state.adding = True
        first.serial = 1000 + RegisterEntry.objects.count()
        first.number = f"{road.code}-{first.serial}"
        first.save(force_insert=True)
        fact.entry = first
        fact.save(force_insert=True)
        fact.exceptions.create(code="same_person", detail=f"某人{place}")


@pytest.mark.parametrize("role", ["boss", "inspector", "registrar"])
def test_the_report_costs_the_same_for_many_rows(client, boss, road: Road, role):
    client.force_login(boss if role == "boss" else road.people[role])
    road.published()
    many(road, 4)
    client.get(url())
    with CaptureQueriesContext(connection) as few:
        assert len(titles(client.get(url()))) == 5
    many(road, 45)
    with CaptureQueriesContext(connection) as more:
        assert len(titles(client.get(url()))) == 50
    assert len(more) == len(few) <= 30
    with CaptureQueriesContext(connection) as export:
        assert len(csv(client).splitlines()) == 51
    assert len(export) <= len(few)
