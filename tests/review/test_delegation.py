"""Signing in another's place (授权代签): decided when the signature is made, and shown with both names."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone, translation
from freezegun import freeze_time
from wagtail.models import TaskState

from tests.delegations import delegated, stand_in
from tests.guarding import Tampering
from tests.road import Road, fresh
from wagtail_govreview.inspection.details import exceptions_of
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.ledger.verification import verify_all
from wagtail_govreview.models import Delegation, RegisterEntry, ReviewSheet, Signature, Signer
from wagtail_govreview.publication.document import register_document
from wagtail_govreview.refusal import Refused
from wagtail_govreview.review.document import sheet_document
from wagtail_govreview.review.waiting import waiting_list
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.units.services import appoint, end_delegation

pytestmark = pytest.mark.database

State = ReviewSheet.State


@pytest.fixture
def deputy(db: Any) -> Any:
    return stand_in()


@pytest.fixture
def item(road: Road) -> Any:
    page = road.draft()
    road.submit(page)
    return page


def refused(work: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        work()
    return caught.value.codes


def sign_url(page: Any) -> str:
    return reverse("wagtail_govreview:sign", args=[fresh(page).current_workflow_task_state.pk])


def as_user(client: Client, user: Any) -> Client:
    client.force_login(user)
    return client


class TestTheSignature:
    def test_it_names_both_and_the_delegation(self, road: Road, item: Any, deputy: Any) -> None:
        delegation = delegated(road, "first", deputy)
        assert road.sign(item, "first", user=deputy).tier == "second"
        signature = Signature.objects.get()
        assert (signature.name, signature.principal_name) == ("deputy", "shui_first")
        assert (signature.user, signature.delegation) == (deputy, delegation)
        data = json.loads(LedgerLine.objects.get(act="review.signed").data)
        assert data["delegation_digest"] == delegation.digest
        assert (data["principal"], data["signature_digest"]) == ("shui_first", signature.digest)
        assert not list(verify_all())

    def test_it_counts_in_the_principals_post(self, road: Road, deputy: Any) -> None:
        posts = get_profile().tier("third").posts
        third = road.people["third"]
        appoint(
            Signer(unit=road.unit, user=third, tier="third", post=posts[0].code, title="副厅长")
        )
        delegated(road, "third", deputy)
        page = road.draft()
        road.submit(page)
        road.sign(page, "first")
        road.sign(page, "second")
        road.sign(page, "third", user=deputy)
        signature = Signature.objects.get(tier="third")
        assert signature.post == posts[0].code
        assert signature.principal_title == "副厅长"
        assert fresh(page).live

    def test_a_return_names_both_as_well(self, road: Road, item: Any, deputy: Any) -> None:
        delegated(road, "first", deputy)
        state = fresh(item).current_workflow_task_state
        state.task.specific.on_action(state, deputy, "reject", comment="数字不符")
        signature = Signature.objects.get(decision="returned")
        assert signature.principal_name == "shui_first"
        assert not list(verify_all())

    def test_without_a_delegation_the_text_of_a_signature_is_as_before(
        self, road: Road, item: Any
    ) -> None:
        from wagtail_govreview.review.services.deciding import signature_text

        road.sign(item, "first")
        stated = json.loads(signature_text(Signature.objects.get()))
        assert not {"principal", "principal_key", "delegation_digest"} & set(stated)


class TestTheMoment:
    """Half open, by the server's clock, when the signature is made."""

    def test_until_the_end_and_not_at_it(self, road: Road, item: Any, deputy: Any) -> None:
        start = timezone.now().replace(microsecond=0)
        with freeze_time(start) as clock:
            delegation = delegated(road, "first", deputy, starts_at=start + timedelta(hours=1))
            assert refused(lambda: road.sign(item, "first", user=deputy)) == [
                "units.delegation_not_yet"
            ]
            clock.move_to(delegation.ends_at)
            assert refused(lambda: road.sign(item, "first", user=deputy)) == [
                "units.delegation_expired"
            ]
            clock.move_to(delegation.ends_at - timedelta(milliseconds=1))
            road.sign(item, "first", user=deputy)
        assert Signature.objects.get().signed_at < delegation.ends_at

    def test_from_the_beginning_on(self, road: Road, item: Any, deputy: Any) -> None:
        start = timezone.now().replace(microsecond=0)
        with freeze_time(start) as clock:
            delegation = delegated(road, "first", deputy, starts_at=start + timedelta(hours=1))
            clock.move_to(delegation.starts_at)
            assert road.sign(item, "first", user=deputy).tier == "second"

    def test_not_when_it_was_revoked(self, road: Road, item: Any, deputy: Any) -> None:
        delegation = delegated(road, "first", deputy)
        end_delegation(delegation, reason="提前返回", actor=road.people["first"])
        assert refused(lambda: road.sign(item, "first", user=deputy)) == [
            "units.delegation_revoked"
        ]

    def test_not_when_the_principal_signs_no_more(self, road: Road, item: Any, deputy: Any) -> None:
        delegated(road, "first", deputy)
        road.people["first"].groups.clear()
        assert refused(lambda: road.sign(item, "first", user=deputy)) == [
            "units.delegation_principal_gone"
        ]

    def test_not_in_another_tier_or_unit(self, road: Road, item: Any, deputy: Any) -> None:
        delegated(road, "second", deputy)
        delegated(Road("宁教", "jiao"), "first", deputy)
        assert refused(lambda: road.sign(item, "first", user=deputy)) == ["review.not_signer"]

    def test_not_by_a_closed_account(self, road: Road, item: Any, deputy: Any) -> None:
        delegated(road, "first", deputy)
        deputy.is_active = False
        deputy.save()
        assert refused(lambda: road.sign(item, "first", user=deputy)) == [
            "units.delegation_not_given"
        ]


class TestSeparation:
    """It holds for who holds the pen, and for who is represented."""

    def test_nobody_signs_two_tiers_for_two_principals(
        self, road: Road, item: Any, deputy: Any
    ) -> None:
        delegated(road, "first", deputy)
        delegated(road, "second", deputy)
        road.sign(item, "first", user=deputy)
        assert refused(lambda: road.sign(item, "second", user=deputy)) == ["review.same_person"]

    def test_nor_one_tier_in_person_and_another_for_somebody(self, road: Road, item: Any) -> None:
        first = road.people["first"]
        delegated(road, "second", first)
        road.sign(item, "first")
        assert refused(lambda: road.sign(item, "second", user=first)) == ["review.same_person"]

    def test_nor_is_one_person_represented_and_signs_in_person(
        self, road: Road, item: Any, deputy: Any
    ) -> None:
        first = road.people["first"]
        first.groups.add(road.unit.groups.get(role="second").group)
        delegated(road, "first", deputy)
        road.sign(item, "first", user=deputy)
        assert refused(lambda: road.sign(item, "second", user=first)) == ["review.signed_for_you"]

    def test_nor_is_one_person_represented_after_signing_in_person(
        self, road: Road, item: Any, deputy: Any
    ) -> None:
        first = road.people["first"]
        first.groups.add(road.unit.groups.get(role="second").group)
        delegated(road, "second", deputy, principal=first)
        road.sign(item, "first")
        assert refused(lambda: road.sign(item, "second", user=deputy)) == [
            "review.principal_signed"
        ]

    def test_nor_is_one_person_represented_twice(self, road: Road, item: Any, deputy: Any) -> None:
        first = road.people["first"]
        first.groups.add(road.unit.groups.get(role="second").group)
        delegated(road, "first", deputy)
        delegated(road, "second", stand_in("other"), principal=first)
        road.sign(item, "first", user=deputy)
        other = Delegation.objects.get(tier="second").delegate
        assert refused(lambda: road.sign(item, "second", user=other)) == ["review.principal_signed"]

    def test_who_wrote_it_does_not_sign_for_somebody(self, road: Road, item: Any) -> None:
        editor = road.people["editor"]
        delegated(road, "first", editor)
        assert refused(lambda: road.sign(item, "first", user=editor)) == ["review.contributor"]
        with override_settings(GOVREVIEW_UNDERTAKER_MAY_SIGN_FIRST=True):
            assert refused(lambda: road.sign(item, "first", user=editor)) == ["review.contributor"]

    def test_nobody_signs_for_who_wrote_it(self, road: Road, deputy: Any) -> None:
        page = road.draft()
        road.edit(page, user=road.people["first"], title="改过的标题")
        delegated(road, "first", deputy)
        road.submit(page)
        assert refused(lambda: road.sign(page, "first", user=deputy)) == [
            "review.principal_contributor"
        ]


class TestTheScreen:
    def test_one_possibility_is_said_and_not_asked(
        self, road: Road, item: Any, deputy: Any, client: Client
    ) -> None:
        delegation = delegated(road, "first", deputy)
        road.open_all(item, deputy)
        response = as_user(client, deputy).get(sign_url(item))
        assert response.status_code == 200
        html = response.content.decode()
        assert "shui_first" in response.context["sign_form"].stands_in
        assert response.context["sign_form"].stands_in in html
        assert f'name="sign_as" value="{delegation.pk}"' in html
        answers = {
            "decision": "approve",
            "checklist": road.checklist(item),
            "sign_as": delegation.pk,
        }
        client.post(sign_url(item), answers)
        assert Signature.objects.get().delegation == delegation

    def test_in_ones_own_name_nothing_is_asked(self, road: Road, item: Any, client: Client) -> None:
        response = as_user(client, road.people["first"]).get(sign_url(item))
        assert "sign_as" not in response.context["sign_form"].fields
        assert response.context["sign_form"].stands_in == ""

    def test_several_possibilities_are_a_choice_without_a_default(
        self, road: Road, item: Any, client: Client
    ) -> None:
        colleague = road.employ("first", "colleague")
        delegation = delegated(road, "first", colleague)
        road.open_all(item, colleague)
        html = as_user(client, colleague).get(sign_url(item)).content.decode()
        assert 'type="radio" name="sign_as" value="own"' in html
        assert f'type="radio" name="sign_as" value="{delegation.pk}"' in html
        answers = {"decision": "approve", "checklist": road.checklist(item), "opinion": "已核"}
        response = client.post(sign_url(item), answers)
        assert list(response.context["sign_form"].errors) == ["sign_as"]
        assert "已核" in response.content.decode()
        client.post(sign_url(item), {**answers, "sign_as": "own"})
        assert Signature.objects.get().principal_key == ""

    def test_the_verb_does_not_guess_either(self, road: Road, item: Any) -> None:
        colleague = road.employ("first", "colleague")
        delegation = delegated(road, "first", colleague)
        assert refused(lambda: road.sign(item, "first", user=colleague)) == ["review.sign_as"]
        road.sign(item, "first", user=colleague, sign_as=str(delegation.pk))
        assert Signature.objects.get().principal_name == "shui_first"

    def test_a_name_that_ran_out_is_never_silently_another(
        self, road: Road, item: Any, client: Client
    ) -> None:
        colleague = road.employ("first", "colleague")
        delegation = delegated(road, "first", colleague)
        road.open_all(item, colleague)
        as_user(client, colleague).get(sign_url(item))
        end_delegation(delegation, reason="提前返回", actor=road.people["first"])
        answers = {
            "decision": "approve",
            "checklist": road.checklist(item),
            "sign_as": delegation.pk,
        }
        response = client.post(sign_url(item), answers)
        assert list(response.context["sign_form"].errors) == ["sign_as"]
        assert not Signature.objects.exists()
        assert refused(
            lambda: road.sign(item, "first", user=colleague, sign_as=str(delegation.pk))
        ) == ["units.delegation_revoked"]

    def test_an_expired_one_says_so(
        self, road: Road, item: Any, deputy: Any, client: Client
    ) -> None:
        start = timezone.now()
        with freeze_time(start) as clock:
            delegated(road, "first", deputy)
            clock.move_to(start + timedelta(days=2))
            as_user(client, deputy)
            answers = {"decision": "approve", "checklist": road.checklist(item)}
            road.unit.groups.get(role="inspector").group.user_set.add(deputy)
            response = client.post(sign_url(item), answers)
            assert response.status_code == 409
            codes = [refusal.code for refusal in response.context["refusals"]]
            assert codes == ["units.delegation_expired"]

    def test_somebody_elses_delegation_is_no_choice(
        self, road: Road, item: Any, deputy: Any
    ) -> None:
        theirs = delegated(road, "first", deputy)
        colleague = road.employ("first", "colleague")
        assert refused(
            lambda: road.sign(item, "first", user=colleague, sign_as=str(theirs.pk))
        ) == ["review.sign_as"]

    def test_wagtails_dialog_signs_for_the_principal_too(
        self, road: Road, item: Any, deputy: Any, client: Client
    ) -> None:
        delegation = delegated(road, "first", deputy)
        road.open_all(item, deputy)
        state = fresh(item).current_workflow_task_state
        url = reverse("wagtailadmin_pages:workflow_action", args=[item.pk, "approve", state.pk])
        answers = {"checklist": road.checklist(item), "sign_as": delegation.pk}
        as_user(client, deputy).post(url, answers)
        assert Signature.objects.get().principal_name == "shui_first"


class TestWhatWaits:
    def test_the_delegate_sees_it_marked(
        self, road: Road, item: Any, deputy: Any, client: Client
    ) -> None:
        delegation = delegated(road, "first", deputy)
        assert [each.principals for each in waiting_list(deputy)] == [("shui_first",)]
        html = as_user(client, deputy).get(reverse("wagtailadmin_home")).content.decode()
        assert item.title in html
        assert "shui_first" in html
        end_delegation(delegation, reason="提前返回", actor=deputy)
        assert waiting_list(deputy) == []
        assert item.title not in client.get(reverse("wagtailadmin_home")).content.decode()

    def test_ones_own_turn_is_not_marked(self, road: Road, item: Any) -> None:
        colleague = road.employ("first", "colleague")
        delegated(road, "first", colleague)
        assert [each.principals for each in waiting_list(colleague)] == [()]

    def test_wagtail_knows_whom_it_waits_for(self, road: Road, item: Any, deputy: Any) -> None:
        assert not TaskState.objects.reviewable_by(deputy).exists()
        delegated(road, "first", deputy)
        again = type(deputy).objects.get(pk=deputy.pk)
        assert TaskState.objects.reviewable_by(again).count() == 1

    def test_the_editor_offers_signing(
        self, road: Road, item: Any, deputy: Any, client: Client
    ) -> None:
        delegated(road, "first", deputy)
        edit = reverse("wagtailadmin_pages:edit", args=[item.pk])
        html = as_user(client, deputy).get(edit).content.decode()
        assert sign_url(item) in html

    def test_the_sheet_can_be_read_while_it_is_in_force(
        self, road: Road, item: Any, deputy: Any, client: Client
    ) -> None:
        sheet_url = reverse("govreview_sheets:inspect", args=[road.sheet(item).pk])
        assert as_user(client, deputy).get(sheet_url).status_code == 302
        delegation = delegated(road, "first", deputy)
        assert client.get(sheet_url).status_code == 200
        assert client.get(reverse("govreview_sheets:list")).context["object_list"].count() == 1
        end_delegation(delegation, reason="提前返回", actor=deputy)
        assert client.get(sheet_url).status_code == 302

    def test_the_mail_says_for_whom(
        self, road: Road, deputy: Any, django_capture_on_commit_callbacks: Any
    ) -> None:
        delegated(road, "first", deputy)
        page = road.draft()
        with django_capture_on_commit_callbacks(execute=True):
            road.submit(page)
        mails = {message.to[0]: message.body for message in mail.outbox}
        assert set(mails) == {"deputy@example.gov.cn", "shui_first@example.gov.cn"}
        assert "shui_first" in mails["deputy@example.gov.cn"]
        assert "shui_first" not in mails["shui_first@example.gov.cn"]

    def test_the_number_of_queries_is_constant(
        self, road: Road, deputy: Any, django_assert_num_queries: Any
    ) -> None:
        delegated(road, "first", deputy)
        delegated(road, "second", deputy)
        road.submit(road.draft("第一条"))
        with django_assert_num_queries(6):
            assert len(waiting_list(deputy)) == 1
        for number in range(3):
            road.submit(road.draft(f"第{number}条"))
        with django_assert_num_queries(6):
            assert len(waiting_list(deputy)) == 4


class TestWhoIsTold:
    """Nobody is represented, and nobody signs for another, without knowing it."""

    def test_both_learn_of_it_except_who_did_it(
        self, road: Road, deputy: Any, boss: Any, django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            delegation = delegated(road, "third", deputy, actor=boss)
        assert {message.to[0] for message in mail.outbox} == {
            "shui_third@example.gov.cn",
            "deputy@example.gov.cn",
        }
        assert all("shui_third" in message.body for message in mail.outbox)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            end_delegation(delegation, reason="登记有误", actor=road.people["third"])
        (message,) = mail.outbox
        assert message.to == ["deputy@example.gov.cn"]
        assert "登记有误" in message.body


class TestWhereItIsShown:
    @pytest.fixture
    def public(self, road: Road, deputy: Any) -> Any:
        delegated(road, "third", deputy)
        page = road.draft()
        road.submit(page)
        road.sign(page, "first")
        road.sign(page, "second")
        road.sign(page, "third", user=deputy)
        return fresh(page)

    def test_on_the_sheet(self, road: Road, public: Any, client: Client) -> None:
        sheet = road.sheet(public)
        printed = "shui_third（deputy 代）"
        tiers = {tier["wording"]: tier["signatures"] for tier in sheet_document(sheet)["tiers"]}
        assert [item["name"] for item in tiers["三审"]] == [printed]
        url = reverse("govreview_sheets:inspect", args=[sheet.pk])
        assert printed in as_user(client, road.people["first"]).get(url).content.decode()
        pdf = client.get(reverse("wagtail_govreview:sheet_pdf", args=[sheet.pk]))
        assert pdf.content.startswith(b"%PDF")

    def test_in_the_register(self, road: Road, public: Any, client: Client) -> None:
        entry = RegisterEntry.objects.get(page_id=public.pk)
        assert entry.signers[-1]["principal"] == "shui_third"
        assert "principal" not in entry.signers[0]
        row = register_document([entry], unit="", chosen=[])["rows"][0]
        assert "shui_third（deputy 代）" in row["signers"][-1]
        client.force_login(road.people["registrar"])
        for url in (
            reverse("govreview_register_modeladmin_index"),
            reverse("govreview_register_modeladmin_inspect", args=[entry.pk]),
            reverse("govreview_register_modeladmin_index") + "?export=csv",
        ):
            answer = client.get(url)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert "shui_third" in body.decode()
        assert not list(verify_all())

    def test_in_the_inspection(self, road: Road, public: Any, client: Client) -> None:
        entry = RegisterEntry.objects.get(page_id=public.pk)
        codes = {shown.indicator.code for shown in exceptions_of(entry) if shown.indicator}
        assert "signed_by_delegation" in codes
        assert not any(shown.is_fault for shown in exceptions_of(entry))

    def test_in_words_of_the_reader(self, public: Any) -> None:
        from wagtail_govreview.review.names import who_signed

        with translation.override("en"):
            assert (
                who_signed(Signature.objects.get(tier="third")) == "shui_third (signed by deputy)"
            )


class TestVerification:
    @pytest.fixture
    def signature(self, road: Road, item: Any, deputy: Any) -> Signature:
        delegated(road, "first", deputy)
        road.sign(item, "first", user=deputy)
        return Signature.objects.get()

    def found(self) -> set[str]:
        return {problem.code for problem in verify_all()}

    def test_outside_the_period(self, signature: Signature) -> None:
        over = signature.signed_at
        Tampering(Delegation).filter(pk=signature.delegation_id).update(ends_at=over)
        assert "review.delegation_not_in_force" in self.found()

    def test_after_the_revocation(self, signature: Signature) -> None:
        moment = signature.signed_at - timedelta(seconds=1)
        Tampering(Delegation).filter(pk=signature.delegation_id).update(revoked_at=moment)
        assert "review.delegation_not_in_force" in self.found()

    def test_without_the_delegation(self, signature: Signature) -> None:
        Tampering(Signature).filter(pk=signature.pk).update(delegation=None)
        assert "review.delegation_missing" in self.found()

    def test_under_somebody_elses(self, signature: Signature) -> None:
        Tampering(Delegation).filter(pk=signature.delegation_id).update(principal_key="0")
        assert "review.delegation_other" in self.found()

    def test_a_name_that_was_slipped_in(self, signature: Signature) -> None:
        Tampering(Signature).filter(pk=signature.pk).update(principal_name="别人")
        assert "review.signature_changed" in self.found()
