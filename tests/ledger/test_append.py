"""Acts are appended to a unit's chain, and stay."""

import json

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from wagtail.models import Page

from sandbox.portal.models import HomePage
from wagtail_govreview.ledger import acts, people
from wagtail_govreview.ledger.models import Chain, LedgerLine
from wagtail_govreview.ledger.services import append
from wagtail_govreview.ledger.verification import verify_all
from wagtail_govreview.refusal import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_each_unit_has_a_chain_of_its_own():
    first = append("宁水", "review.signed", summary="关于…的通知", data={"tier": "first"})
    other = append("宁办", "review.signed")
    second = append("宁水", "review.returned")
    assert [(line.chain.name, line.number) for line in (first, other, second)] == [
        ("宁水", 1),
        ("宁办", 1),
        ("宁水", 2),
    ]
    assert first.previous == "" and second.previous == first.digest
    chain = Chain.objects.get(name="宁水")
    assert (chain.length, chain.head) == (2, second.digest)
    assert json.loads(first.data) == {"tier": "first"}


def test_the_actor_and_the_subject_are_snapshots():
    user = get_user_model().objects.create_user("zhang", first_name="承办", last_name="张")
    home = HomePage(title="首页", pk=41)
    line = append("宁水", "content.kept", actor=user, subject=home, summary="首页")
    user_key = str(user.pk)
    user.delete()
    line.refresh_from_db()
    assert (line.actor, line.actor_key) == ("张承办", user_key)
    assert line.subject == f"{Page._meta.label_lower}:41"


def test_names_of_people():
    model = get_user_model()
    assert people.display_name(None) == people.key(None) == ""
    assert people.display_name(AnonymousUser()) == people.key(AnonymousUser()) == ""
    assert people.display_name(model(username="shui_first")) == "shui_first"
    assert (
        people.display_name(model(username="x", first_name="Ada", last_name="King")) == "Ada King"
    )
    assert people.display_name(model(username="x", last_name="李一审")) == "李一审"
    assert people.display_name(model(username="x", first_name="·㛃", last_name="𬱟")) == "𬱟·㛃"


def test_texts_that_no_column_holds_are_made_to_fit():
    line = append("宁水", "x.y", summary="a\x00b\ud800" + "长" * 600, data={"a\x00": "\ud800"})
    line.refresh_from_db()
    assert len(line.summary) == 500 and line.summary.endswith("…")
    assert json.loads(line.data) == {"a\x00": "\ud800"}
    assert list(verify_all()) == []


def test_what_is_rolled_back_was_no_act():
    append("宁水", "x.y")
    with pytest.raises(RuntimeError), transaction.atomic():
        append("宁水", "x.y")
        raise RuntimeError
    assert append("宁水", "x.y").number == 2
    assert list(verify_all()) == []


@pytest.mark.parametrize(
    ("chain", "act", "code"),
    [
        ("", "x.y", "ledger.chain"),
        ("宁" * 65, "x.y", "ledger.chain"),
        ("宁水", "signed", "ledger.act"),
        ("宁水", "x." + "y" * 63, "ledger.act"),
        ("宁水", "签.字", "ledger.act"),
    ],
)
def test_a_chain_or_act_that_is_not_well_formed_is_refused(chain, act, code):
    with pytest.raises(Refused) as refused:
        append(chain, act)
    assert refused.value.codes == [code]
    assert not LedgerLine.objects.exists()


def test_acts_have_labels():
    acts.register_acts({"test.done": "done"})
    acts.register_acts({"test.done": "done"})
    assert acts.label("test.done") == "done"
    assert ("test.done", "done") in acts.choices()
    assert acts.label("of.a.removed_room") == "of.a.removed_room"
    with pytest.raises(ValueError, match="test.done"):
        acts.register_acts({"test.done": "undone"})


def test_evidence_is_neither_changed_nor_deleted_by_any_road_of_the_orm():
    line = append("宁水", "x.y")
    lines = LedgerLine.objects.all()
    for attempt, code in [
        (line.save, "ledger.unchangeable"),
        (lambda: lines.update(act="x.z"), "ledger.unchangeable"),
        (lambda: lines.bulk_update([line], ["act"]), "ledger.unchangeable"),
        (line.delete, "ledger.undeletable"),
        (lines.delete, "ledger.undeletable"),
        (line.chain.delete, "ledger.undeletable"),
        (Chain.objects.all().delete, "ledger.undeletable"),
    ]:
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.codes == [code]
    with pytest.raises(models.ProtectedError):
        models.QuerySet(Chain).delete()
