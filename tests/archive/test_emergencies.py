"""A filing package tells of emergency publications, and proves what it tells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.publication.emergencies import publish
from tests.road import Road
from wagtail_govreview.archive.checking import check_filing
from wagtail_govreview.archive.selection import Selection
from wagtail_govreview.ledger.verification import Problem


def test_the_record_and_the_sheet_lie_with_the_entry(
    road: Road, opened: Any, tmp_path: Path
) -> None:
    page = road.draft("暴雨预警")
    record = publish(road, page)
    road.sign_all(page)
    for selection in (Selection(road.unit, str(page.pk)), Selection(road.unit)):
        package = opened(selection)
        folder = f"{record.entry.number} 暴雨预警"
        assert "马建国" in package.one(folder, "应急发布.json")
        assert package.named(folder, "审查表 第1轮.json")
        assert not package.named("未发布")
        file = tmp_path / "package.zip"
        file.write_bytes(package.data)
        found = check_filing(file, with_ledger=False)
        assert [each for each in found if isinstance(each, Problem)] == []


def test_before_it_is_signed_the_sheet_lies_apart(road: Road, opened: Any) -> None:
    page = road.draft()
    publish(road, page)
    package = opened(Selection(road.unit, str(page.pk)))
    assert package.named("登记", "应急发布.json") and package.named("未发布", "审查表 第1轮.json")
