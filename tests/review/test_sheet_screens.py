"""The list of sheets, one sheet, its PDF and attachments, and who may see them."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from wagtail.documents.models import Document

from tests.road import Road, person
from wagtail_govreview.models import ReviewSheet, SignedFile
from wagtail_govreview.storage import private_storage

LIST = "govreview_sheets:list"
DAY = date(2026, 3, 2)


def grown_list(road: Road, count: int) -> None:
    for index in range(count):
        page = road.draft(f"第{index}条")
        road.submit(page)


def titles(response: Any) -> set[str]:
    return {sheet.title for sheet in response.context["object_list"]}


@pytest.fixture
def editor(road: Road, client: Client) -> Client:
    client.force_login(road.people["editor"])
    return client


class TestList:
    def test_it_shows_where_a_sheet_waits(self, road: Road, editor: Client) -> None:
        page = road.draft("各灌区有序开展春灌前渠道检修")
        sheet = road.submit(page)
        html = editor.get(reverse(LIST)).content.decode()
        for part in (sheet.number, page.title, "宁水厅"):
            assert part in html
        assert "govreview-clock" in html

    def test_nobody_sees_sheets_of_other_units(self, road: Road, client: Client) -> None:
        other = Road("宁教", "jiao")
        road.submit(road.draft("水利"))
        other.submit(other.draft("教育"))
        client.force_login(other.people["third"])
        assert titles(client.get(reverse(LIST))) == {"教育"}

    def test_the_view_permission_shows_all(self, road: Road, client: Client) -> None:
        road.submit(road.draft())
        auditor = person("auditor")
        auditor.user_permissions.add(
            *Permission.objects.filter(codename__in=["access_admin", "view_reviewsheet"])
        )
        client.force_login(auditor)
        assert len(titles(client.get(reverse(LIST)))) == 1

    def test_people_without_a_part_are_kept_out(self, road: Road, client: Client) -> None:
        stranger = person("stranger")
        stranger.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(stranger)
        response = client.get(reverse(LIST))
        assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))

    def test_filters(self, road: Road, editor: Client) -> None:
        signed = road.draft("一审已签")
        road.submit(signed)
        road.sign(signed, "first")
        returned = road.draft("已退回")
        road.submit(returned)
        road.send_back(returned, "first")
        url = reverse(LIST)
        first = road.people["first"].pk
        assert titles(editor.get(url, {"state": "returned"})) == {"已退回"}
        assert titles(editor.get(url, {"tier": "second"})) == {"一审已签"}
        assert titles(editor.get(url, {"tier": "first"})) == set()
        assert titles(editor.get(url, {"tier": "undertaker"})) == {"已退回"}
        assert titles(editor.get(url, {"signer": first})) == {"一审已签"}
        assert titles(editor.get(url, {"information_class": "reprint"})) == set()
        assert titles(editor.get(url, {"unit": road.unit.pk})) == {"一审已签", "已退回"}
        assert titles(editor.get(url, {"escalated": "1"})) == set()
        assert titles(editor.get(url, {"submitted_at_from": "2100-01-01"})) == set()

    @pytest.mark.database
    def test_filter_of_findings(self, road: Road, editor: Client, settings: Any) -> None:
        settings.GOVREVIEW_SEVERITIES = {}
        road.submit(road.draft("有发现", body="<p>邮箱：zhangsan@example.org。</p>", date=DAY))
        road.submit(road.draft("无发现", date=DAY))
        url = reverse(LIST)
        assert titles(editor.get(url, {"findings": "1"})) == {"有发现"}
        assert titles(editor.get(url, {"findings": "0"})) == {"无发现"}
        assert titles(editor.get(url, {"findings": ""})) == {"有发现", "无发现"}

    def test_search(self, road: Road, editor: Client) -> None:
        road.submit(road.draft("水费标准"))
        road.submit(road.draft("春灌检修"))
        assert titles(editor.get(reverse(LIST), {"q": "水费"})) == {"水费标准"}

    def test_the_queries_do_not_grow(self, road: Road, editor: Client) -> None:
        grown_list(road, 1)
        editor.get(reverse(LIST))
        with CaptureQueriesContext(connection) as one:
            editor.get(reverse(LIST))
        grown_list(road, 5)
        with CaptureQueriesContext(connection) as six:
            editor.get(reverse(LIST))
        assert len(six) == len(one)


class TestNothingToWrite:
    @pytest.mark.parametrize("name", ["add", "edit", "delete", "copy", "usage", "history"])
    def test_no_address_leads_to_a_change(self, name: str) -> None:
        arguments = [] if name == "add" else [1]
        with pytest.raises(NoReverseMatch):
            reverse(f"govreview_sheets:{name}", args=arguments)

    def test_no_chooser_lists_the_sheets(self, road: Road) -> None:
        with pytest.raises(NoReverseMatch):
            reverse("wagtailsnippetchoosers_wagtail_govreview_reviewsheet:choose")

    def test_superusers_cannot_delete_in_bulk(
        self, road: Road, client: Client, django_user_model: Any
    ) -> None:
        client.force_login(django_user_model.objects.create_superuser("boss", "b@x.cn", "x"))
        sheet = road.submit(road.draft())
        url = reverse("wagtail_bulk_action", args=["wagtail_govreview", "reviewsheet", "delete"])
        client.post(f"{url}?id={sheet.pk}&next=/admin/")
        assert ReviewSheet.objects.filter(pk=sheet.pk).exists()


class TestExport:
    def test_csv_opens_in_a_spreadsheet(self, road: Road, editor: Client) -> None:
        page = road.draft("=1+1")
        road.submit(page)
        road.sign(page, "first")
        response = editor.get(reverse(LIST), {"export": "csv"})
        content = b"".join(response.streaming_content)
        assert content.startswith(b"\xef\xbb\xbf")
        (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
        values = list(row.values())
        assert "'=1+1" in values
        assert "一审 shui_first" in values

    def test_xlsx(self, road: Road, editor: Client) -> None:
        page = road.draft("@SUM(A1)")
        sheet = road.submit(page)
        response = editor.get(reverse(LIST), {"export": "xlsx", "state": "in_review"})
        workbook = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
        heading, row = workbook.active.iter_rows(values_only=True)
        assert row[0] == sheet.number
        assert "'@SUM(A1)" in row
        assert len(heading) == len(row)

    def test_the_queries_do_not_grow(
        self, road: Road, editor: Client, django_assert_max_num_queries: Any
    ) -> None:
        grown_list(road, 4)
        with django_assert_max_num_queries(14):
            list(editor.get(reverse(LIST), {"export": "csv"}).streaming_content)


class TestSheet:
    def test_it_looks_like_the_paper(self, road: Road, editor: Client) -> None:
        page = road.published()
        sheet = road.sheet(page)
        response = editor.get(reverse("govreview_sheets:inspect", args=[sheet.pk]))
        html = response.content.decode()
        for part in ("承办人签字", "三审签字", "shui_third", sheet.fingerprint, "公开属性"):
            assert part in html
        assert reverse("wagtail_govreview:sheet_pdf", args=[sheet.pk]) in html
        states = [record.state for record in response.context["records"]]
        assert len(states) >= 4

    def test_other_rounds_are_linked(self, road: Road, editor: Client) -> None:
        page = road.draft()
        first = road.submit(page)
        road.send_back(page, "first")
        road.edit(page, title="改过的标题")
        second = road.submit(page)
        html = editor.get(reverse("govreview_sheets:inspect", args=[second.pk])).content.decode()
        assert reverse("govreview_sheets:inspect", args=[first.pk]) in html

    def test_it_outlives_the_page(self, road: Road, editor: Client) -> None:
        page = road.draft()
        sheet = road.submit(page)
        road.send_back(page, "first")
        page.delete()
        response = editor.get(reverse("govreview_sheets:inspect", args=[sheet.pk]))
        assert response.status_code == 200

    def test_only_ones_own_unit(self, road: Road, client: Client) -> None:
        sheet = road.submit(road.draft())
        other = Road("宁教", "jiao")
        client.force_login(other.people["editor"])
        for url in (
            reverse("govreview_sheets:inspect", args=[sheet.pk]),
            reverse("wagtail_govreview:sheet_pdf", args=[sheet.pk]),
        ):
            response = client.get(url)
            assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))

    def test_hostile_text_stays_text(self, road: Road, editor: Client) -> None:
        page = road.draft("<img src=x onerror=alert(1)>")
        sheet = road.submit(page)
        road.send_back(page, "first", "<script>alert(1)</script>")
        html = editor.get(reverse("govreview_sheets:inspect", args=[sheet.pk])).content.decode()
        assert "<img src=x" not in html
        assert "<script>alert(1)" not in html


class TestPdf:
    def test_it_is_a_pdf(self, road: Road, editor: Client) -> None:
        sheet = road.submit(road.draft())
        response = editor.get(reverse("wagtail_govreview:sheet_pdf", args=[sheet.pk]))
        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF")

    def test_a_character_without_a_font_is_named(self, road: Road, editor: Client) -> None:
        sheet = road.submit(road.draft("致\U00013000先生的复信"))
        response = editor.get(reverse("wagtail_govreview:sheet_pdf", args=[sheet.pk]))
        assert response.status_code == 409
        assert "\U00013000" in response.content.decode()
        assert "GOVREVIEW_FONT_PATHS" in response.content.decode()


class TestAttachments:
    content = b"%PDF-1.4 " + uuid4().bytes

    @pytest.fixture
    def sheet(self, road: Road, site: Any) -> ReviewSheet:
        document = Document.objects.create(
            title="补贴名单", file=ContentFile(self.content, "list.pdf")
        )
        page = road.draft(body=f'<p><a linktype="document" id="{document.pk}">补贴名单</a></p>')
        sheet = road.submit(page)
        document.file.storage.delete(document.file.name)
        return sheet

    def url(self, sheet: ReviewSheet) -> str:
        attachment = sheet.content.attachments.get()
        return reverse("wagtail_govreview:sheet_attachment", args=[sheet.pk, attachment.pk])

    def test_they_come_out_of_the_evidence(self, sheet: ReviewSheet, editor: Client) -> None:
        response = editor.get(self.url(sheet))
        assert b"".join(response.streaming_content) == self.content
        assert response["Content-Type"] == "application/pdf"
        assert response["X-Content-Type-Options"] == "nosniff"

    def test_of_this_sheet_only(self, sheet: ReviewSheet, road: Road, editor: Client) -> None:
        attachment = sheet.content.attachments.get()
        other = road.submit(road.draft("另一条"))
        url = reverse("wagtail_govreview:sheet_attachment", args=[other.pk, attachment.pk])
        assert editor.get(url).status_code == 404

    def test_a_lost_file_is_said(self, sheet: ReviewSheet, editor: Client) -> None:
        kept = SignedFile.objects.get()
        private_storage().delete(kept.file.name)
        assert editor.get(self.url(sheet)).status_code == 404
