"""The bank of phrases, made from what is public, and what only sounds like it."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Site

from sandbox.portal.models import NewsPage
from wagtail_govreview.models import PhraseBank
from wagtail_govreview.screening.checks.wording.sound import slips_by_sound
from wagtail_govreview.screening.checks.wording.types import SOUND
from wagtail_govreview.screening.context import context_for
from wagtail_govreview.screening.findings import Severity
from wagtail_govreview.screening.folding import view_of
from wagtail_govreview.screening.phrases import active
from wagtail_govreview.screening.phrases.bank import Bank
from wagtail_govreview.screening.phrases.counting import Count
from wagtail_govreview.screening.phrases.services import make
from wagtail_govreview.screening.places import Kind, Place
from wagtail_govreview.screening.registry import Context
from wagtail_govreview.screening.stretches import stretch_of

BANK = Bank(["扎实推进", "人民政府", "第三季度", "认真地做"], seen=["人民镇府"])


def slips(text: str, bank: Bank | None = BANK) -> list[tuple[str, str]]:
    view = view_of(stretch_of([(Place(Kind.FIELD, "body"), text)]))
    hits = slips_by_sound(view, Context(phrases=bank))
    return [(view.text[hit.start : hit.end], hit.suggestion) for hit in hits]


def test_what_sounds_like_a_phrase() -> None:
    assert slips("扎实推近，人民​正府。扎时推进人民政府") == [
        ("扎实推近", "扎实推进"),
        ("人民正府", "人民政府"),
        ("扎时推进", "扎实推进"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "扎实推进人民政府",
        "扎时推近",  # two characters off
        "扎实推广",  # another sound
        "人民镇府",  # stands in the published text as well
        "第山季度",  # a numeral
        "认真的做",  # grammar, not sound
        "扎实，推近",
        "扎实",
        "",
    ],
)
def test_what_is_no_slip(text: str) -> None:
    assert slips(text) == []


def test_without_a_bank() -> None:
    assert slips("扎实推近", None) == []
    assert slips("扎实推近", Bank([])) == []


def test_one_slip_is_told_once() -> None:
    bank = Bank(["扎实推进", "实推进各", "推进各项"])
    assert slips("扎实推近各项工作", bank) == [("扎实推近", "扎实推进")]


def test_it_never_asks_for_more_than_a_look() -> None:
    assert SOUND.severity is Severity.HINT


def test_a_bank_is_packed_and_unpacked() -> None:
    again = Bank.from_bytes(BANK.to_bytes())
    assert (again.phrases, again.seen) == (BANK.phrases, BANK.seen)


def test_counting_forgets_what_is_rare() -> None:
    count = Count(most=50)
    for number in range(500):
        count.add(f"扎实推进{chr(0x4E00 + number)}一二{chr(0x5E00 + number)}")
    assert count.frequent(400) == ["扎实推进"]


@given(st.text("扎实推近进人民政正府，\n", max_size=40) | st.text())
def test_any_text(text: str) -> None:
    assert all(found != right for found, right in slips(text))


@pytest.fixture
def published(site: Site) -> None:
    parent = site.root_page
    for number in range(3):
        body = "<p>全区扎实推进乡村振兴。</p>"
        parent.add_child(instance=NewsPage(title=f"动态{number}", slug=f"n{number}", body=body))
    parent.add_child(instance=NewsPage(title="扎实推近一次", slug="slip", body="<p>内容</p>"))
    hidden = "<p>灵活就业补贴</p>" * 9
    parent.add_child(instance=NewsPage(title="草稿", slug="draft", live=False, body=hidden))


def bank_of(**options: Any) -> PhraseBank:
    call_command("govreview_phrases", stdout=StringIO(), stderr=StringIO(), **options)
    return PhraseBank.objects.get()


@pytest.mark.usefixtures("published")
def test_the_bank_is_made_from_what_is_public(site: Site) -> None:
    made = bank_of(frequency=3)
    phrases = Bank.from_bytes(bytes(made.data)).phrases
    assert {"扎实推进", "乡村振兴"} <= set(phrases)
    assert "灵活就业" not in phrases
    assert (made.count, made.frequency) == (len(phrases), 3)

    context = context_for(site.root_page, None)
    assert slips("香村振兴", context.phrases) == [("香村振兴", "乡村振兴")]
    assert slips("扎实推近", context.phrases) == []  # it is public already


@pytest.mark.usefixtures("published")
def test_a_new_bank_takes_the_place_of_the_old(settings: Any) -> None:
    old = bank_of(frequency=3)
    assert active.phrase_bank() is not None
    settings.GOVREVIEW_PHRASE_FREQUENCY = 4
    new = bank_of()
    assert new.pk != old.pk
    assert new.frequency == 4
    assert active.phrase_bank().phrases == Bank.from_bytes(bytes(new.data)).phrases  # type: ignore[union-attr]


@pytest.mark.usefixtures("published")
def test_one_query_once_it_is_unpacked() -> None:
    bank_of(frequency=3)
    active.phrase_bank()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        active.phrase_bank()
    assert len(queries) == 1


@pytest.mark.django_db
def test_nothing_tells_how_characters_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make, "sounds", dict)
    with pytest.raises(CommandError, match="match"):
        call_command("govreview_phrases")
    assert active.phrase_bank() is None


@pytest.mark.django_db
def test_a_phrase_stands_there_once_at_least() -> None:
    with pytest.raises(CommandError):
        call_command("govreview_phrases", frequency=0)
    assert bank_of().count == 0
