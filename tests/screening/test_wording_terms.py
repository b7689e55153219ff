"""What the dictionaries find."""

from __future__ import annotations

import pickle
from datetime import date

import pytest
from django.test import override_settings

from wagtail_govreview.screening.checks.wording import terms
from wagtail_govreview.screening.dictionaries.entries import Entry, TermKind
from wagtail_govreview.screening.dictionaries.seed import SEED
from wagtail_govreview.screening.dictionaries.wordbook import Wordbook
from wagtail_govreview.screening.findings import Finding, Severity
from wagtail_govreview.screening.folding import view_of
from wagtail_govreview.screening.matching import matcher, near_misses
from wagtail_govreview.screening.places import Kind, Place
from wagtail_govreview.screening.registry import Context, look_at
from wagtail_govreview.screening.sources import PAGE
from wagtail_govreview.screening.stretches import Stretch, stretch_of

DAY = date(2026, 3, 2)
assert terms  # registers the check


def stretch(*paragraphs: str) -> Stretch:
    return stretch_of(
        (Place(Kind.FIELD, f"body.{number}", "Body"), text)
        for number, text in enumerate(paragraphs)
    )


def found(text: str, *entries: Entry, on: date | None = DAY) -> list[tuple[str, str, str]]:
    """Code, text and suggestion of each hit."""
    view = view_of(stretch(text))
    return [
        (hit.type.code.partition(".")[2], view.text[hit.start : hit.end], hit.suggestion)
        for hit in Wordbook(entries).hits(view, on)
    ]


def findings(text: str, *entries: Entry) -> list[Finding]:
    context = Context(dictionaries=Wordbook(entries), on=DAY)
    return [
        finding
        for finding in look_at([(PAGE, stretch(text))], context)
        if finding.code in ("wording.wrong", "wording.secret", "wording.careful")
    ]


def test_a_slip_is_found_however_it_is_written() -> None:
    slip = Entry("秸杆WTO", "秸秆WTO")
    assert found("禁烧秸杆ｗｔｏ。秸​杆WTO", slip) == [
        ("wrong", "秸杆wto", "秸秆WTO"),
        ("wrong", "秸杆WTO", "秸秆WTO"),
    ]


def test_nothing_inside_what_is_allowed() -> None:
    words = (Entry("中港", kind=TermKind.CAREFUL), Entry("集中港口", kind=TermKind.ALLOWED))
    assert found("集中港口与中港两地", *words) == [("careful", "中港", "")]


def test_a_term_holds_between_its_days() -> None:
    term = Entry("旧称", valid_from=date(2026, 3, 2), valid_until=date(2026, 3, 4))
    days = {day: bool(found("旧称", term, on=date(2026, 3, day))) for day in range(1, 6)}
    assert days == {1: False, 2: True, 3: True, 4: True, 5: False}


def test_a_title_is_found_outside_of_its_days() -> None:
    title = Entry("王某明 自治区主席", kind=TermKind.TITLE, valid_until=date(2020, 1, 1))
    again = Entry("王某明 自治区主席", kind=TermKind.TITLE, valid_from=date(2026, 1, 1))
    assert found("自治区主席王某明、王某明自治区主席", title) == [
        ("title", "自治区主席王某明", ""),
        ("title", "王某明自治区主席", ""),
    ]
    assert found("自治区主席王某明", title, again) == []
    assert found("自治区主席王某明", title, on=date(2020, 1, 1)) == []


def test_the_longer_of_two_slips() -> None:
    assert found("共合国在中华人民共合国", Entry("共合国", "共和国"), Entry("中华人民共合国")) == [
        ("wrong", "共合国", "共和国"),
        ("wrong", "中华人民共合国", ""),
    ]


@pytest.mark.parametrize(
    "text",
    ["中华人民共合国", "中华人民共和和国", "忠华人民共和国", "中华入民共和国"],
)
def test_a_protected_name_with_one_character_off(text: str) -> None:
    name = Entry("中华人民共和国", kind=TermKind.PROTECTED)
    assert found(f"在{text}境内", name) == [("near_miss", text, "中华人民共和国")]


@pytest.mark.parametrize(
    "text",
    [
        "中华人民共和国",
        "中华人民共国",  # a name may do without 和
        "中华人民 共和国",
        "中华人民，共和国",
        "大华人民共和国",
        "中华人民共和国国务院",
        "华人民共和国",
    ],
)
def test_what_is_no_slip_of_a_protected_name(text: str) -> None:
    assert found(text, Entry("中华人民共和国", kind=TermKind.PROTECTED)) == []


def test_short_names_only_by_likeness() -> None:
    name = Entry("人民法院", kind=TermKind.PROTECTED)
    assert found("人民医院、人民法官、人民发院、人岷法院", name) == [
        ("near_miss", "人民发院", "人民法院"),
        ("near_miss", "人岷法院", "人民法院"),
    ]


def test_another_known_name_is_no_slip() -> None:
    names = [Entry(f"{place}省人民政府", kind=TermKind.PROTECTED) for place in ("河南", "湖南")]
    assert found("河南省人民政府、湖南省人民政府", *names) == []


def test_a_documented_slip_is_told_once() -> None:
    assert [code for code, *_rest in found("中华人民共合国", *SEED)] == ["wrong"]


def test_many_names_with_one_half() -> None:
    places = [chr(0x4E00 + number) + "川市" for number in range(500)]
    names = [Entry(f"{place}人民政府", kind=TermKind.PROTECTED) for place in places]
    text = f"{places[7]}人民攻府与{places[8][0]}穿市人民政府，{places[9]}民政府"
    assert [hit[2] for hit in found(text, *names)] == [names[n].term for n in (7, 8, 9)]


def test_a_secret_word_is_not_repeated_in_the_finding() -> None:
    secret = Entry("代号晨曦计划", note="晨曦", kind=TermKind.SECRET, dictionary="本单位")
    (finding,) = findings("关于代号晨曦计划的说明", secret)
    assert finding.severity is Severity.BLOCK
    assert "晨曦" not in str(finding.to_json())


def test_the_dictionary_may_be_more_severe_than_the_kind() -> None:
    (finding,) = findings("旧称", Entry("旧称", severity=Severity.BLOCK))
    assert finding.severity is Severity.BLOCK
    with override_settings(GOVREVIEW_SEVERITIES={"wording.wrong": None}):
        assert findings("旧称", Entry("旧称", severity=Severity.BLOCK)) == []


def test_a_finding_can_be_kept() -> None:
    (finding,) = findings("秸杆", *SEED)
    assert Finding.from_json(finding.to_json()) == finding
    assert (finding.suggestion, finding.note) == ("秸秆", SEED[0].dictionary)


def test_a_wordbook_can_be_pickled() -> None:
    book = pickle.loads(pickle.dumps(Wordbook(SEED)))  # noqa: S301
    assert [hit.suggestion for hit in book.hits(view_of(stretch("扫黑险恶")))] == ["扫黑除恶"]


def test_quotes_around_one_country_two_systems() -> None:
    assert [text for _code, text, _right in found("坚持“一国两制”，一国两制", *SEED)] == [
        "一国两制"
    ]
    assert found("集中港口、老板娘", *SEED) == []


def test_an_empty_term_is_nowhere() -> None:
    assert found("任何文字", Entry(" "), Entry("​")) == []


def test_the_same_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "中华人民共合国、宁夏回族自治州区、扫黑险恶、中共山西省省委书记，“一国两制”"
    quick = found(text, *SEED)
    monkeypatch.setattr(matcher, "fast", None)
    assert found(text, *SEED) == quick
    assert len(quick) == 4
    monkeypatch.setattr(near_misses, "sounds", dict)
    assert found(text, *SEED) == quick
    assert found("忠华人民共和国", *SEED) == []  # only its sound tells this one
