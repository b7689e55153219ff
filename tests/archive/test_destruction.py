"""Destruction by approval: the one way by which evidence goes, and what stays of it."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.core.management import CommandError, call_command
from PIL import Image as Picture
from wagtail.images import get_image_model

from tests.guarding import Tampering, without_guard
from tests.road import Road, fresh
from wagtail_govreview.archive.destruction import destroy, take_inventory
from wagtail_govreview.archive.destruction.destroy import files_left, remove_files
from wagtail_govreview.ledger.destruction.knowledge import (
    DESTROYED,
    destroyed_serials,
    was_destroyed,
)
from wagtail_govreview.ledger.destruction.records import Order
from wagtail_govreview.ledger.verification import verify_all
from wagtail_govreview.models import (
    DestroyedRecord,
    Destruction,
    InspectionFact,
    LedgerLine,
    RegisterEntry,
    ReviewSheet,
    Signature,
    SignedAttachment,
    SignedContent,
    SignedFile,
)
from wagtail_govreview.publication.services import withdraw
from wagtail_govreview.refusal import Refused
from wagtail_govreview.storage import private_storage
from wagtail_govreview.units.serials import numbering_year

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ORDER = Order("宁档销〔2036〕3号", "保管期限届满", "张三", "李四")


@pytest.fixture(autouse=True)
def retention(settings: Any) -> None:
    settings.GOVREVIEW_YEARS_BEFORE_DESTRUCTION = 0


def picture(colour: str) -> Any:
    data = BytesIO()
    Picture.new("RGB", (4, 4), colour).save(data, "PNG")
    data.seek(0)
    file = ImageFile(data, f"{colour}.png")
    return get_image_model().objects.create(title=colour, file=file)


def over(road: Road, boss: Any, title: str, **fields: Any) -> list[str]:
    """An item that is public no longer and gone from Wagtail; the numbers of its entries."""
    page = road.published(title, **fields)
    withdraw(page, user=boss, reason="到期")
    fresh(page).delete()
    entries = RegisterEntry.objects.filter(page_key=str(page.pk)).order_by("pk")
    return list(entries.values_list("number", flat=True))


@pytest.fixture
def red(road: Road) -> Any:
    return picture("red")


@pytest.fixture
def numbers(road: Road, boss: Any, red: Any) -> list[str]:
    road.published("先前的", cover=red)
    numbers = over(road, boss, "到期的一条", cover=picture("blue"))
    road.published("后来的", cover=red)
    return numbers


def destroyed(numbers: list[str], order: Order = ORDER) -> Destruction:
    return destroy(numbers, order, confirmed=take_inventory(numbers).digest)


def codes(numbers: list[str], **order: str) -> list[str]:
    inventory = take_inventory(numbers)
    if not order:
        return [refusal.code for refusal in inventory.refusals]
    with pytest.raises(Refused) as refused:
        destroy(numbers, Order(**{**vars(ORDER), **order}), confirmed=inventory.digest)
    return refused.value.codes


def problems() -> list[str]:
    return [problem.code for problem in verify_all()]


def counts() -> dict[str, int]:
    models = (RegisterEntry, ReviewSheet, Signature, SignedContent, SignedAttachment, SignedFile)
    return {model.__name__: model.objects.count() for model in models}


def test_an_item_goes_with_everything_that_nothing_else_uses(
    road: Road, numbers: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    before = counts()
    sheet = ReviewSheet.objects.get(entries__number=numbers[0])
    signatures = sheet.signatures.count()
    blue = SignedFile.objects.get(uses__content=sheet.content)
    path = blue.file.name
    digests = {sheet.digest, sheet.fingerprint, blue.digest}
    digests |= set(sheet.signatures.values_list("digest", flat=True))
    digests |= set(
        RegisterEntry.objects.filter(number__in=numbers).values_list("digest", flat=True)
    )
    assert len(numbers) == 2 and signatures >= 3 and private_storage().exists(path)
    with django_capture_on_commit_callbacks(execute=True):
        done = destroyed(numbers)
    gone = {name: before[name] - count for name, count in counts().items()}
    assert gone == {
        "RegisterEntry": 2,
        "ReviewSheet": 1,
        "Signature": signatures,
        "SignedContent": 1,
        "SignedAttachment": 1,
        "SignedFile": 1,
    }
    assert not private_storage().exists(path)
    assert not ReviewSheet.history.filter(id=sheet.pk).exists()
    assert InspectionFact.objects.count() == RegisterEntry.objects.exclude(kind="stock").count()
    lines = LedgerLine.objects.filter(act=DESTROYED, chain__name=road.code)
    assert lines.count() == 2
    told = "".join(lines.values_list("data", flat=True))
    assert all(digest in told for digest in digests)
    assert all(text in told for text in (ORDER.approval, ORDER.reason, "张三", "李四", done.number))
    assert was_destroyed(digests) == digests
    assert len(destroyed_serials(road.code, numbering_year())) == 2
    assert problems() == []


def test_what_is_shared_stays(road: Road, boss: Any, red: Any) -> None:
    kept = road.published("留下的", cover=red)
    numbers = over(road, boss, "到期的一条", cover=red)
    destroyed(numbers)
    assert SignedFile.objects.get().uses.get().content.sheets.get().page_id == kept.pk
    assert problems() == []


def test_numbers_at_the_end_of_the_year_may_go(road: Road, boss: Any) -> None:
    road.published("留下的")
    destroyed(over(road, boss, "到期的一条"))
    assert problems() == []
    road.published("再来一条")
    assert problems() == []


def test_all_rounds_go(road: Road, boss: Any) -> None:
    page = road.draft()
    road.submit(page)
    road.send_back(page, "first")
    road.edit(page, title="改过的标题")
    road.submit(page)
    road.sign_all(page)
    withdraw(fresh(page), user=boss, reason="到期")
    destroyed(
        list(RegisterEntry.objects.filter(page_key=str(page.pk)).values_list("number", flat=True))
    )
    assert not ReviewSheet.objects.exists() and not Signature.objects.exists()
    assert problems() == []


def test_what_may_not_be_destroyed(road: Road, numbers: list[str], settings: Any) -> None:
    assert codes([]) == ["destruction.empty"]
    assert codes(["没有-1"]) == ["destruction.unknown"]
    assert codes(numbers[:1]) == ["destruction.partial"]
    assert codes(numbers) == []
    public = road.published("公开的")
    entry = RegisterEntry.objects.get(page_id=public.pk)
    assert codes([entry.number]) == ["destruction.public"]
    settings.GOVREVIEW_YEARS_BEFORE_DESTRUCTION = 10
    assert codes(numbers) == ["destruction.young"]


def test_what_is_in_review_is_not_destroyed(road: Road, boss: Any) -> None:
    page = road.published("再次送审")
    withdraw(page, user=boss, reason="有误")
    road.edit(page, title="改过的标题")
    road.submit(page)
    numbers = list(RegisterEntry.objects.filter(page_id=page.pk).values_list("number", flat=True))
    assert codes(numbers) == ["destruction.in_review"]


def test_one_list_is_of_one_unit(road: Road, boss: Any) -> None:
    other = Road("银政", "yinchuan")
    assert codes([*over(road, boss, "甲"), *over(other, boss, "乙")]) == ["destruction.units"]


def test_what_other_records_need_is_not_destroyed(
    road: Road, boss: Any, numbers: list[str]
) -> None:
    sheet = ReviewSheet.objects.get(entries__number=numbers[0])
    entry = RegisterEntry.objects.exclude(number__in=numbers).last()
    Tampering(RegisterEntry).filter(pk=entry.pk).update(sheet=sheet)
    assert codes(numbers) == ["destruction.used"]


@pytest.mark.parametrize(
    ("order", "code"),
    [
        ({"approval": " "}, "destruction.approval"),
        ({"reason": ""}, "destruction.reason"),
        ({"ordered_by": ""}, "destruction.ordered_by"),
        ({"supervised_by": ""}, "destruction.supervised_by"),
        ({"supervised_by": "张 三"}, "destruction.same_person"),
    ],
)
def test_without_these_words_nothing_is_destroyed(
    road: Road, numbers: list[str], order: dict[str, str], code: str
) -> None:
    before = counts()
    assert codes(numbers, **order) == [code]
    assert counts() == before and not Destruction.objects.exists()


def test_only_the_inventory_that_was_approved_is_destroyed(road: Road, numbers: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        destroy(numbers, ORDER, confirmed="sha256:0")
    assert refused.value.codes == ["destruction.changed"]
    assert not Destruction.objects.exists()


def test_who_opens_the_guard_by_hand_is_found(road: Road, numbers: list[str]) -> None:
    done = destroyed(numbers)
    line = LedgerLine.objects.filter(act=DESTROYED).first()
    entry = RegisterEntry.objects.exclude(number__in=numbers).first()
    signature = Signature.objects.first()
    for record in (entry, signature):
        DestroyedRecord.objects.create(
            destruction=done,
            line=line,
            table_name=record._meta.db_table,
            record_key=record.pk,
            name="x",
            digest=record.digest,
        )
    Tampering(Signature).filter(pk=signature.pk)._raw_delete()
    found = problems()
    assert found.count("destruction.unwritten") == 2
    assert "destruction.undone" in found and "review.missing" in found


def test_a_list_that_was_cut_is_found(road: Road, numbers: list[str]) -> None:
    destroyed(numbers)
    with without_guard():
        Tampering(DestroyedRecord).filter(table_name=Signature._meta.db_table)._raw_delete()
    assert "destruction.unlisted" in problems()


def test_a_file_that_could_not_be_deleted_is_named_and_removed_later(
    road: Road, numbers: list[str]
) -> None:
    done = destroyed(numbers)  # this test's transaction never commits
    (path,) = files_left(done)
    assert problems() == ["destruction.file_left"]
    said = StringIO()
    call_command("govreview_destroy", leftovers=True, stdout=said)
    assert path in said.getvalue()
    assert problems() == [] and remove_files(done) == []


def run(*arguments: str, **options: Any) -> str:
    said = StringIO()
    call_command("govreview_destroy", *arguments, stdout=said, **options)
    return said.getvalue()


def test_the_command_shows_and_only_then_destroys(
    road: Road, numbers: list[str], tmp_path: Any
) -> None:
    before = counts()
    listed, table = tmp_path / "numbers.txt", tmp_path / "list.csv"
    listed.write_text("\n".join(numbers) + "\n", "utf-8")
    said = run(numbers_from=listed, csv=table)
    digest = take_inventory(numbers).digest
    assert digest in said and "到期的一条" in said and counts() == before
    rows = list(csv.reader(table.open(encoding="utf-8-sig")))
    assert len(rows) == 1 + sum(1 for _part in take_inventory(numbers).parts)
    with pytest.raises(CommandError):
        run(*numbers, confirm=digest)
    assert counts() == before
    said = run(
        *numbers,
        confirm=digest,
        approval="1号",
        reason="到期",
        ordered_by="张三",
        supervised_by="李四",
    )
    assert Destruction.objects.get().number in said
    with pytest.raises(CommandError):
        run(*numbers)


def test_a_page_that_wagtail_still_has_is_named(road: Road, boss: Any) -> None:
    page = road.published("还在的")
    withdraw(page, user=boss, reason="到期")
    numbers = list(RegisterEntry.objects.filter(page_id=page.pk).values_list("number", flat=True))
    (notice,) = take_inventory(numbers).notices
    assert "还在的" in notice
    destroyed(numbers)
    assert fresh(page).title == "还在的"
    assert problems() == []
