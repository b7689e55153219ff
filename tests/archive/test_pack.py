"""What a package holds, and that the same state makes the same package."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from freezegun import freeze_time
from wagtail.documents import get_document_model

from tests.printing.pdf import poppler
from tests.road import Road, fresh
from wagtail_govreview.archive.packing import items
from wagtail_govreview.archive.selection import Selection
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.models import RegisterEntry, SignedFile
from wagtail_govreview.publication.services import withdraw
from wagtail_govreview.refusal import Refused


def item(road: Road, page) -> Selection:
    return Selection(road.unit, page_key=str(page.pk))


def period(road: Road, days: int = 0) -> Selection:
    today = timezone.localdate()
    return Selection(road.unit, first_day=today - timedelta(days=days), last_day=today)


def sha256(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def with_document(road: Road, title: str, data: bytes = b"1,2,3", filename: str = "名单.csv"):
    document = get_document_model()(title="名单")
    document.file.save(filename, ContentFile(data))
    link = f'<p><a linktype="document" id="{document.pk}">名单</a></p>'
    return road.published(title, body=link)


# -- one item --------------------------------------------------------------------------------


def test_one_item_has_all_rounds_entries_and_signatures(road: Road, boss, opened):
    page = road.draft("春灌: 开始/第一期")
    road.submit(page)
    road.send_back(page, "first", "数字不符")
    road.edit(page, title="春灌开始")
    road.submit(page)
    road.sign_all(page)
    withdraw(fresh(page), user=boss, reason="内容有误")
    road.published("别的")
    package = opened(item(road, page))
    first, second = RegisterEntry.objects.filter(page_key=str(page.pk)).order_by("pk")
    folder = f"登记/{first.year}/{first.number} 春灌开始"
    assert len(package.named(folder, "审查表 第1轮 签字1")) == 1
    assert len(package.named(folder, "审查表 第2轮 签字")) == 3
    assert len(package.named(folder, ".pdf")) == 2
    assert package.named(second.number, "登记.json")
    assert not package.named("别的")
    assert package.packed.counts["entries"] == 2
    assert package.packed.counts["sheets"] == 2
    assert package.packed.counts["signatures"] == 4
    assert "数字不符" in package.one("第1轮 签字1")


def test_every_text_is_the_one_whose_digest_the_ledger_keeps(road: Road, opened):
    page = with_document(road, "春灌开始")
    package = opened(item(road, page), sheets=False)
    entry = RegisterEntry.objects.get(page_key=str(page.pk))
    sheet = entry.sheet
    assert sha256(package.one("登记/", "登记.json").encode()) == entry.digest
    assert sha256(package.one("审查表 第1轮.json").encode()) == sheet.digest
    for number, signature in enumerate(sheet.signatures.all(), start=1):
        assert sha256(package.one(f"签字{number} ").encode()) == signature.digest
    content = package.one("签审稿/")
    assert sha256(content.encode()) == entry.fingerprint
    (name,) = package.named("附件/")
    assert package.zip.read(name) == b"1,2,3"
    about = json.loads(package.one("目录.json"))
    assert about["attachments"][0]["file"] == name
    assert about["content"] in package.names
    assert "春灌开始" in package.one("快照.html")
    for digest in (entry.digest, sheet.digest, entry.fingerprint):
        assert digest in package.text("账本/账页.tsv")


def test_the_lists_check_with_common_tools(road: Road, opened, tmp_path, settings):
    settings.GOVREVIEW_DIGEST = "sm3"
    page = with_document(road, "春灌开始")
    package = opened(item(road, page))
    package.zip.extractall(tmp_path)
    done = subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=tmp_path, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    listed = package.text("SHA256SUMS").splitlines()
    assert len(listed) == len(package.names) - 2
    state = hashlib.new("sm3") if "sm3" in hashlib.algorithms_available else None
    if state is not None:
        name = package.named("附件/")[0]
        state.update(package.zip.read(name))
        assert f"SM3 ({name}) = {state.hexdigest()}" in package.text("SM3SUMS")


def test_each_line_fits_its_digest_and_its_place(road: Road, opened):
    road.published("早")
    page = road.published("春灌开始")
    road.published("晚")
    package = opened(item(road, page), sheets=False)
    places = dict(line.split() for line in package.text("账本/链.txt").splitlines())
    lines = package.text("账本/账页.tsv").splitlines()
    assert [json.loads(line.split("\t")[1])["act"] for line in lines] == [
        "review.submitted",
        "review.signed",
        "review.signed",
        "review.signed",
        "review.completed",
        "publication.publication",
    ]
    for line in lines:
        digest, text = line.split("\t")
        told = json.loads(text)
        assert sha256(text.encode()) == digest == places[str(told["number"])]
        assert told["previous"] == places[str(told["number"] - 1)]
    facts = json.loads(package.text("filing.json"))["ledger"]
    assert len(places) == facts["last"] - facts["first"] + 2
    assert "别的信息" in package.text("说明 README.txt")
    assert facts["last_digest"] in package.text("说明 README.txt")


def test_histories_tell_who_changed_what(road: Road, opened):
    page = road.published("春灌开始")
    package = opened(item(road, page), sheets=False)
    records = json.loads(package.one("审查表 第1轮 历史.json"))
    states = [
        (change["from"], change["to"])
        for record in records
        for change in record["changes"]
        if change["field"] == "state"
    ]
    assert states[0] == (None, "in_review")
    assert states[-1] == ("signed", "published")
    fields = json.loads(package.one("来源与填报 历史.json"))
    kinds = {record["record"].partition(":")[0] for record in fields}
    assert kinds == {"wagtail_govreview.sheetdraft", "wagtail_govreview.sourceattribution"}


def test_what_was_never_published_belongs_to_its_item(road: Road, opened):
    page = road.draft("没有发布")
    road.submit(page)
    road.send_back(page, "first", "不宜公开")
    package = opened(item(road, page))
    assert package.named("未发布/", "审查表 第1轮.json")
    assert package.packed.counts.get("entries", 0) == 0
    assert not package.named("登记簿/")
    assert not opened(period(road), sheets=False).named("没有发布")


# -- a period --------------------------------------------------------------------------------


def test_a_period_holds_what_was_registered_in_it(road: Road, opened):
    other = Road("宁农", "nong")
    road.published("春灌开始")
    road.published("渠道检修")
    other.published("春耕")
    package = opened(period(road))
    assert package.named("春灌开始") and package.named("渠道检修")
    assert not package.named("春耕")
    rows = list(csv.reader(io.StringIO(package.one("登记簿.csv").lstrip("\ufeff"))))
    assert len(rows) == 1 + RegisterEntry.objects.filter(unit=road.unit).count()
    assert "登记号" in rows[0][0]
    assert package.zip.read("登记簿/登记簿 第1册.pdf").startswith(b"%PDF")


def test_periods_neither_overlap_nor_leave_a_gap(road: Road, opened):
    road.published("春灌开始")
    today = timezone.localdate()
    before = Selection(road.unit, last_day=today - timedelta(days=1))
    with pytest.raises(Refused) as refused:
        opened(before)
    assert refused.value.codes == ["archive.empty"]
    after = Selection(road.unit, first_day=today + timedelta(days=1))
    assert after.count() == 0
    assert period(road).count() == RegisterEntry.objects.filter(unit=road.unit).count()


def test_a_file_that_many_pages_use_is_there_once(road: Road, opened):
    document = get_document_model()(title="名单")
    document.file.save("名单.csv", ContentFile(b"1,2,3"))
    body = f'<p><a linktype="document" id="{document.pk}">名单</a></p>'
    for title in ("一", "二", "三"):
        road.published(title, body=body)
    package = opened(period(road), sheets=False)
    assert len(package.named("附件/")) == 1
    told = [json.loads(package.text(name)) for name in package.named("目录.json")]
    assert sum(bool(about["attachments"]) for about in told) == 3


def test_two_entries_of_one_sheet_in_two_batches(road: Road, boss, opened, monkeypatch):
    monkeypatch.setattr(items, "BATCH", 1)
    page = road.published("春灌开始")
    road.published("别的")
    withdraw(page, user=boss, reason="内容有误")
    package = opened(period(road))
    assert len(package.names) == len(set(package.names))
    assert len(package.named("春灌开始", "审查表 第1轮.json")) == 1
    assert package.packed.counts["sheets"] == 2


@pytest.mark.parametrize("sheets", [True, False])
def test_the_same_state_makes_the_same_bytes(road: Road, opened, sheets):
    page = with_document(road, "春灌开始")
    for selection in (item(road, page), period(road)):
        first = opened(selection, sheets=sheets)
        with freeze_time(timezone.now() + timedelta(hours=1)):
            assert opened(selection, sheets=sheets).data == first.data


def test_printed_sheets_are_of_the_time_of_the_newest_event(road: Road, opened):
    with freeze_time("2026-03-02 09:12:34+08:00"):
        page = road.published("春灌开始")
    package = opened(item(road, page))
    (name,) = package.named("审查表", ".pdf")
    said = poppler("pdfinfo", "-isodates", "-", pdf=package.zip.read(name))
    assert "CreationDate:    2026-03-02T01:12:34Z" in said


def test_later_acts_elsewhere_change_nothing_in_it(road: Road, opened):
    page = road.published("春灌开始")
    first = opened(item(road, page))
    road.published("别的")
    assert opened(item(road, page)).data == first.data


def test_a_batch_costs_the_same_for_one_entry_and_for_many(road: Road, opened):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            opened(period(road))
        return len(queries)

    with_document(road, "一")
    few = cost()
    for number in range(3):
        with_document(road, f"另 {number}", data=b"%d" % number, filename=f"{number}.csv")
    assert cost() == few


# -- what is not as it should be --------------------------------------------------------------


def test_a_lost_file_is_named_and_stops_nothing(road: Road, opened):
    page = with_document(road, "春灌开始")
    kept = SignedFile.objects.get()
    kept.file.storage.delete(kept.file.name)
    package = opened(item(road, page), sheets=False)
    (damaged,) = package.packed.damaged
    assert damaged["problem"] == "missing" and damaged["digest"] == kept.digest
    assert json.loads(package.text("filing.json"))["damaged"] == package.packed.damaged
    assert not package.named("附件/")


def test_a_changed_file_is_handed_over_as_it_is_and_named(road: Road, opened):
    page = with_document(road, "春灌开始")
    kept = SignedFile.objects.get()
    path = kept.file.storage.path(kept.file.name)
    with open(path, "wb") as stored:
        stored.write(b"9,9,9")
    package = opened(item(road, page), sheets=False)
    assert [each["problem"] for each in package.packed.damaged] == ["changed"]
    assert package.zip.read(package.named("附件/")[0]) == b"9,9,9"


def test_what_cannot_be_printed_is_named_and_stops_nothing(road: Road, opened):
    page = road.published("喜报🎉")
    package = opened(item(road, page))
    assert {each["file"].rpartition("/")[2] for each in package.packed.unprinted} == {
        "审查表 第1轮.pdf",
        "登记簿 第1册.pdf",
    }
    assert package.named("审查表 第1轮.json")


def test_a_deleted_page_leaves_its_item_whole(road: Road, boss, opened):
    page = road.published("春灌开始")
    selection = item(road, page)
    withdraw(page, user=boss, reason="内容有误")
    fresh(page).delete()
    package = opened(selection)
    assert package.packed.counts["entries"] == 2
    assert package.named("来源与填报 历史.json")


def test_packing_writes_nothing(road: Road, opened):
    page = road.published("春灌开始")
    lines = LedgerLine.objects.count()
    opened(item(road, page))
    assert LedgerLine.objects.count() == lines


def test_nothing_to_pack(road: Road, opened):
    with pytest.raises(Refused):
        opened(Selection(road.unit, page_key="99999"))


def test_a_title_cannot_leave_its_folder(road: Road, opened):
    page = road.published("../../../etc/passwd")
    package = opened(item(road, page), sheets=False)
    assert not [name for name in package.names if ".." in name or name.startswith("/")]
