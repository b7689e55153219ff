"""Nobody signs what they have not opened; what was opened is kept, bound to the content, and provable."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time
from wagtail.documents import get_document_model

from sandbox.portal.models import NewsPage
from tests.guarding import Tampering
from tests.road import Road, fresh
from wagtail_govreview.ledger.verification import verify_all
from wagtail_govreview.models import LedgerLine, Opening, Signature
from wagtail_govreview.publication.timeline.records import Records
from wagtail_govreview.publication.timeline.telling import of_line
from wagtail_govreview.refusal import Refused
from wagtail_govreview.review.document import sheet_document
from wagtail_govreview.review.services import note_opening, sign
from wagtail_govreview.review.services.deciding import signature_text
from wagtail_govreview.review.viewing import Viewing, parts_of


@pytest.fixture
def item(road: Road) -> Any:
    """It waits at the first tier, with one attachment; nobody has opened anything."""
    paper = get_document_model()(title="补贴名单", file=ContentFile(b"list", name="list.txt"))
    paper.file_hash = "x"
    paper.save()
    page = road.draft(body=f'<p>见<a linktype="document" id="{paper.pk}">附件</a>。</p>')
    road.submit(page)
    return page


@pytest.fixture
def reader(road: Road, client: Client) -> Client:
    """The browser of the first signer."""
    client.force_login(road.people["first"])
    return client


def preview_url(road: Road, page: Any) -> str:
    return reverse("wagtail_govreview:open_preview", args=[road.sheet(page).pk])


def attachment_url(road: Road, page: Any) -> str:
    sheet = road.sheet(page)
    kept = sheet.content.attachments.get()
    return reverse("wagtail_govreview:sheet_attachment", args=[sheet.pk, kept.pk])


def sign_url(page: Any) -> str:
    return reverse("wagtail_govreview:sign", args=[fresh(page).current_workflow_task_state.pk])


def opened() -> list[str]:
    return sorted(Opening.objects.values_list("what", flat=True))


def signs(road: Road, page: Any, user: Any) -> Signature:
    state = fresh(page).current_workflow_task_state
    return sign(state, user, checklist=road.checklist(page))


def answers(road: Road, page: Any) -> dict[str, Any]:
    return {"decision": "approve", "checklist": road.checklist(page)}


class TestSigning:
    def test_what_was_not_opened_is_not_signed(self, road: Road, item: Any) -> None:
        with pytest.raises(Refused) as refused:
            signs(road, item, road.people["first"])
        assert refused.value.codes == ["review.unread"]
        assert "补贴名单" in str(refused.value)
        assert not Signature.objects.exists()

    def test_the_preview_alone_is_not_enough(self, road: Road, item: Any) -> None:
        sheet = road.sheet(item)
        note_opening(sheet, road.people["first"], parts_of(sheet)[0])
        with pytest.raises(Refused) as refused:
            signs(road, item, road.people["first"])
        assert refused.value.codes == ["review.unread"]

    def test_what_others_opened_counts_for_them_only(self, road: Road, item: Any) -> None:
        road.open_all(item, road.people["second"])
        with pytest.raises(Refused):
            signs(road, item, road.people["first"])

    def test_a_return_needs_no_opening(self, road: Road, item: Any) -> None:
        assert road.send_back(item, "first").state == "returned"
        returned = Signature.objects.get()
        assert (returned.reading, returned.read_seconds) == ([], None)

    def test_the_signature_states_what_was_opened_and_when(self, road: Road, item: Any) -> None:
        begin = timezone.now()
        with freeze_time(begin) as clock:
            road.open_all(item, road.people["first"])
            clock.move_to(begin + timedelta(seconds=75))
            signature = signs(road, item, road.people["first"])
        page, paper = signature.reading
        assert (page["what"], page["digest"]) == ("preview", signature.fingerprint)
        assert (paper["what"], paper["label"]) == ("attachment", "补贴名单")
        assert paper["digest"] == road.sheet(item).content.attachments.get().file.digest
        assert signature.read_seconds == 75
        assert '"read_seconds":75' in signature_text(signature)

    def test_opening_before_ones_turn_counts(self, road: Road, item: Any) -> None:
        road.open_all(item, road.people["second"])
        road.sign(item, "first")
        assert signs(road, item, road.people["second"]).tier == "second"

    def test_an_unchanged_resubmission_keeps_it(self, road: Road, item: Any) -> None:
        road.open_all(item, road.people["first"])
        road.send_back(item, "first")
        road.submit(item)
        assert signs(road, item, road.people["first"]).read_seconds is not None

    def test_changed_content_is_opened_anew(self, road: Road, item: Any) -> None:
        road.open_all(item, road.people["first"])
        road.send_back(item, "first")
        road.edit(item, title="改过的标题")
        road.submit(item)
        with pytest.raises(Refused):
            signs(road, item, road.people["first"])

    def test_a_page_without_a_preview(
        self, road: Road, item: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(NewsPage, "preview_modes", [])
        sheet = road.sheet(item)
        (paper,) = parts_of(sheet)
        note_opening(sheet, road.people["first"], paper)
        signature = signs(road, item, road.people["first"])
        assert [stated["what"] for stated in signature.reading] == ["no_preview", "attachment"]
        assert list(verify_all()) == []

    def test_signatures_of_earlier_versions_state_nothing(self, road: Road, item: Any) -> None:
        signature = Signature(sheet=road.sheet(item), signed_at=timezone.now())
        assert "read" not in signature_text(signature)


class TestOpening:
    def test_the_preview_is_the_submitted_draft(
        self, road: Road, item: Any, reader: Client
    ) -> None:
        answer = reader.get(preview_url(road, item))
        assert answer.status_code == 200 and item.title in answer.content.decode()
        opening = Opening.objects.get()
        assert (opening.what, opening.content_digest) == ("preview", road.sheet(item).fingerprint)
        assert opening.name == "shui_first"

    def test_an_attachment_is_the_kept_copy(self, road: Road, item: Any, reader: Client) -> None:
        paper = get_document_model().objects.get()
        Path(paper.file.path).write_bytes(b"another list")
        answer = reader.get(attachment_url(road, item))
        assert b"".join(answer.streaming_content) == b"list"
        assert opened() == ["attachment"]

    def test_twice_is_once(self, road: Road, item: Any, reader: Client) -> None:
        for _time in range(2):
            reader.get(attachment_url(road, item), headers={"range": "bytes=0-1"})
            reader.get(preview_url(road, item))
        assert opened() == ["attachment", "preview"]

    @pytest.mark.parametrize(
        "headers",
        [
            {"sec-purpose": "prefetch"},
            {"sec-purpose": "prefetch;prerender"},
            {"purpose": "prefetch"},
            {"sec-fetch-dest": "image"},
            {"sec-fetch-dest": "empty"},
        ],
    )
    def test_what_a_browser_fetches_by_itself_opens_nothing(
        self, road: Road, item: Any, reader: Client, headers: dict[str, str]
    ) -> None:
        reader.get(preview_url(road, item), headers=headers)
        reader.get(attachment_url(road, item), headers=headers)
        assert opened() == []

    def test_asking_for_the_headers_opens_nothing(
        self, road: Road, item: Any, reader: Client
    ) -> None:
        assert reader.head(preview_url(road, item)).status_code == 200
        assert reader.head(attachment_url(road, item)).status_code == 200
        assert opened() == []

    def test_a_lost_file_is_not_opened(self, road: Road, item: Any, reader: Client) -> None:
        Path(road.sheet(item).content.attachments.get().file.file.path).unlink()
        assert reader.get(attachment_url(road, item)).status_code == 404
        assert opened() == []

    def test_a_preview_without_template_is_read_as_text(
        self, road: Road, item: Any, reader: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(NewsPage, "template", "nowhere.html")
        answer = reader.get(preview_url(road, item))
        assert item.title in answer.content.decode()
        assert opened() == ["text"]

    def test_a_file_replaced_since_is_not_what_is_signed(
        self, road: Road, item: Any, reader: Client
    ) -> None:
        Path(get_document_model().objects.get().file.path).write_bytes(b"another list")
        assert reader.get(preview_url(road, item)).status_code == 200
        assert opened() == []

    def test_people_of_another_unit_open_nothing(self, road: Road, item: Any) -> None:
        stranger = Client()
        stranger.force_login(Road("宁教", "jiao").people["first"])
        assert stranger.get(preview_url(road, item)).status_code == 302
        assert stranger.get(attachment_url(road, item)).status_code == 302
        assert opened() == []

    def test_nothing_is_noted_once_nobody_can_sign(self, road: Road, reader: Client) -> None:
        page = road.published()
        before = Opening.objects.count()
        assert reader.get(preview_url(road, page)).status_code == 200
        assert Opening.objects.count() == before

    def test_nobody_changes_or_removes_it(self, road: Road, item: Any) -> None:
        road.open_all(item, road.people["first"])
        opening = Opening.objects.first()
        for act in (opening.delete, opening.save, Opening.objects.all().delete):
            with pytest.raises(Refused):
                act()
        road.people["first"].delete()
        assert Opening.objects.filter(user=None, name="shui_first").count() == 2


class TestScreen:
    def test_it_says_what_is_to_be_opened(self, road: Road, item: Any, reader: Client) -> None:
        screen = reader.get(sign_url(item)).content.decode()
        assert preview_url(road, item) in screen and attachment_url(road, item) in screen
        answer = reader.post(sign_url(item), answers(road, item))
        (error,) = answer.context["sign_form"].non_field_errors()
        assert "补贴名单" in error

    def test_opened_in_the_browser_it_is_signed(
        self, road: Road, item: Any, reader: Client
    ) -> None:
        reader.get(preview_url(road, item), headers={"sec-fetch-dest": "document"})
        reader.get(attachment_url(road, item), headers={"sec-fetch-dest": "document"})
        assert reader.post(sign_url(item), answers(road, item)).status_code == 302
        assert road.sheet(item).tier == "second"

    def test_it_is_told_to_who_comes_back(self, road: Road, item: Any, reader: Client) -> None:
        told = reverse("wagtail_govreview:openings", args=[road.sheet(item).pk])
        before = reader.get(told).json()
        assert before["marks"] == {} and before["left"]
        reader.get(preview_url(road, item))
        assert list(reader.get(told).json()["marks"]) == ["preview"]
        reader.get(attachment_url(road, item))
        after = reader.get(told).json()
        assert (len(after["marks"]), after["attachments"], after["left"]) == (2, 1, "")

    def test_the_questions_do_not_grow_with_the_attachments(
        self, road: Road, item: Any, django_assert_max_num_queries: Any
    ) -> None:
        viewing = Viewing(road.sheet(item), road.people["first"])
        with django_assert_max_num_queries(4):
            assert len(viewing.unread) == 2
            assert viewing.marks == {}

    def test_the_sheet_prints_who_opened_each_attachment(self, road: Road, item: Any) -> None:
        road.sign_all(item)
        (paper,) = sheet_document(road.sheet(item))["attachments"]
        readers = [part.split(" ")[0] for part in paper["read_by"].split("；")]
        assert readers == ["shui_first", "shui_second", "shui_third"]


class TestHaste:
    def signed_after(self, road: Road, item: Any, seconds: int) -> None:
        begin = timezone.now()
        with freeze_time(begin) as clock:
            road.open_all(item, road.people["first"])
            clock.move_to(begin + timedelta(seconds=seconds))
            signs(road, item, road.people["first"])

    def notes(self, item: Any) -> list[str]:
        line = LedgerLine.objects.get(act="review.signed")
        return list(of_line(line, Records.behind([line])).notes)

    def test_the_timeline_says_that_it_was_quick(self, road: Road, item: Any) -> None:
        self.signed_after(road, item, 4)
        (note,) = self.notes(item)
        assert "4" in note

    def test_who_took_the_time_is_not_noted(self, road: Road, item: Any) -> None:
        self.signed_after(road, item, 75)
        assert self.notes(item) == []


@pytest.mark.database
class TestProof:
    def problems(self) -> list[str]:
        return sorted({problem.code for problem in verify_all()})

    def test_the_ordinary_road_is_proved(self, road: Road, item: Any) -> None:
        road.sign_all(item)
        assert self.problems() == []

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("user_key", "0"),
            ("name", "别人"),
            ("what", "text"),
            ("content_digest", "sha256:other"),
            ("opened_at", timezone.now() - timedelta(days=1)),
            ("opening_key", "another"),
        ],
    )
    def test_a_changed_opening_is_found(
        self, road: Road, item: Any, field: str, value: Any
    ) -> None:
        road.sign_all(item)
        Tampering(Opening).filter(pk=Opening.objects.first().pk).update(**{field: value})
        assert "review.opening_changed" in self.problems()

    def test_an_opening_that_was_written_anew_is_found(self, road: Road, item: Any) -> None:
        road.sign_all(item)
        Tampering(Opening).filter(pk=Opening.objects.first().pk).update(digest="sha256:other")
        assert "review.opening_missing" in self.problems()

    def test_a_removed_opening_is_found(self, road: Road, item: Any) -> None:
        road.sign_all(item)
        Tampering(Opening).filter(what="attachment").delete()
        assert self.problems() == ["review.opening_missing"]

    def test_a_changed_statement_is_found(self, road: Road, item: Any) -> None:
        road.sign_all(item)
        Tampering(Signature).filter(tier="first").update(read_seconds=4000)
        assert "review.signature_changed" in self.problems()
