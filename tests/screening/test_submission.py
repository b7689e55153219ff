"""What the checks find keeps a draft back until it is changed or ruled on, and is part of what is signed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sandbox.portal.models import NewsPage
from tests.publication.emergencies import publish as publish_in_emergency
from tests.review.test_panel import add_url, complete, page_data
from tests.road import Road, fresh
from tests.screening.marks import BLOCK, HINT, RULING
from wagtail_govreview.ledger.verification import verify_all
from wagtail_govreview.models import ReviewSheet, Screening
from wagtail_govreview.publication.timeline.telling import of_submission
from wagtail_govreview.refusal import Refused
from wagtail_govreview.review.checked import screening_lines
from wagtail_govreview.review.document import sheet_document
from wagtail_govreview.review.findings import said
from wagtail_govreview.review.services.submit import sheet_digest
from wagtail_govreview.screening.screening import screen
from wagtail_govreview.screening.services import rule

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("marks")]


def body(*words: str) -> str:
    return "".join(f"<p>检修人员沿渠查看{word}情况。</p>" for word in words)


def found(road: Road, page: Any) -> list[Any]:
    return screen(fresh(page).get_latest_revision_as_object(), road.unit)


def refused(road: Road, page: Any) -> list[str]:
    with pytest.raises(Refused) as refusal:
        road.submit(page)
    assert not ReviewSheet.objects.filter(page_key=str(page.pk)).exists()
    return refusal.value.codes


def ruled(road: Road, decision: str = "allowed", reason: str = "引用原文") -> Any:
    page = road.draft(body=body(RULING))
    rule(page, found(road, page)[0], decision, reason, road.people["editor"])
    return page


class TestWhatKeepsADraftBack:
    def test_what_must_be_changed(self, road: Road) -> None:
        assert refused(road, road.draft(body=body(BLOCK))) == ["screening.blocked"]

    def test_what_needs_a_ruling(self, road: Road) -> None:
        assert refused(road, road.draft(body=body(RULING))) == ["screening.unruled"]

    def test_what_somebody_found_to_be_true(self, road: Road) -> None:
        assert refused(road, ruled(road, "true", "")) == ["screening.true"]

    def test_no_hint(self, road: Road) -> None:
        page = road.draft(body=body(HINT))
        assert road.submit(page).state == ReviewSheet.State.IN_REVIEW

    def test_nothing_once_it_is_ruled_on(self, road: Road) -> None:
        assert road.submit(ruled(road)).state == ReviewSheet.State.IN_REVIEW

    def test_the_sentence_names_the_finding_and_its_place(self, road: Road) -> None:
        page = road.draft(body=body("", BLOCK))
        with pytest.raises(Refused) as refusal:
            road.submit(page)
        (sentence,) = map(str, refusal.value.refusals)
        assert "a word of the tests (block)" in sentence
        assert "2" in sentence

    def test_of_very_many_it_names_some_and_counts_the_rest(self, road: Road) -> None:
        page = road.draft(body=body(*[f"{n}{BLOCK}{n}" for n in range(3)]))
        words = "".join(f"<p>{n}{RULING}</p>" for n in range(300))
        road.edit(page, title=BLOCK, intro=BLOCK, body=words)
        with pytest.raises(Refused) as refusal:
            road.submit(page)
        assert len(refusal.value.refusals) < 20


class TestTheSheet:
    def test_it_freezes_findings_with_rulings_under_its_digest(self, road: Road) -> None:
        sheet = road.submit(ruled(road))
        (finding,) = [each for each in said(sheet.findings) if each.severity]
        assert finding.sentence == "a word of the tests (ruling)"
        assert f"【{RULING}】" in finding.excerpt
        assert (finding.decision, finding.reason) == ("allowed", "引用原文")
        assert finding.name == "shui_editor"
        assert finding.at is not None
        sheet.refresh_from_db()
        assert sheet_digest(sheet) == sheet.digest
        sheet.findings[-1]["ruling"]["reason"] = "其他"
        assert sheet_digest(sheet) != sheet.digest
        assert not list(verify_all())

    def test_a_later_ruling_changes_nothing_in_it(self, road: Road) -> None:
        page = ruled(road)
        sheet = road.submit(page)
        rule(page, found(road, page)[0], "true", "", road.people["first"])
        sheet.refresh_from_db()
        assert said(sheet.findings)[-1].decision == "allowed"

    def test_the_ruling_holds_in_the_next_round(self, road: Road) -> None:
        page = ruled(road)
        road.submit(page)
        road.send_back(page, "first")
        road.edit(page, title="改过的标题")
        assert road.submit(page).round == 2

    def test_sheets_of_earlier_releases_are_shown(self) -> None:
        (advice,) = said([{"code": "source.cites", "sentence": "请核对"}])
        assert (advice.sentence, advice.severity, advice.line) == ("请核对", "", "请核对")

    def test_the_paper_lists_them(self, road: Road) -> None:
        sheet = road.submit(ruled(road))
        (line,) = screening_lines(sheet)
        assert "【须说明】" in line
        assert "允许，引用原文" in line
        assert RULING not in line
        assert sheet_document(sheet)["screening"] == [line]

    def test_the_story_of_the_page_counts_them(self, road: Road) -> None:
        sheet = road.submit(ruled(road))
        assert "1" in of_submission(sheet).notes[-1]


class TestScreens:
    @pytest.mark.parametrize("screen", ["sign", "sheet", "dialog"])
    def test_the_signer_sees_the_finding_and_the_ruling(
        self, road: Road, client: Client, screen: str
    ) -> None:
        page = ruled(road)
        sheet = road.submit(page)
        state = fresh(page).current_workflow_task_state
        addresses = {
            "sign": reverse("wagtail_govreview:sign", args=[state.pk]),
            "sheet": reverse("govreview_sheets:inspect", args=[sheet.pk]),
            "dialog": reverse(
                "wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]
            ),
        }
        client.force_login(road.people["first"])
        response = client.get(addresses[screen])
        html = response.json()["html"] if screen == "dialog" else response.content.decode()
        assert "a word of the tests (ruling)" in html
        assert "引用原文" in html

    def test_hostile_words_are_escaped(self, road: Road, client: Client) -> None:
        page = road.draft(body="<p>&lt;script&gt;alert(1)&lt;/script&gt;" + RULING + "</p>")
        rule(page, found(road, page)[0], "allowed", "<b onload=x>", road.people["editor"])
        road.submit(page)
        state = fresh(page).current_workflow_task_state
        client.force_login(road.people["first"])
        html = client.get(reverse("wagtail_govreview:sign", args=[state.pk])).content.decode()
        assert "<b onload=x>" not in html
        assert "alert(1)</script>" not in html


class TestTheEditorsForm:
    @pytest.fixture
    def editor(self, road: Road, client: Client) -> Client:
        client.force_login(road.people["editor"])
        return client

    def posted(self, text: str) -> dict[str, Any]:
        data = page_data(**complete())
        return {**data, "body": data["body"].replace("正文", text), "action-submit": "1"}

    def test_it_says_what_has_to_be_changed(self, road: Road, editor: Client) -> None:
        response = editor.post(add_url(road), self.posted(f"查看{BLOCK}情况"))
        assert response.status_code == 200
        html = response.content.decode()
        assert "Has to be changed first: a word of the tests (block)" in html
        assert not NewsPage.objects.filter(title="春灌检修").exists()

    def test_what_is_posted_counts_and_not_what_is_saved(self, road: Road, editor: Client) -> None:
        page = road.draft(body=body(BLOCK))
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        response = editor.post(address, self.posted("查看情况"))
        assert response.status_code == 302
        assert road.sheet(page).state == ReviewSheet.State.IN_REVIEW

    def test_it_is_remembered_for_the_panel(self, road: Road, editor: Client) -> None:
        page = road.draft()
        editor.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), self.posted(f"查看{RULING}情况")
        )
        screening = Screening.objects.get(page_id=page.pk)
        assert (screening.to_change, screening.to_rule, screening.hints) == (0, 1, 0)

    def test_a_draft_can_always_be_saved(self, road: Road, editor: Client) -> None:
        data = self.posted(BLOCK)
        del data["action-submit"]
        assert editor.post(add_url(road), data).status_code == 302
        assert not Screening.objects.exists()


class TestEmergencies:
    def test_what_must_be_changed_still_must(self, road: Road) -> None:
        with pytest.raises(Refused) as refusal:
            publish_in_emergency(road, road.draft(body=body(BLOCK)))
        assert refusal.value.codes == ["screening.blocked"]

    def test_what_needs_a_ruling_follows_with_the_signatures(self, road: Road) -> None:
        page = road.draft(body=body(RULING))
        publish_in_emergency(road, page)
        assert fresh(page).live
        assert refused(road, page) == ["screening.unruled"]
