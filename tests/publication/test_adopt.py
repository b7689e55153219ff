"""What was public before the review began."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.models import Collection, Page

from sandbox.portal.models import (
    NewsPage,
    PolicyAttachment,
    PolicyDocumentPage,
    SectionIndexPage,
)
from tests.guarding import Tampering
from tests.road import Road
from wagtail_govreview.ledger.verification import verify_all
from wagtail_govreview.models import LedgerLine, RegisterEntry, SignedContent, Unit
from wagtail_govreview.publication.proof import proof_of
from wagtail_govreview.publication.services import adopt
from wagtail_govreview.publication.services.adopt import adopt_all
from wagtail_govreview.refusal import Refused
from wagtail_govreview.units.services import set_up_unit

pytestmark = pytest.mark.database


@pytest.fixture
def section(site: Any) -> SectionIndexPage:
    Collection.objects.exists() or Collection.add_root(name="Root")
    return old_section(Page.objects.get(depth=2), "老栏目", "old")


@pytest.fixture
def unit(section: SectionIndexPage) -> Unit:
    return set_up_unit("旧", name="老单位", root_page=section).unit


def old_section(parent: Page, title: str, slug: str) -> SectionIndexPage:
    return parent.add_child(instance=SectionIndexPage(title=title, slug=slug))


def news(section: Page, title: str = "旧闻", **fields: Any) -> NewsPage:
    """A public page, from before the section was governed or past the gate like a restored backup."""
    page = NewsPage(title=title, slug=f"p{Page.objects.count()}", body="<p>x</p>", **fields)
    page.live = False
    section.add_child(instance=page)
    Page.objects.filter(pk=page.pk).update(live=True)
    return page


def policy(section: Page, document: Any) -> PolicyDocumentPage:
    page = PolicyDocumentPage(title="老文件", slug=f"p{Page.objects.count()}", live=False)
    page.body = [("paragraph", "<p>第一条</p>")]
    page.attachments = [PolicyAttachment(document=document)]
    section.add_child(instance=page)
    Page.objects.filter(pk=page.pk).update(live=True)
    return page


def make_document(name: str = "方案.txt") -> Any:
    return get_document_model().objects.create(title=name, file=ContentFile(name.encode(), name))


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def run(**options: Any) -> tuple[str, str, int]:
    """What the command says on both streams, and its exit code."""
    out, err, code = options.pop("stdout", StringIO()), options.pop("stderr", StringIO()), 0
    try:
        call_command("govreview_adopt", stdout=out, stderr=err, no_color=True, **options)
    except SystemExit as end:
        code = int(end.code or 0)
    return out.getvalue(), err.getvalue(), code


def stock() -> list[str]:
    return list(RegisterEntry.objects.order_by("serial").values_list("number", flat=True))


def test_old_pages_become_stock_once_and_changes_of_them_are_found(section, unit) -> None:
    page = news(section)
    assert {problem.code for problem in verify_all()} == {"publication.unregistered"}
    assert "2" in run()[0]
    assert run() == (run()[0], "", 0)
    assert RegisterEntry.objects.get(title="旧闻").number == "旧-存量-00002"
    assert list(verify_all()) == []
    Page.objects.filter(pk=page.pk).update(title="被改的旧闻")
    assert [problem.code for problem in verify_all()] == ["publication.drift"]


def test_an_adopted_page_is_updated_by_signatures_only(road: Road) -> None:
    entries = RegisterEntry.objects.filter(page_id=road.section.pk)
    assert [(entry.kind, entry.sheet) for entry in entries] == [("stock", None)]


def test_every_stock_entry_can_be_proved_by_itself(section, unit) -> None:
    policy(section, make_document())
    news(section)
    run(batch=2)
    entries = list(RegisterEntry.objects.all())
    assert len(entries) == 3
    for entry in entries:
        proof = proof_of(entry)
        assert proof.holds and proof.content_holds, entry
        assert entry.digest in proof.line.data
    numbers = LedgerLine.objects.filter(act="publication.stock").values_list("number", flat=True)
    assert sorted(numbers) == list(range(min(numbers), min(numbers) + 3))


def test_an_entry_that_was_slipped_in_is_found(section, unit) -> None:
    run()
    (entry,) = RegisterEntry.objects.all()
    line = LedgerLine.objects.get(act="publication.stock")
    Tampering(LedgerLine).filter(pk=line.pk).update(subject="wagtail_govreview.registerentry:0")
    found = {problem.code: problem for problem in verify_all()}
    assert found["publication.entry_unwritten"].where == entry.number


def test_what_was_changed_in_a_stock_entry_is_found(section, unit) -> None:
    run()
    Tampering(RegisterEntry).update(title="别的")
    assert "publication.entry_changed" in {problem.code for problem in verify_all()}


def test_one_page_and_many_are_taken_over_alike(section, unit) -> None:
    first, second = news(section, "甲"), news(section, "乙")
    by_itself = adopt(first)
    (among_many,) = adopt_all(unit, [second.pk]).entries
    for name in ("kind", "state", "year", "unit", "sheet", "information_class", "actor"):
        assert getattr(by_itself, name) == getattr(among_many, name), name
    assert [by_itself.number, among_many.number] == ["旧-存量-00001", "旧-存量-00002"]
    assert adopt(first) is None


def test_twice_as_many_pages_take_the_same_queries(section, unit) -> None:
    document = make_document()

    def batch(count: int) -> int:
        keys = [news(section, f"{count}/{number}").pk for number in range(count)]
        keys += [policy(section, make_document(f"{count}-{n}.txt")).pk for n in range(count)]
        keys += [policy(section, document).pk for _n in range(count)]
        with CaptureQueriesContext(connection) as captured:
            assert len(adopt_all(unit, keys).entries) == 3 * count
        return len([query for query in captured if not _is_piece(query["sql"])])

    batch(1)
    assert batch(20) == batch(40)


def _is_piece(sql: str) -> bool:
    """SQLite takes 999 values in one statement, so it inserts in pieces."""
    return connection.vendor == "sqlite" and sql.startswith("INSERT")


def test_verification_of_twice_as_many_takes_the_same_queries(section, unit) -> None:
    adopt(section)

    def verified(count: int) -> int:
        adopt_all(unit, [news(section, f"{count}/{number}").pk for number in range(count)])
        with CaptureQueriesContext(connection) as captured:
            assert list(verify_all()) == []
        return len(captured)

    verified(1)
    assert verified(10) == verified(20)


class TestWhatCannotBeRead:
    @pytest.fixture
    def good(self, section, unit) -> NewsPage:
        return news(section, "好的")

    @pytest.fixture
    def bad(self, section, unit) -> dict[str, Page]:
        return {
            "type": self.of_a_type_that_is_gone(section),
            "record": self.without_its_record(section),
            "stream": self.with_a_broken_stream(section),
            "file": self.with_an_unreadable_file(section),
        }

    def of_a_type_that_is_gone(self, section: Page) -> Page:
        page = news(section, "旧类型")
        gone = ContentType.objects.create(app_label="gone", model="oldpage")
        Page.objects.filter(pk=page.pk).update(content_type=gone)
        return page

    def without_its_record(self, section: Page) -> Page:
        page = news(section, "缺记录")
        self.execute("DELETE FROM portal_newspage WHERE page_ptr_id = %s", [page.pk])
        return page

    def with_a_broken_stream(self, section: Page) -> Page:
        page = policy(section, make_document())
        Page.objects.filter(pk=page.pk).update(title="坏正文")
        sql = "UPDATE portal_policydocumentpage SET body = %s WHERE page_ptr_id = %s"
        self.execute(sql, ['[{"value": "x"}]', page.pk])
        return page

    def with_an_unreadable_file(self, section: Page) -> Page:
        document = make_document("folder.txt")
        path = Path(document.file.path)
        path.unlink()
        path.mkdir()  # permissions would not stop root
        page = policy(section, document)
        Page.objects.filter(pk=page.pk).update(title="坏附件")
        return page

    def execute(self, sql: str, values: list[Any]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)

    def test_it_is_listed_and_stops_nothing(self, section, bad, good, tmp_path) -> None:
        report = tmp_path / "report.csv"
        out, err, code = run(report=str(report))
        assert code == 1
        adopted = set(RegisterEntry.objects.values_list("page_id", flat=True))
        assert adopted == {section.pk, good.pk}
        assert list(verify_all())  # what was left out is still named there
        rows = list(csv.reader(report.open(encoding="utf-8-sig")))[1:]
        assert {int(row[0]) for row in rows} == {page.pk for page in bad.values()}
        for page in bad.values():
            title = Page.objects.get(pk=page.pk).title
            assert f"“{title}”" in err
            assert all(row[3] for row in rows)
        assert "gone.oldpage" in err and "portal.newspage" in err
        assert "2" in out

    def test_numbers_have_no_gap_and_it_goes_on_once_it_is_mended(self, section, bad, good) -> None:
        run()
        sql = "UPDATE portal_policydocumentpage SET body = %s WHERE page_ptr_id = %s"
        self.execute(sql, ["[]", bad["stream"].pk])
        run()
        assert stock() == [f"旧-存量-{number:05d}" for number in (1, 2, 3)]

    def test_the_single_verb_says_why(self, bad) -> None:
        with pytest.raises(Refused, match="gone.oldpage"):
            adopt(bad["type"])

    def test_the_sweep_names_it_and_goes_on(self, bad, good) -> None:
        codes = [problem.code for problem in verify_all()]
        assert codes.count("publication.unreadable") == 3
        assert codes.count("publication.unregistered") == 3

    def test_a_page_with_a_missing_file_is_taken_over_and_named(self, section, unit) -> None:
        document = make_document("遗失.txt")
        page = policy(section, document)
        Path(document.file.path).unlink()
        _out, err, code = run()
        assert code == 0 and "遗失.txt" in err
        assert RegisterEntry.objects.filter(page_id=page.pk).exists()
        assert list(verify_all()) == []

    def test_a_page_in_no_unit_is_listed(self, section, unit) -> None:
        news(section)
        Unit.objects.update(root_page=None)
        _out, err, code = run()
        assert code == 1 and "“旧闻”" in err
        assert not RegisterEntry.objects.exists()


class TestOptions:
    def test_a_dry_run_counts(self, section, unit) -> None:
        news(section)
        out, err, code = run(dry_run=True)
        assert "老单位" in out and "2" in out and code == 0
        assert not RegisterEntry.objects.exists() and not SignedContent.objects.exists()

    def test_one_unit_without_the_units_below_it(self, section, unit) -> None:
        inner = SectionIndexPage(title="下级栏目", slug="inner", live=False)
        section.add_child(instance=inner)
        Page.objects.filter(pk=inner.pk).update(live=True)
        set_up_unit("下", name="下级单位", root_page=inner)
        news(inner, "下级旧闻")
        run(unit="旧")
        assert set(RegisterEntry.objects.values_list("title", flat=True)) == {"老栏目"}
        run(unit="下")
        assert RegisterEntry.objects.filter(unit__code="下").count() == 2
        assert list(verify_all()) == list(verify_all("下")) == []

    def test_an_unknown_unit_is_refused(self, unit) -> None:
        with pytest.raises(CommandError) as error:
            run(unit="无")
        assert error.value.returncode == 2

    def test_a_report_that_cannot_be_written_is_refused_before_anything_is_done(
        self, section, unit, tmp_path
    ) -> None:
        with pytest.raises(CommandError) as error:
            run(report=str(tmp_path / "no" / "report.csv"))
        assert error.value.returncode == 2
        assert not RegisterEntry.objects.exists()

    def test_formulas_do_not_reach_the_report(self, section, unit, tmp_path) -> None:
        page = news(section, "=1+1")
        NewsPage._base_manager.filter(pk=page.pk)._raw_delete("default")
        report = tmp_path / "report.csv"
        run(report=str(report))
        (row,) = list(csv.reader(report.open(encoding="utf-8-sig")))[1:]
        assert row[1] == "'=1+1"

    def test_nothing_is_said_when_nothing_shall_be(self, section, unit) -> None:
        out, err, _code = run(verbosity=0, stderr=Terminal())
        assert "\r" not in err and "老单位" not in out

    def test_progress_is_for_terminals_only(self, section, unit, monkeypatch) -> None:
        monkeypatch.setattr("wagtail_govreview.management.progress.SECONDS_BETWEEN", 0)
        news(section)
        assert "老单位" in run(stderr=Terminal(), batch=1)[1]
        news(section, "又一")
        assert run(stderr=StringIO(), batch=1)[1] == ""


def test_setting_up_a_unit_names_the_command(section, unit) -> None:
    assert any("govreview_adopt" in line for line in set_up_unit("旧", root_page=section).notices)
    run()
    assert set_up_unit("旧", root_page=section).notices == ()
