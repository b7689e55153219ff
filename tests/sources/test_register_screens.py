"""The register of authorised sources in the admin: entering, refusing, listing, exporting, and its history."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from tests.road import person
from tests.sources.register import small_register, source
from wagtail_govreview.models import AuthorisedSource
from wagtail_govreview.sources.admin import AuthorisedSourceAdmin
from wagtail_govreview.sources.filters import usable_on
from wagtail_govreview.sources.recognition import standing

pytestmark = pytest.mark.django_db


def url(action: str, *args: Any) -> str:
    return AuthorisedSourceAdmin().url_helper.get_action_url(action, *args)


def data(*hosts: dict[str, Any], **fields: Any) -> dict[str, Any]:
    values = {"name": "某网", "scope": "general", "status": "valid"}
    return nested_form_data({**values, **fields, "hosts": inline_formset(list(hosts))})


def errors(response: Any) -> dict[str, list[str]]:
    form = response.context["form"]
    found = {name: list(texts) for name, texts in form.errors.items()}
    for host in form.formsets["hosts"].forms:
        found.update({name: list(texts) for name, texts in host.errors.items()})
    return found


def test_an_address_is_entered_in_the_registers_form(admin_client: Client) -> None:
    posted = data({"host": "HTTPS://Www.Example.CN/xinwen/"})
    response = admin_client.post(url("create"), posted, follow=True)
    host = AuthorisedSource.objects.get(name="某网").hosts.get()
    assert (host.host, host.path_prefix, host.with_subdomains) == (
        "www.example.cn",
        "/xinwen",
        False,
    )
    said = [str(message) for message in response.context["messages"]]
    assert any("www.example.cn/xinwen" in message for message in said)


def test_a_plain_address_needs_no_explanation(admin_client: Client) -> None:
    response = admin_client.post(url("create"), data({"host": "www.example.cn"}), follow=True)
    assert len(list(response.context["messages"])) == 1


@pytest.mark.parametrize(
    ("hosts", "fields", "refused"),
    [
        ([{"host": "gov.cn", "with_subdomains": "on"}], {}, "with_subdomains"),
        (
            [{"host": "nx.gov.cn", "with_subdomains": "on"}],
            {"scope": "regional"},
            "with_subdomains",
        ),
        ([{"host": "not a host"}], {}, "host"),
        ([{"host": "www.a.cn"}, {"host": "https://WWW.A.cn/"}], {}, "host"),
        ([{"host": "www.a.cn"}], {"status": "removed"}, "valid_until"),
        (
            [{"host": "www.a.cn"}],
            {"valid_from": "2026-01-02", "valid_until": "2026-01-01"},
            "valid_until",
        ),
        ([{"host": "www.a.cn"}], {"scope": "gone"}, "scope"),
        ([{"host": "www.a.cn"}], {"scope": ""}, "scope"),
    ],
)
def test_what_cannot_be_right_is_refused(
    admin_client: Client, hosts: list[dict[str, Any]], fields: dict[str, Any], refused: str
) -> None:
    response = admin_client.post(url("create"), data(*hosts, **fields))
    assert response.status_code == 200
    assert set(errors(response)) == {refused}
    assert not AuthorisedSource.objects.exists()


def test_a_source_without_address_is_refused(admin_client: Client) -> None:
    response = admin_client.post(url("create"), data())
    assert response.status_code == 200
    assert response.context["form"].formsets["hosts"].non_form_errors()


def test_sub_hosts_of_one_ministry_are_its_own(admin_client: Client) -> None:
    posted = data({"host": "moe.gov.cn", "with_subdomains": "on"}, scope="organ", organ="教育部")
    assert admin_client.post(url("create"), posted).status_code == 302


def test_removing_keeps_what_was_reprinted_before(admin_client: Client) -> None:
    entry = source("学习时报", "general", "studytimes.cn")
    host = entry.hosts.get()
    posted = data(
        {"id": str(host.pk), "host": "studytimes.cn"},
        name="学习时报",
        status="removed",
        valid_until="2026-02-28",
    )
    posted["hosts-INITIAL_FORMS"] = "1"
    assert admin_client.post(url("edit", entry.pk), posted).status_code == 302
    entry.refresh_from_db()
    assert standing(entry, date(2026, 2, 28)) == "valid"
    assert standing(entry, date(2026, 3, 1)) == "removed"


def test_the_list_costs_the_same_for_few_and_many(
    admin_client: Client, django_assert_max_num_queries: Any
) -> None:
    def queries() -> int:
        with django_assert_max_num_queries(60) as captured:
            assert admin_client.get(url("index")).status_code == 200
        return len(captured)

    small_register()
    queries()
    few = queries()
    for number in range(20):
        source(f"第{number}网", "general", f"www{number}.example.cn", f"m{number}.example.cn")
    assert queries() == few


def test_the_list_is_filtered_and_searched(admin_client: Client) -> None:
    small_register()
    source("旧网", "general", "old.example.cn", valid_until=date(2020, 1, 1))

    def names(**query: str) -> set[str]:
        response = admin_client.get(url("index"), query)
        return {item.name for item in response.context["object_list"]}

    assert names(scope="regional") == {"宁夏回族自治区人民政府网", "宁夏新闻网"}
    assert names(today="no") == {"旧网"}
    assert "旧网" not in names(today="yes") and "中国政府网" in names(today="yes")
    assert names(q="nxnews") == {"宁夏新闻网"}
    assert names(scope="nonsense", today="nonsense") == names()
    assert names(q="政府网") == {"中国政府网", "宁夏回族自治区人民政府网"}


def test_the_filter_asks_the_same_question_as_the_rules() -> None:
    today = timezone.localdate()
    days = (None, today - timedelta(1), today, today + timedelta(1))
    for status in AuthorisedSource.Status.values:
        for start in days:
            for end in days:
                AuthorisedSource.objects.create(
                    name="某网", scope="general", status=status, valid_from=start, valid_until=end
                )
    usable = set(AuthorisedSource.objects.filter(usable_on(today)))
    assert usable == {
        item for item in AuthorisedSource.objects.all() if standing(item, today) == "valid"
    }
    assert 0 < len(usable) < AuthorisedSource.objects.count()


def test_spreadsheets_hold_what_the_filter_shows_and_no_formulas(admin_client: Client) -> None:
    small_register()
    source("=cmd|' /C calc'!A0", "general", "evil.example.cn", organ="@SUM(1)")
    response = admin_client.get(url("index"), {"export": "csv", "scope": "general"})
    text = response.getvalue().decode()
    assert text.startswith("\ufeff")
    assert "legaldaily.com.cn" in text and "www.nx.gov.cn" not in text
    assert "'=cmd" in text and "'@SUM" in text and "&#x27;" not in text
    book = load_workbook(BytesIO(admin_client.get(url("index"), {"export": "xlsx"}).getvalue()))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "www.nxnews.net/nxrb/hunyin" in " ".join(str(cell.value) for cell in cells)


def test_history_says_what_was_changed_and_by_whom(admin_client: Client, admin_user: Any) -> None:
    admin_client.post(url("create"), data({"host": "www.example.cn"}))
    entry = AuthorisedSource.objects.get(name="某网")
    posted = data(
        {"id": str(entry.hosts.get().pk), "host": "www.example.cn", "path_prefix": "/a"},
        scope="central",
        basis="某号文件",
    )
    posted["hosts-INITIAL_FORMS"] = "1"
    admin_client.post(url("edit", entry.pk), posted)
    html = admin_client.get(url("history", entry.pk), follow=True).content.decode()
    assert "某号文件" in html and "/a" in html
    assert "general" not in html.split("<main")[1].split("</main>")[0]
    assert str(admin_user.get_username()) in html


def test_who_may_do_what_is_djangos_permissions(client: Client) -> None:
    small_register()
    clerk = person("clerk")
    client.force_login(clerk)
    clerk.user_permissions.add(Permission.objects.get(codename="access_admin"))
    assert client.get(url("index")).status_code in (302, 403)
    clerk.user_permissions.add(Permission.objects.get(codename="view_authorisedsource"))
    client.force_login(type(clerk).objects.get(pk=clerk.pk))
    assert client.get(url("index")).status_code == 200
    assert client.get(url("create")).status_code in (302, 403)
    assert reverse("wagtailadmin_home")
