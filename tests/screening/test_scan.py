"""What is live is checked again: new findings are listed, vanished ones closed, a killed scan goes on."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.road import Road
from tests.screening.dictionaries import drafted, in_force
from wagtail_govreview.models import LiveFinding, Scan, ScanPiece
from wagtail_govreview.refusal import Refused
from wagtail_govreview.screening.dictionaries.services import activate
from wagtail_govreview.screening.scanning.services import ask_for_scan, begin, look_at_piece
from wagtail_govreview.screening.scanning.services.begin import free_pieces, this_worker
from wagtail_govreview.screening.scanning.services.settle import settle

SLIP, FIXED = "<p>本厅推进秸杆综合利用。</p>", "<p>本厅推进秸秆综合利用。</p>"
CODE = "wording.wrong"


def scan(*args: str) -> str:
    out = io.StringIO()
    call_command("govreview_scan", *args, stdout=out, stderr=out)
    return out.getvalue()


def slips(**fields: Any) -> Any:
    return LiveFinding.objects.filter(code=CODE, **fields)


def change(page: Any, body: str) -> None:
    """Behind the back of the review, as nobody should: here only so that the live text is another."""
    type(page).objects.filter(pk=page.pk).update(body=body)


def with_slip(road: Road, title: str) -> Any:
    """A page that was right by the checks of its day."""
    page = road.published(title, body=f"<p>{title}的消息。</p>")
    change(page, SLIP)
    return page


@pytest.fixture
def page(road: Road) -> Any:
    page = with_slip(road, "秸秆利用")
    in_force(["秸杆"])
    return page


def test_a_new_finding_is_listed_once(road: Road, page: Any) -> None:
    scan()
    [item] = slips()
    assert (item.page_key, item.page_title, item.unit) == (page.pk, "秸秆利用", road.unit)
    assert (item.state, item.data["code"]) == ("open", CODE)
    first = item.first_seen
    scan()
    [item] = slips()
    assert item.first_seen == first < item.last_seen
    assert [each.new for each in Scan.objects.order_by("pk")][1] == 0


def test_a_dictionary_put_in_force_finds_what_was_right_before(road: Road, page: Any) -> None:
    draft = drafted(["综合利用"], name="另一个")
    scan()
    activate(draft)
    scan()
    assert slips().count() == 2


def test_what_vanished_is_closed_and_opens_again(page: Any) -> None:
    scan()
    change(page, FIXED)
    scan()
    assert [(item.state, bool(item.closed_at)) for item in slips()] == [("gone", True)]
    change(page, SLIP)
    scan()
    assert [(item.state, item.closed_at) for item in slips()] == [("open", None)]


def test_what_is_no_longer_live_is_closed(page: Any) -> None:
    scan()
    type(page).objects.filter(pk=page.pk).update(live=False)
    scan()
    assert slips().get().state == "gone"


def test_a_unit_alone(road: Road, page: Any) -> None:
    other = Road("银政", "yinchuan")
    theirs = with_slip(other, "银川秸秆")
    scan("--unit", other.code)
    assert [item.page_key for item in slips()] == [theirs.pk]
    with pytest.raises(CommandError):
        scan("--unit", "无")


class TestCutOff:
    def test_it_goes_on_where_it_was(
        self, road: Road, page: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(begin, "PIECE", 1)
        later = with_slip(road, "后来的")
        asked = ask_for_scan(start=False)
        pieces = list(asked.pieces.all())
        assert len(pieces) == asked.total == 3
        look_at_piece(pieces[0].pk)
        # A worker that was killed: on this machine, under a number that no process has.
        dead = f"{this_worker().rpartition(':')[0]}:4194305"
        ScanPiece.objects.filter(pk=pieces[1].pk).update(state="running", worker=dead)
        assert free_pieces(asked) == [pieces[1].pk, pieces[2].pk]
        scan()
        assert {item.page_key for item in slips()} == {page.pk, later.pk}
        assert Scan.objects.get().ended_at

    def test_nobody_takes_what_somebody_works_on(self, page: Any) -> None:
        asked = ask_for_scan(start=False)
        asked.pieces.update(state="running", worker=this_worker())
        assert free_pieces(asked) == []
        look_at_piece(asked.pieces.get().pk)
        assert not LiveFinding.objects.exists()

    def test_within_a_piece_it_goes_on_after_the_last_page(self, road: Road, page: Any) -> None:
        later = with_slip(road, "后来的")
        asked = ask_for_scan(start=False)
        asked.pieces.update(last=page.pk)
        look_at_piece(asked.pieces.get().pk)
        assert [item.page_key for item in slips()] == [later.pk]

    def test_asking_twice_is_one_scan(self, page: Any) -> None:
        assert ask_for_scan(start=False) == ask_for_scan(start=False)


def test_a_page_that_cannot_be_checked_harms_no_other(
    road: Road, page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wagtail_govreview.screening.scanning.services import look

    later = with_slip(road, "后来的")
    scan()
    real = look.screen

    def broken(each: Any, unit: Any) -> Any:
        if each.pk == page.pk:
            raise RuntimeError("a check that breaks")
        return real(each, unit)

    monkeypatch.setattr(look, "screen", broken)
    change(later, FIXED)
    assert "1" in scan()
    states = dict(slips().values_list("page_key", "state"))
    assert states == {page.pk: "open", later.pk: "gone"}


class TestSettling:
    def test_with_a_reason(self, road: Road, page: Any) -> None:
        scan()
        settle(slips().get(), "false_alarm", "引用原文", road.people["registrar"])
        assert slips().get().state == "settled"
        scan()
        item = slips().get()
        assert (item.state, item.data["ruling"]["reason"]) == ("settled", "引用原文")

    def test_not_without(self, road: Road, page: Any) -> None:
        scan()
        with pytest.raises(Refused):
            settle(slips().get(), "allowed", " ", road.people["registrar"])
        assert slips().get().state == "open"

    def test_not_what_is_gone(self, road: Road, page: Any) -> None:
        scan()
        slips().update(state="gone")
        with pytest.raises(Refused) as refused:
            settle(slips().get(), "allowed", "理由", road.people["registrar"])
        assert refused.value.codes == ["screening.not_live"]


def test_an_empty_site(site: Any) -> None:
    assert "0" in scan()
    assert Scan.objects.get().ended_at
