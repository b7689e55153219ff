"""A person rules on a finding: who may, what is kept, and how long it holds."""

from __future__ import annotations

from typing import Any

import pytest

from tests.road import Road, fresh
from tests.screening.marks import BLOCK, HINT, RULING
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.ledger.permanence import Kept
from wagtail_govreview.ledger.verification import verify_all
from wagtail_govreview.models import Ruling
from wagtail_govreview.refusal import Refused
from wagtail_govreview.screening.findings import Finding
from wagtail_govreview.screening.rules import for_submission, tally
from wagtail_govreview.screening.screening import screen
from wagtail_govreview.screening.services import rule

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("marks")]


def found(road: Road, page: Any) -> list[Finding]:
    return screen(fresh(page).get_latest_revision_as_object(), road.unit)


def body(*words: str) -> str:
    return "".join(f"<p>检修人员沿渠查看{word}情况。</p>" for word in words)


def refused(*arguments: Any) -> list[str]:
    with pytest.raises(Refused) as refusal:
        rule(*arguments)
    return refusal.value.codes


class TestScreen:
    def test_it_finds_what_is_in_the_draft_and_says_where(self, road: Road) -> None:
        page = road.draft(body=body("", RULING))
        (finding,) = found(road, page)
        assert finding.code == "tests.ruling"
        assert finding.places[0].name == "body"
        assert "2" in finding.place
        assert f"【{RULING}】" in finding.excerpt

    def test_the_worst_comes_first(self, road: Road) -> None:
        page = road.draft(body=body(HINT, RULING, BLOCK))
        assert [each.code for each in found(road, page)] == [
            "tests.block",
            "tests.ruling",
            "tests.hint",
        ]

    def test_constant_number_of_queries(
        self, road: Road, django_assert_max_num_queries: Any
    ) -> None:
        short = road.draft(body=body(RULING)).get_latest_revision_as_object()
        long = road.draft(body=body(*[f"{RULING}{n}" for n in range(200)]))
        long = long.get_latest_revision_as_object()
        screen(short, road.unit)
        # The rulings, which dictionaries and which bank of phrases are in force, the same text elsewhere.
        with django_assert_max_num_queries(4):
            screen(long, road.unit)


class TestWhoMayRule:
    def test_the_editor_says_that_it_is_a_false_alarm(self, road: Road) -> None:
        page = road.draft(body=body(RULING))
        rule(page, found(road, page)[0], "false_alarm", "引用原文", road.people["editor"])
        (finding,) = found(road, page)
        assert finding.ruling["decision"] == "false_alarm"
        assert finding.ruling["reason"] == "引用原文"
        assert finding.ruling["name"] == "shui_editor"
        assert for_submission([finding]) == []

    @pytest.mark.parametrize("decision", ["false_alarm", "allowed"])
    def test_what_may_stay_needs_a_reason(self, road: Road, decision: str) -> None:
        page = road.draft(body=body(RULING))
        (finding,) = found(road, page)
        codes = refused(page, finding, decision, "  ", road.people["editor"])
        assert codes == ["screening.reason"]
        assert not Ruling.objects.exists()

    def test_a_hint_is_dismissed_without_one(self, road: Road) -> None:
        page = road.draft(body=body(HINT))
        rule(page, found(road, page)[0], "false_alarm", "", road.people["editor"])
        assert tally(found(road, page)).passed == 1

    def test_nobody_else(self, road: Road) -> None:
        page = road.draft(body=body(RULING))
        (finding,) = found(road, page)
        codes = refused(page, finding, "false_alarm", "引用", road.people["inspector"])
        assert codes == ["screening.not_editor"]

    def test_no_other_decision(self, road: Road) -> None:
        page = road.draft(body=body(RULING))
        (finding,) = found(road, page)
        assert refused(page, finding, "fine", "引用", road.people["editor"]) == [
            "screening.decision"
        ]


class TestWhatMustBeChanged:
    def test_no_clerk_lets_it_pass(self, road: Road) -> None:
        page = road.draft(body=body(BLOCK))
        (finding,) = found(road, page)
        codes = refused(page, finding, "allowed", "领导同意", road.people["editor"])
        assert codes == ["screening.not_signer"]

    def test_nor_a_superuser(self, road: Road, boss: Any) -> None:
        page = road.draft(body=body(BLOCK))
        (finding,) = found(road, page)
        assert refused(page, finding, "allowed", "同意", boss) == ["screening.not_signer"]

    def test_who_signs_does(self, road: Road) -> None:
        page = road.draft(body=body(BLOCK))
        (finding,) = found(road, page)
        assert [each.code for each in for_submission([finding])] == ["screening.blocked"]
        rule(page, finding, "allowed", "已解密", road.people["second"])
        assert for_submission(found(road, page)) == []

    def test_but_not_who_worked_on_it(self, road: Road) -> None:
        page = road.draft(body=body(""))
        road.edit(page, user=road.people["second"], body=body(BLOCK))
        (finding,) = found(road, page)
        codes = refused(page, finding, "allowed", "已解密", road.people["second"])
        assert codes == ["screening.contributor"]

    def test_who_signs_for_another_unit_does_not(self, road: Road) -> None:
        other = Road("宁办", slug="ban")
        page = road.draft(body=body(BLOCK))
        (finding,) = found(road, page)
        codes = refused(page, finding, "allowed", "已解密", other.people["first"])
        assert codes == ["screening.not_editor"]

    def test_a_ruling_on_less_does_not_lift_it(self, road: Road, settings: Any) -> None:
        page = road.draft(body=body(RULING))
        rule(page, found(road, page)[0], "allowed", "同意", road.people["editor"])
        settings.GOVREVIEW_SEVERITIES = {"tests.ruling": "block"}
        refusals = for_submission(found(road, page))
        assert [each.code for each in refusals] == ["screening.blocked"]


class TestHowLongItHolds:
    def test_in_a_later_draft_with_the_same_text_around(self, road: Road) -> None:
        page = road.draft(body=body(RULING))
        rule(page, found(road, page)[0], "allowed", "引用", road.people["editor"])
        road.edit(page, title="另一个标题", body="<p>另起一段。</p>" + body(RULING))
        assert found(road, page)[0].ruling["decision"] == "allowed"

    def test_not_when_the_text_around_changes(self, road: Road) -> None:
        page = road.draft(body=body(RULING))
        rule(page, found(road, page)[0], "allowed", "引用", road.people["editor"])
        road.edit(page, body=f"<p>检修人员查看{RULING}情况。</p>")
        assert found(road, page)[0].ruling == {}

    def test_not_for_another_page(self, road: Road) -> None:
        page, other = road.draft(body=body(RULING)), road.draft("另一条", body=body(RULING))
        rule(page, found(road, page)[0], "allowed", "引用", road.people["editor"])
        assert found(road, other)[0].ruling == {}

    def test_the_latest_counts(self, road: Road) -> None:
        page = road.draft(body=body(RULING))
        (finding,) = found(road, page)
        rule(page, finding, "allowed", "引用", road.people["editor"])
        rule(page, finding, "true", "", road.people["first"])
        refusals = for_submission(found(road, page))
        assert [each.code for each in refusals] == ["screening.true"]
        assert Ruling.objects.count() == 2


class TestEvidence:
    def ruled(self, road: Road) -> Ruling:
        page = road.draft(body=body(RULING))
        return rule(page, found(road, page)[0], "allowed", "引用", road.people["editor"])

    def test_the_ledger_tells_it(self, road: Road) -> None:
        ruling = self.ruled(road)
        line = LedgerLine.objects.get(act="screening.ruled")
        assert line.chain.name == road.unit.code
        assert line.actor == "shui_editor"
        assert ruling.digest in line.data
        assert not list(verify_all())

    def test_it_is_neither_changed_nor_deleted(self, road: Road) -> None:
        ruling = self.ruled(road)
        assert isinstance(ruling, Kept)
        for act in (ruling.save, ruling.delete, Ruling.objects.all().delete):
            with pytest.raises(Refused):
                act()

    def test_it_outlives_the_account_and_the_page(self, road: Road) -> None:
        ruling = self.ruled(road)
        fresh(road.section.get_children().latest("pk")).delete()
        road.people["editor"].delete()
        ruling.refresh_from_db()
        assert (ruling.user, ruling.name) == (None, "shui_editor")
        assert not list(verify_all())

    def test_a_refusal_leaves_nothing(self, road: Road) -> None:
        page = road.draft(body=body(RULING))
        before = LedgerLine.objects.count()
        refused(page, found(road, page)[0], "allowed", "", road.people["editor"])
        assert LedgerLine.objects.count() == before
