"""The Ningxia profile says what the rule says."""

from __future__ import annotations

import pytest
from django.utils import translation

from wagtail_govreview.rulebook import UnknownTerm, get_profile
from wagtail_govreview.rulebook.ningxia import PROFILE


def test_it_is_the_default_and_has_no_problems():
    assert get_profile() is PROFILE
    assert PROFILE.validate() == []


def test_three_classes_with_two_three_and_three_subclasses():
    counts = {item.wording: len(item.subclasses) for item in PROFILE.classes}
    assert counts == {"转载信息": 2, "本机关制发信息": 3, "非本机关信息": 3}
    assert [item.code for item in PROFILE.classes if item.is_reprint] == ["reprint"]


def test_the_sample_form_prints_two_boxes_for_each_class():
    for item in PROFILE.classes:
        assert sum(subclass.on_sample_form for subclass in item.subclasses) == 2


def test_the_boxes_carry_the_wording_of_the_flow_chart():
    assert {item.wording for item in PROFILE.subclasses if item.on_sample_form} == {
        "按照规定转载党中央、国务院文件以及国家其他有关信息（含文件信息）",
        "转载各级党委和人民政府文件以及根据工作需要应转载的其他信息（含文件信息）",
        "以本机关名义印发的主动公开的各类行政文件",
        "按照国家和自治区以及本地区年度政务公开工作要点需发布的各类信息",
        "采编本地区、本部门、本系统的各类政务信息",
        "各级行政首长信箱来信来访办理答复情况选登信息",
    }


def test_tiers_their_subjects_and_signature_lines():
    assert [(tier.code, tier.signature_label) for tier in PROFILE.tiers] == [
        ("first", "一审签字"),
        ("second", "二审签字"),
        ("third", "三审签字"),
        ("principal", "主要领导审批"),
    ]
    assert PROFILE.tier("first").subject.wording == "审查保密事项和公开属性"
    assert PROFILE.tier("second").subject.wording == "审核信息内容"
    assert PROFILE.tier("third").subject.wording == "审核政治因素和立场倾向等"


def test_no_two_tiers_share_a_checklist_item():
    codes = [item.code for tier in PROFILE.tiers for item in tier.checklist]
    assert len(set(codes)) == len(codes)
    assert len(PROFILE.tier("second").checklist) == 7, "the seven questions of 审校"


def test_only_the_third_tier_escalates_and_only_the_principal_waits_for_it():
    assert [tier.code for tier in PROFILE.tiers if tier.may_escalate] == ["third"]
    assert [tier.code for tier in PROFILE.tiers if tier.escalated_only] == ["principal"]
    assert [reason.wording for reason in PROFILE.escalation_reasons] == [
        "重要",
        "特别重要",
        "可能引发政务舆情",
        "可能引发信访案件",
    ]


def test_the_way_through_the_tiers():
    assert [tier.code for tier in PROFILE.tiers_for(escalated=False)] == [
        "first",
        "second",
        "third",
    ]
    assert PROFILE.tiers_for(escalated=True) == PROFILE.tiers
    assert PROFILE.next_tier("first", escalated=False) is PROFILE.tier("second")
    assert PROFILE.next_tier("third", escalated=False) is None
    assert PROFILE.next_tier("third", escalated=True) is PROFILE.tier("principal")
    assert PROFILE.next_tier("principal", escalated=True) is None


def test_a_single_signature_of_any_post_completes_a_ningxia_tier():
    tier = PROFILE.tier("second")
    assert tier.signatures_needed == 1
    assert tier.missing_posts(()) == tier.posts
    assert tier.missing_posts(("office_director",)) == ()


def test_disclosure_attributes():
    flags = {item.wording: (item.publishable, item.reason_required) for item in PROFILE.attributes}
    assert flags == {
        "主动公开": (True, False),
        "删减后公开": (True, True),
        "依申请公开": (False, True),
        "不予公开": (False, True),
    }


def test_look_ups():
    assert PROFILE.information_class("own").wording == "本机关制发信息"
    assert PROFILE.subclass("other_mailbox").on_sample_form
    assert PROFILE.class_of_subclass("other_mailbox").code == "other"
    assert PROFILE.attribute("active").wording == "主动公开"
    assert PROFILE.escalation_reason("petition").wording == "可能引发信访案件"
    assert PROFILE.channel("wechat").wording == "微信"
    assert PROFILE.carrier("document").wording == "公文类"
    assert PROFILE.secrecy_declaration("state_secret").wording == "不涉及国家秘密"
    assert PROFILE.scope("central").code == "central"
    assert PROFILE.post("third", "deputy_mayor").wording == "分管政务公开的副市（县、区）长"
    assert PROFILE.checklist_item("second", "no_typos").wording == "不存在错别字"


@pytest.mark.parametrize(
    "look_up",
    [
        PROFILE.tier,
        PROFILE.information_class,
        PROFILE.subclass,
        PROFILE.class_of_subclass,
        PROFILE.attribute,
        PROFILE.escalation_reason,
        PROFILE.channel,
        PROFILE.carrier,
        PROFILE.secrecy_declaration,
        PROFILE.scope,
        lambda code: PROFILE.post("first", code),
        lambda code: PROFILE.checklist_item("first", code),
        lambda code: PROFILE.next_tier(code, escalated=False),
    ],
)
def test_an_unknown_code_is_named(look_up):
    with pytest.raises(UnknownTerm, match="“no_such_code”") as caught:
        look_up("no_such_code")
    assert isinstance(caught.value, KeyError)
    assert caught.value.code == "no_such_code"


def test_labels_are_english_msgids_and_wordings_are_never_translated():
    tier = PROFILE.tier("first")
    with translation.override("en"):
        assert str(tier) == "First review"
    assert tier.wording == "一审"


def test_sheet_number():
    assert PROFILE.sheet_number(unit="NXSL", year=2026, serial=7) == "NXSL-2026-0007"


@pytest.mark.parametrize(
    ("number", "family"),
    [
        ("国办发〔2017〕47号", "central_document"),
        ("国发〔2019〕1号", "central_document"),
        ("国函〔2021〕5号", "central_document"),
        ("国办函〔2018〕12号", "central_document"),
        ("国办发明电〔2018〕15号", "central_document"),
        ("国令第711号", "central_document"),
        ("中华人民共和国国务院令 第711号", "central_document"),
        ("中发〔2020〕1号", "central_document"),
        ("中办发 〔2016〕 2号", "central_document"),
        ("国办发[2017]47号", "central_document"),
        ("国办秘函〔2019〕19号", "central_document"),
        ("宁党发〔2020〕1号", "regional_document"),
        ("宁党办〔2020〕1号", "regional_document"),
        ("宁政发〔2020〕1号", "regional_document"),
        ("宁政办发〔2020〕1号", "regional_document"),
        ("宁政规发〔2020〕1号", "regional_document"),
        ("宁政办规发〔2020〕1号", "regional_document"),
        ("宁夏回族自治区人民政府令第112号", "regional_document"),
        # the rule's own number: the openness office is neither the government nor its general office
        ("宁政公开办发〔2020〕18号", None),
        ("国发改委〔2020〕1号", None),
        ("国家标准第1号", None),
        ("银政发〔2020〕1号", None),
        ("财办发〔2020〕1号", None),
        ("关于国办发〔2017〕47号", None),
        ("", None),
    ],
)
def test_document_families_are_recognised_by_number(number, family):
    found = PROFILE.family_of(document_number=number)
    assert (found.code if found else None) == family


@pytest.mark.parametrize(
    ("organ", "family"),
    [
        ("国务院办公厅", "central_document"),
        ("中共中央 国务院", "central_document"),
        ("中共中央办公厅、国务院办公厅", "central_document"),
        ("水利部、国务院办公厅", "central_document"),
        ("中办", "central_document"),
        (" 自治区人民政府 ", "regional_document"),
        ("宁夏回族自治区人民政府办公厅", "regional_document"),
        ("自治区党委、人民政府", "regional_document"),
        ("自治区党委办公厅", "regional_document"),
        ("宁夏回族自治区人民政府政务公开办公室", None),
        ("宁夏回族自治区水利厅", None),
        ("国务院国有资产监督管理委员会", None),
        ("银川市人民政府", None),
        ("", None),
    ],
)
def test_document_families_are_recognised_by_issuing_organ(organ, family):
    found = PROFILE.family_of(issuing_organ=organ)
    assert (found.code if found else None) == family


def test_scopes_from_which_a_document_may_be_reprinted():
    assert PROFILE.allowed_scopes(document_number="国发〔2019〕1号") == ("central",)
    assert PROFILE.allowed_scopes(issuing_organ="自治区党委") == ("regional",)
    assert PROFILE.allowed_scopes(document_number="银政发〔2020〕1号") == PROFILE.scopes_otherwise
    both = PROFILE.family_of(document_number="宁党发〔2020〕1号", issuing_organ="国务院")
    assert both and both.code == "central_document", "the stricter family wins"
