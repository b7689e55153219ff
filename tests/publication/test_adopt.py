"""What was public before the review began."""

from __future__ import annotations

from io import StringIO

from django.core.management import call_command
from wagtail.models import Page

from sandbox.portal.models import NewsPage, SectionIndexPage
from tests.road import Road
from wagtail_govreview.ledger.verification import verify_all
from wagtail_govreview.models import RegisterEntry
from wagtail_govreview.units.services import set_up_unit


def test_old_pages_become_stock_once_and_changes_of_them_are_found(site) -> None:
    section = SectionIndexPage(title="老栏目", slug="old")
    Page.objects.get(depth=2).add_child(instance=section)
    section.add_child(instance=NewsPage(title="旧闻", slug="old-news", body="<p>x</p>"))
    set_up_unit("旧", name="老单位", root_page=section)
    assert {problem.code for problem in verify_all()} == {"publication.unregistered"}
    for count in (2, 0):
        out = StringIO()
        call_command("govreview_adopt", stdout=out)
        assert str(count) in out.getvalue()
    assert RegisterEntry.objects.get(title="旧闻").number == "旧-存量-00002"
    assert list(verify_all()) == []
    Page.objects.filter(slug="old-news").update(title="被改的旧闻")
    assert [problem.code for problem in verify_all()] == ["publication.drift"]


def test_an_adopted_page_is_updated_by_signatures_only(road: Road) -> None:
    entries = RegisterEntry.objects.filter(page_id=road.section.pk)
    assert [(entry.kind, entry.sheet) for entry in entries] == [("stock", None)]
