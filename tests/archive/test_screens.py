"""The screens of filing: who sees what, what they cost, what they say."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.road import Road, person
from wagtail_govreview.archive import services
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.models import FilingPackage, RegisterEntry
from wagtail_govreview.storage import private_storage

INDEX = "govreview_filing_modeladmin_index"
INSPECT = "govreview_filing_modeladmin_inspect"
NEW = "wagtail_govreview:filing_new"
TODAY = timezone.localdate


@pytest.fixture
def made(road: Road, django_capture_on_commit_callbacks):
    road.published("春灌开始")

    def make(unit=None) -> FilingPackage:
        with django_capture_on_commit_callbacks(execute=True):
            package = services.request(
                unit or road.unit, TODAY(), TODAY(), user=road.people["registrar"], sheets=False
            )
        package.refresh_from_db()
        return package

    return make


def text(response) -> str:
    return response.content.decode()


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def asked(road: Road, **changes):
    return {
        "unit": road.unit.pk,
        "first_day": TODAY().isoformat(),
        "last_day": TODAY().isoformat(),
        **changes,
    }


# -- the list --------------------------------------------------------------------------------


def test_an_empty_list_says_what_will_stand_here(signed_in, road: Road):
    response = signed_in("registrar").get(reverse(INDEX))
    assert "govreview-empty" in text(response)
    assert reverse(NEW) in text(response)


def test_a_row_leads_to_the_package(signed_in, made):
    package = made()
    response = signed_in("registrar").get(reverse(INDEX))
    assert package.number in text(response)
    assert reverse(INSPECT, args=[package.pk]) in text(response)
    assert package.digest in text(response)


@pytest.mark.parametrize("who", ["registrar", "inspector", "boss"])
def test_the_list_costs_the_same_for_many(
    signed_in, made, boss, who, django_assert_max_num_queries
):
    client = signed_in(boss if who == "boss" else who)
    made()
    client.get(reverse(INDEX))
    with django_assert_max_num_queries(40) as few:
        client.get(reverse(INDEX))
    for _number in range(3):
        made()
    with django_assert_max_num_queries(len(few)):
        response = client.get(reverse(INDEX))
    assert len(response.context["object_list"]) == 4


def test_filters_and_search(signed_in, made, boss):
    first, second = made(), made()
    FilingPackage.objects.filter(pk=first.pk).update(state=FilingPackage.State.FAILED)
    client = signed_in(boss)

    def listed(**query):
        return set(client.get(reverse(INDEX), query).context["object_list"])

    assert listed(state="failed") == {first}
    assert listed(unit=second.unit_id) == {first, second}
    assert listed(q=second.number) == {second}
    assert listed(requested_by__password__startswith="no") == {first, second}


# -- who -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "listed", "made_by", "read"),
    [
        ("registrar", 200, 200, 200),
        ("inspector", 200, 302, 200),
        ("editor", 302, 302, 302),
        ("first", 302, 302, 302),
        ("boss", 200, 200, 200),
        ("other", 200, 200, 404),
    ],
)
def test_who_may_what(signed_in, road: Road, made, boss, who, listed, made_by, read):
    package = made()
    others = {"boss": boss}
    if who == "other":
        others["other"] = Road("宁农", "nong").people["registrar"]
    client = signed_in(others.get(who, who))
    assert client.get(reverse(INDEX)).status_code == listed
    assert client.get(reverse(NEW)).status_code == made_by
    inspected = client.get(reverse(INSPECT, args=[package.pk])).status_code
    taken = client.post(reverse("wagtail_govreview:filing_download", args=[package.pk]))
    # modeladmin sends people home whom a record is closed to
    assert inspected == read or (inspected, read) == (302, 404)
    assert taken.status_code == (200 if read == 200 else 404)
    page_key = RegisterEntry.objects.last().page_key
    item = reverse("wagtail_govreview:filing_item", args=[road.unit.pk, page_key])
    assert client.get(item).status_code == (200 if read == 200 else 404)
    assert client.post(item).status_code == (200 if read == 200 else 404)


def test_strangers_are_sent_to_the_door(client, made):
    package = made()
    for url in (
        reverse(INDEX),
        reverse(NEW),
        reverse(INSPECT, args=[package.pk]),
        reverse("wagtail_govreview:filing_download", args=[package.pk]),
        reverse("wagtail_govreview:filing_item", args=[package.unit_id, "1"]),
    ):
        response = client.get(url)
        assert response.status_code == 302 and "login" in response["Location"]


def test_an_inspector_tries_nothing_again(signed_in, made):
    package = made()
    FilingPackage.objects.update(state=FilingPackage.State.FAILED)
    client = signed_in("inspector")
    url = reverse("wagtail_govreview:filing_try_again", args=[package.pk])
    assert client.post(url).status_code in (302, 403)
    package.refresh_from_db()
    assert package.has_failed


def test_the_menu_shows_it_to_those_who_may(signed_in, road: Road):
    home = reverse("wagtailadmin_home")
    assert reverse(INDEX) in text(signed_in("registrar").get(home))
    assert reverse(INDEX) not in text(signed_in("editor").get(home))


def test_somebody_without_a_unit_sees_nothing(signed_in, made):
    made()
    assert signed_in(person("stranger")).get(reverse(INDEX)).status_code == 302


# -- asking for one --------------------------------------------------------------------------


def test_counting_first_then_making(
    signed_in, road: Road, made, django_capture_on_commit_callbacks
):
    client = signed_in("registrar")
    counted = client.get(reverse(NEW), asked(road, printed="on"))
    assert counted.context["count"] == RegisterEntry.objects.count()
    assert not FilingPackage.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse(NEW), asked(road, printed="on"))
    package = FilingPackage.objects.get()
    assert response["Location"] == reverse(INSPECT, args=[package.pk])
    assert package.is_ready and package.printed
    shown = text(client.get(response["Location"]))
    assert package.digest in shown and package.manifest in shown


@pytest.mark.parametrize(
    "changes",
    [
        {"last_day": "2020-01-01"},
        {"first_day": "2020-01-01", "last_day": "2020-01-02"},
        {"last_day": (timezone.localdate() + timedelta(days=9)).isoformat()},
        {"first_day": "nonsense"},
        {"unit": "99999"},
    ],
)
def test_mistakes_are_said_beside_the_field(signed_in, road: Road, made, changes):
    client = signed_in("registrar")
    assert "w-field__errors" in text(client.get(reverse(NEW), asked(road, **changes)))
    assert client.post(reverse(NEW), asked(road, **changes)).status_code == 422
    assert not FilingPackage.objects.exists()


def test_nobody_files_for_another_unit(signed_in, road: Road, made):
    other = Road("宁农", "nong")
    other.published("春耕")
    response = signed_in("registrar").post(reverse(NEW), asked(other))
    assert response.status_code == 422
    assert not FilingPackage.objects.exists()


# -- one package -----------------------------------------------------------------------------


def test_the_file_is_handed_out_and_noted(signed_in, made):
    package = made()
    client = signed_in("inspector")
    response = client.post(reverse("wagtail_govreview:filing_download", args=[package.pk]))
    assert response["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(body(response))) as found:
        assert found.testzip() is None
    assert LedgerLine.objects.get(act="archive.downloaded").actor == "shui_inspector"
    assert (
        client.get(reverse("wagtail_govreview:filing_download", args=[package.pk])).status_code
        == 405
    )


def test_progress_and_failure_in_plain_words(signed_in, road: Road, made):
    package = services.request(road.unit, TODAY(), TODAY())
    client = signed_in("registrar")
    url = reverse(INSPECT, args=[package.pk])
    assert "progress.js" in text(client.get(url))
    FilingPackage.objects.update(
        state=FilingPackage.State.FAILED, failure="磁盘已满", touched_at=timezone.now()
    )
    shown = text(client.get(url))
    assert "磁盘已满" in shown
    assert reverse("wagtail_govreview:filing_try_again", args=[package.pk]) in shown
    FilingPackage.objects.update(
        state=FilingPackage.State.RUNNING, touched_at=timezone.now() - timedelta(hours=1)
    )
    assert reverse("wagtail_govreview:filing_try_again", args=[package.pk]) in text(client.get(url))


def test_is_it_still_what_was_made(signed_in, made):
    package = made()
    client = signed_in("registrar")
    url = reverse("wagtail_govreview:filing_check", args=[package.pk])
    assert "success" in text(client.post(url, follow=True))
    private_storage().delete(package.path)
    shown = text(client.post(url, follow=True))
    assert package.number in shown and "w-message" not in shown or "error" in shown
    lost = client.post(reverse("wagtail_govreview:filing_download", args=[package.pk]), follow=True)
    assert lost.redirect_chain


# -- one item --------------------------------------------------------------------------------


def test_the_entry_and_the_sheet_offer_their_package(signed_in, road: Road, made):
    entry = RegisterEntry.objects.exclude(sheet=None).get()
    item = reverse("wagtail_govreview:filing_item", args=[road.unit.pk, entry.page_key])
    pages = (
        reverse("govreview_register_modeladmin_inspect", args=[entry.pk]),
        reverse("govreview_sheets:inspect", args=[entry.sheet_id]),
    )
    client = signed_in("registrar")
    assert all(item in text(client.get(page)) for page in pages)
    client = signed_in("editor")
    assert not any(item in text(client.get(page)) for page in pages)


def test_one_item_is_handed_out_at_once(signed_in, road: Road, made):
    entry = RegisterEntry.objects.exclude(sheet=None).get()
    item = reverse("wagtail_govreview:filing_item", args=[road.unit.pk, entry.page_key])
    client = signed_in("registrar")
    assert entry.number in text(client.get(item))
    assert not LedgerLine.objects.filter(act="archive.filed").exists()
    response = client.post(item)
    with zipfile.ZipFile(io.BytesIO(body(response))) as found:
        assert any(name.endswith("审查表 第1轮.pdf") for name in found.namelist())
    line = LedgerLine.objects.get(act="archive.filed")
    assert line.actor == "shui_registrar" and entry.number in line.summary


def test_an_item_of_nothing(signed_in, road: Road):
    url = reverse("wagtail_govreview:filing_item", args=[road.unit.pk, "99999"])
    assert signed_in("registrar").get(url).status_code == 404
