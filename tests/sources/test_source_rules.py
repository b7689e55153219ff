"""What keeps an item from being submitted because of its source, sentence by sentence of the rule's chapters 一 and 二."""

from __future__ import annotations

from datetime import date, datetime, timezone
from typing import Any

import pytest

from tests.profiles import TWO_TIER
from tests.sources.register import small_register
from wagtail_govreview.models import AuthorisedSource, SourceAttribution, Unit
from wagtail_govreview.sources import rules

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
TITLE = "国务院办公厅关于推进政务新媒体健康有序发展的意见"


@pytest.fixture(autouse=True)
def register() -> dict[str, AuthorisedSource]:
    return small_register()


def reprint(**fields: Any) -> SourceAttribution:
    """A complete reprint of a central document; ``fields`` say what differs."""
    values: dict[str, Any] = {
        "information_class": "reprint",
        "subclasses": ["reprint_central"],
        "link": "http://www.gov.cn/zhengce/content/2018-12/27/content_5352666.htm",
        "source_site": "中国政府网",
        "original_title": TITLE,
        "issuing_organ": "国务院办公厅",
        "document_number": "国办发〔2018〕123号",
        "original_date": date(2018, 12, 27),
        "reprinted_at": datetime(2026, 3, 2, 1, 0, tzinfo=timezone.utc),
    }
    return SourceAttribution(**{**values, **fields})


def news(**fields: Any) -> SourceAttribution:
    """A complete reprint of something that is no document."""
    values = {
        "subclasses": ["reprint_other"],
        "link": "http://legaldaily.com.cn/a/1.html",
        "source_site": "法治日报",
        "original_title": "节水知识走进校园",
        "issuing_organ": "法治日报社",
        "document_number": "",
        "original_date": date(2026, 3, 1),
    }
    return reprint(**{**values, **fields})


def own(**fields: Any) -> SourceAttribution:
    return SourceAttribution(
        **{"information_class": "own", "subclasses": ["own_documents"], **fields}
    )


def codes(attribution: SourceAttribution | None, **kwargs: Any) -> list[tuple[str, str]]:
    """Code and field of each refusal."""
    kwargs.setdefault(
        "title", TITLE if attribution and attribution.information_class == "reprint" else "简讯"
    )
    refusals = rules.for_submission(attribution, on=TODAY, **kwargs)
    assert all(str(refusal.sentence).strip() for refusal in refusals)
    return [(refusal.code.removeprefix("source."), refusal.field) for refusal in refusals]


# -- classes --------------------------------------------------------------------------------------------------------


def test_a_complete_reprint_and_a_complete_own_item_pass() -> None:
    assert codes(reprint()) == []
    assert codes(news(), title="节水知识走进校园") == []
    assert codes(own()) == []


@pytest.mark.parametrize(
    ("attribution", "expected"),
    [
        (None, [("class_missing", "information_class")]),
        (SourceAttribution(), [("class_missing", "information_class")]),
        (SourceAttribution(information_class="gone"), [("class_unknown", "information_class")]),
        (own(subclasses=[]), [("subclass_missing", "subclasses")]),
        (
            own(subclasses=["other_mailbox"]),
            [("subclass_missing", "subclasses"), ("subclass_of_other_class", "subclasses")],
        ),
        (own(subclasses=["own_documents", "gone"]), [("subclass_of_other_class", "subclasses")]),
        (own(subclasses=["own_documents", "own_standing"]), []),
        (SourceAttribution(information_class="other", subclasses=["other_mailbox"]), []),
    ],
)
def test_class_and_kind(attribution: SourceAttribution | None, expected: list[Any]) -> None:
    assert codes(attribution) == expected


# -- what a reprint must say ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("link", "link_missing"),
        ("source_site", "site_missing"),
        ("original_title", "title_missing"),
        ("issuing_organ", "organ_missing"),
    ],
)
def test_a_reprint_says_where_it_comes_from(field: str, code: str) -> None:
    assert (code, field) in codes(reprint(**{field: "  "}))
    assert [
        item for item in codes(news(**{field: "  "}), title="节水知识走进校园") if item[1] == field
    ] == [(code, field)]


def test_a_reprint_says_when_it_was_made() -> None:
    assert codes(reprint(reprinted_at=None)) == [("time_missing", "reprinted_at")]


def test_everything_missing_is_said_at_once() -> None:
    bare = SourceAttribution(information_class="reprint", subclasses=["reprint_other"])
    assert [field for _code, field in codes(bare, title="简讯")] == [
        "link",
        "source_site",
        "original_title",
        "issuing_organ",
        "reprinted_at",
    ]


def test_other_classes_need_no_source() -> None:
    leftovers = {"link": "nonsense", "reprinted_at": datetime(2030, 1, 1, tzinfo=timezone.utc)}
    assert codes(own(**leftovers)) == []


# -- from where -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("https://x.gov.cn/a", "host_government"),
        ("https://www.gov.cn.example.com/a", "host_embedded"),
        ("https://gov-cn.com/a", "host_embedded"),
        ("https://example.com/a", "host_unknown"),
        ("https://www.gov.cn@example.com/a", "link_userinfo"),
        ("javascript:alert(1)", "link_scheme"),
        ("https://www.nx.gov.cn/a", "scope"),
        ("https://legaldaily.com.cn/a", "scope"),
        ("https://www.moe.gov.cn/a", "scope"),
    ],
)
def test_a_central_document_comes_from_a_central_source(link: str, code: str) -> None:
    refusals = rules.for_submission(reprint(link=link, source_site="某网"), title=TITLE, on=TODAY)
    assert [(refusal.code, refusal.field) for refusal in refusals] == [(f"source.{code}", "link")]
    sentence = str(refusals[0])
    assert "中国政府网" in sentence and "国办发〔2018〕123号" in sentence


def regional(**fields: Any) -> SourceAttribution:
    values = {
        "link": "https://www.nx.gov.cn/a",
        "source_site": "宁夏回族自治区人民政府网",
        "original_title": "自治区人民政府办公厅关于某事的通知",
        "issuing_organ": "宁夏回族自治区人民政府办公厅",
        "document_number": "宁政办发〔2020〕1号",
    }
    return reprint(**{**values, **fields})


def test_a_regional_document_comes_from_a_regional_source() -> None:
    title = "自治区人民政府办公厅关于某事的通知"
    assert codes(regional(), title=title) == []
    central_source = regional(link="https://www.gov.cn/a", source_site="中国政府网")
    assert codes(central_source, title=title) == [("scope", "link")]


def test_documents_of_other_organs_come_from_the_organ_or_what_it_authorised() -> None:
    document = {
        "original_title": "教育部关于某事的通知",
        "issuing_organ": "中华人民共和国教育部",
        "document_number": "教基〔2025〕3号",
        "original_date": date(2025, 3, 1),
    }
    title = "教育部关于某事的通知"
    from_organ = reprint(**document, link="https://www.moe.gov.cn/a", source_site="教育部")
    elsewhere = reprint(**document, link="http://legaldaily.com.cn/a", source_site="法治日报")
    authorised = reprint(
        **document,
        link="http://legaldaily.com.cn/a",
        source_site="法治日报",
        authorised_by="教育部办公厅关于授权发布的函",
    )
    assert codes(from_organ, title=title) == []
    assert codes(elsewhere, title=title) == [("not_authorised", "authorised_by")]
    assert codes(authorised, title=title) == []


def test_a_joint_document_comes_from_one_of_its_organs() -> None:
    joint = reprint(
        link="https://www.moe.gov.cn/a",
        source_site="教育部",
        original_title="教育部 财政部关于某事的意见",
        issuing_organ="教育部、财政部",
        document_number="教财〔2025〕1号",
        original_date=date(2025, 3, 1),
    )
    assert codes(joint, title="教育部 财政部关于某事的意见") == []


def test_a_title_of_a_document_without_number_counts_as_a_document() -> None:
    assert codes(
        news(original_title="某厅关于某事的通知", issuing_organ="某厅"), title="某厅关于某事的通知"
    ) == [("not_authorised", "authorised_by")]


def test_the_website_shown_is_the_one_that_the_link_leads_to() -> None:
    assert codes(news(source_site="中国政府网"), title="节水知识走进校园") == [
        ("site_mismatch", "source_site")
    ]
    assert codes(news(source_site="法治日报（网络版）"), title="节水知识走进校园") == []
    assert codes(news(source_site="法治网"), title="节水知识走进校园") == []


def test_the_source_is_judged_by_the_day_of_the_reprint(
    register: dict[str, AuthorisedSource],
) -> None:
    portal = register["portal"]
    portal.valid_until = date(2026, 2, 1)
    portal.save()
    assert codes(reprint()) == [("source_expired", "link")]
    in_time = reprint(reprinted_at=datetime(2026, 2, 1, 10, 0, tzinfo=timezone.utc))
    assert codes(in_time) == []


def test_the_day_is_that_of_the_site(register: dict[str, AuthorisedSource]) -> None:
    """17:00 UTC on 1 February is already 2 February in Beijing."""
    portal = register["portal"]
    portal.valid_until = date(2026, 2, 1)
    portal.save()
    late = reprint(reprinted_at=datetime(2026, 2, 1, 17, 0, tzinfo=timezone.utc))
    assert codes(late) == [("source_expired", "link")]


# -- central and regional documents in any class ----------------------------------------------------------------------


@pytest.mark.parametrize("information_class", ["own", "other"])
@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"document_number": "国办发〔2018〕123号"}, "简讯"),
        ({"issuing_organ": "国务院办公厅"}, "简讯"),
        ({}, TITLE),
        ({}, f"《{TITLE}》"),
        ({}, "中共中央办公厅 国务院办公厅印发《关于某事的意见》"),
        ({"document_number": "宁政办发〔2020〕1号"}, "简讯"),
    ],
)
def test_such_a_document_needs_its_source_in_every_class(
    information_class: str, fields: dict[str, str], title: str
) -> None:
    kind = {"own": "own_documents", "other": "other_collected"}[information_class]
    item = SourceAttribution(information_class=information_class, subclasses=[kind], **fields)
    assert ("family_needs_source", "link") in codes(item, title=title)


def test_with_its_source_such_a_document_passes_in_another_class() -> None:
    item = SourceAttribution(
        information_class="other",
        subclasses=["other_collected"],
        link="https://www.gov.cn/a",
        source_site="中国政府网",
    )
    assert codes(item, title=TITLE) == []


def test_without_a_class_the_document_is_recognised_all_the_same() -> None:
    assert codes(None, title=TITLE) == [
        ("class_missing", "information_class"),
        ("family_needs_source", "link"),
    ]


def test_an_own_document_does_not_bear_the_number_of_the_central_government() -> None:
    assert ("foreign_number", "document_number") in codes(
        own(document_number="国办发〔2018〕123号")
    )
    assert codes(own(document_number="宁水发〔2026〕3号")) == []


def test_the_regional_office_publishes_its_own_documents() -> None:
    office = Unit(code="宁政办", name="自治区人民政府办公厅")
    item = own(document_number="宁政办发〔2026〕3号", issuing_organ="自治区人民政府办公厅")
    title = "自治区人民政府办公厅关于某事的通知"
    assert codes(item, title=title, unit=office) == []
    assert codes(own(document_number="国办发〔2026〕3号"), unit=office) != []
    others = Unit(code="宁水", name="自治区水利厅")
    assert codes(item, title=title, unit=others) != []


def test_the_rule_itself_is_an_own_document() -> None:
    item = own(
        document_number="宁政公开办发〔2020〕18号",
        issuing_organ="宁夏回族自治区人民政府政务公开办公室",
    )
    office = Unit(code="宁政办", name="自治区人民政府办公厅")
    assert (
        codes(item, title="关于印发《全区政府网站和政务新媒体政务信息发布规程》的通知", unit=office)
        == []
    )


# -- numbers and times ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("information_class", ["reprint", "own"])
def test_a_wrong_number_is_refused_with_the_right_one(information_class: str) -> None:
    item = own(document_number="宁水发[2026]03号")
    if information_class == "reprint":
        item = reprint(document_number="国办发[2018]0123号")
    refusals = rules.for_submission(item, title="简讯", on=TODAY)
    found = [refusal for refusal in refusals if refusal.code == "source.document_number"]
    assert [refusal.field for refusal in found] == ["document_number"]
    assert ("国办发〔2018〕123号" in str(found[0])) or ("宁水发〔2026〕3号" in str(found[0]))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"reprinted_at": datetime(2026, 3, 3, 1, 0, tzinfo=timezone.utc)},
            [("time_future", "reprinted_at")],
        ),
        ({"reprinted_at": datetime(2026, 3, 2, 12, 0, tzinfo=timezone.utc)}, []),
        (
            {"reprinted_at": datetime(2018, 12, 26, 1, 0, tzinfo=timezone.utc)},
            [("time_before_original", "reprinted_at")],
        ),
        (
            {"original_date": date(2026, 3, 3)},
            [("original_in_future", "original_date"), ("time_before_original", "reprinted_at")],
        ),
        ({"original_date": date(2026, 3, 2)}, []),
        ({"original_date": None}, []),
    ],
)
def test_times_are_in_order(fields: dict[str, Any], expected: list[Any]) -> None:
    assert codes(reprint(**fields)) == expected


# -- advice -----------------------------------------------------------------------------------------------------------


def advised(attribution: SourceAttribution | None, **kwargs: Any) -> list[str]:
    kwargs.setdefault("title", "简讯")
    return [
        item.code.removeprefix("source.") for item in rules.advice(attribution, on=TODAY, **kwargs)
    ]


def test_text_that_cites_such_a_document_is_a_hint_and_no_refusal() -> None:
    text = "根据《国务院办公厅关于推进政务新媒体健康有序发展的意见》（国办发〔2018〕123号）要求……"
    assert codes(own(), text=text) == []
    assert advised(own(), text=text) == ["cites"]
    sentence = str(rules.advice(own(), title="简讯", on=TODAY, text=text)[0])
    assert "国办发〔2018〕123号" in sentence
    assert advised(own(), title="关于贯彻落实《国务院关于某事的意见》的通知") == ["cites"]


def test_no_hint_where_the_item_is_judged_already_or_names_nothing() -> None:
    assert advised(reprint(), title=TITLE, text="国办发〔2018〕123号") == []
    assert advised(own(), text="宁水发〔2026〕3号") == []
    assert advised(None) == []


def test_a_changed_title_is_a_hint() -> None:
    assert advised(reprint(), title="重磅！国办发文") == ["title_changed"]
    assert advised(reprint(), title=f"转载：{TITLE}") == []


def test_another_code_than_the_units_is_a_hint() -> None:
    water = Unit(code="宁水", name="自治区水利厅")
    assert advised(own(document_number="宁财发〔2026〕3号"), unit=water) == ["other_code"]
    assert advised(own(document_number="宁水发〔2026〕3号"), unit=water) == []
    joint = own(document_number="宁财发〔2026〕3号", issuing_organ="自治区财政厅、自治区水利厅")
    assert advised(joint, unit=water) == []
    latin = Unit(code="SHUI", name="自治区水利厅")
    assert advised(own(document_number="宁财发〔2026〕3号"), unit=latin) == []


# -- another rulebook, and the cost -----------------------------------------------------------------------------------


def test_another_profile_brings_its_own_classes_and_scopes(settings: Any) -> None:
    settings.GOVREVIEW_PROFILE = "tests.profiles.TWO_TIER"
    AuthorisedSource.objects.update(scope=TWO_TIER.scopes[0].code)
    item = reprint(information_class="forwarded", subclasses=["forwarded_any"])
    assert codes(item, title=TITLE) == []
    assert codes(reprint()) == [("class_unknown", "information_class")]
    assert codes(own(information_class="produced", subclasses=["produced_news"])) == []


def test_a_good_item_costs_one_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        rules.for_submission(reprint(), title=TITLE, on=TODAY)
    with django_assert_num_queries(0):
        rules.for_submission(own(), title="简讯", on=TODAY)


def test_sentences_come_in_the_readers_language() -> None:
    refusals = rules.for_submission(None, title="简讯", on=TODAY)
    assert isinstance(refusals[0].sentence, str)
