"""The register as a spreadsheet and as a document to be bound."""

from __future__ import annotations

import csv
import io

import openpyxl
from django.urls import reverse

from tests.printing.pdf import text_of
from tests.road import Road
from wagtail_govreview.ledger.models import Chain
from wagtail_govreview.models import RegisterEntry
from wagtail_govreview.publication.document import register_document
from wagtail_govreview.publication.services import withdraw
from wagtail_govreview.publication.views import register

URL = "govreview_register_modeladmin_index"


def export(desk, file_format, **filters):
    return desk.get(reverse(URL), {"export": file_format, **filters})


def csv_rows(response):
    """The rows, without the section itself, which was taken over as stock."""
    data = b"".join(response.streaming_content).decode("utf-8")
    assert data.startswith("\ufeff")
    rows = csv.DictReader(io.StringIO(data[1:]))
    return [row for row in rows if not any("存量" in value for value in row.values())]


def test_csv_says_everything_in_words(desk, road: Road, boss):
    page = road.published("春灌开始")
    withdraw(page, user=boss, reason="内容有误")
    newest, oldest = csv_rows(export(desk, "csv"))
    values = list(oldest.values())
    assert "春灌开始" in values and road.unit.name in values
    assert any("一审 shui_first" in value for value in values)
    entry = RegisterEntry.objects.get(kind="publication")
    assert entry.number in values and entry.fingerprint in values
    assert "内容有误" in newest.values()
    assert "publication" not in values or entry.get_kind_display() == "publication"


def test_no_cell_is_a_formula(desk, road: Road):
    road.published("=HYPERLINK(“http://x”)")
    (row,) = csv_rows(export(desk, "csv"))
    assert any(value.startswith("'=HYPERLINK") for value in row.values())
    book = openpyxl.load_workbook(io.BytesIO(b"".join(export(desk, "xlsx").streaming_content)))
    cells = [cell for line in book.active.iter_rows() for cell in line]
    assert not any(cell.data_type == "f" for cell in cells)


def test_the_export_is_what_the_filter_shows(desk, road: Road, boss):
    page = road.published("春灌开始")
    road.published("冬灌结束")
    withdraw(page, user=boss, reason="内容有误")
    assert len(csv_rows(export(desk, "csv", kind="withdrawal"))) == 1
    assert len(csv_rows(export(desk, "csv", q="冬灌"))) == 1


def test_the_export_stays_within_the_readers_units(client, road: Road):
    other = Road("宁农", "nong")
    road.published("水")
    other.published("农")
    client.force_login(road.people["editor"])
    (row,) = csv_rows(export(client, "csv"))
    assert "水" in row.values()


def test_an_export_costs_the_same_for_many_entries(desk, road: Road, django_assert_max_num_queries):
    road.published("一")
    csv_rows(export(desk, "csv"))
    with django_assert_max_num_queries(40) as few:
        csv_rows(export(desk, "csv"))
    road.published("二")
    road.published("三")
    with django_assert_max_num_queries(len(few)):
        assert len(csv_rows(export(desk, "csv"))) == 3


def test_the_printed_register_stands_as_a_bound_one(road: Road, boss):
    page = road.published("春灌开始")
    road.published("冬灌结束")
    withdraw(page, user=boss, reason="内容有误")
    entries = list(RegisterEntry.objects.exclude(kind="stock").order_by("happened_at", "pk"))
    document = register_document(entries, unit=road.unit.name, chosen=["2026"])
    assert [row["state"] for row in document["rows"]] == ["已撤回", "现行", "撤回"]
    assert document["summary"] == ["共3条：发布2条、撤回1条。"]
    assert "内容有误" in document["rows"][2]["remarks"]
    chain = Chain.objects.get(name=road.unit.code)
    assert chain.head in document["proof"]


def test_printing_gives_a_pdf(desk, road: Road):
    road.published("春灌开始")
    response = export(desk, "pdf", unit=road.unit.pk)
    assert response["Content-Type"] == "application/pdf"
    assert "春灌开始" in text_of(response.content)


def test_a_character_without_a_font_is_a_sentence_not_a_box(desk, road: Road):
    road.published("春灌𪚥开始")
    response = export(desk, "pdf")
    assert response.status_code == 422
    assert "𪚥" in response.content.decode()


def test_too_much_to_print_is_said_before_it_is_tried(desk, road: Road, monkeypatch):
    monkeypatch.setattr(register, "PRINT_LIMIT", 1)
    road.published("一")
    road.published("二")
    response = export(desk, "pdf")
    assert response.status_code == 422
