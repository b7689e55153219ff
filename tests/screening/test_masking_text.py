"""Masks: what they leave, what they hide, and that nothing else is touched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.screening.masks import HOME, ID, MAIL, PHONE, masking
from wagtail_govreview.conf import MASKS
from wagtail_govreview.rulebook import get_masks
from wagtail_govreview.rulebook.masks import COMMON, OFFICIAL, STRICT, Mask, MaskProfile
from wagtail_govreview.rulebook.ningxia import PROFILE
from wagtail_govreview.screening.masking.hiding import maskable
from wagtail_govreview.screening.masking.markup import Markup
from wagtail_govreview.screening.masking.passes import mask_all, masked_signs
from wagtail_govreview.screening.places import Kind, Place
from wagtail_govreview.screening.registry import Context
from wagtail_govreview.screening.stretches import Stretch


@pytest.fixture(autouse=True)
def only_these() -> Iterator[None]:
    with masking():
        yield


def shown(mask: Mask, text: str) -> str:
    return "".join(
        sign if stays else "*" for sign, stays in zip(text, mask.shown(text), strict=True)
    )


@pytest.mark.parametrize(
    ("code", "text", "official", "common"),
    [
        ("id_number", "35012519900307812X", "35*************12X", "350125********812X"),
        ("id_number", "130503670401001", "13**********001", "130503*****1001"),
        ("id_number", "640102199003****15", "64**************15", "640102**********15"),
        ("phone", "13800138000", "138****8000", "138****8000"),
        ("phone", "+86 138-0013-8000", "+86 138-****-8000", "+86 138-****-8000"),
        ("phone", "5012345", "****345", "****345"),
        ("bank_card", "6222021234567890128", "***************0128", "622202*********0128"),
        ("passport", "E12345678", "E******78", "E******78"),
        ("plate", "宁A12345", "宁A*****", "宁A*****"),
        ("name", "张三", "张*", "张*"),
        ("of_the_site", "abc", "***", "***"),
    ],
)
def test_what_stays_to_be_seen(code, text, official, common):
    assert shown(OFFICIAL.mask(code), text) == official
    assert shown(COMMON.mask(code), text) == common


@pytest.mark.parametrize(
    ("home", "masked"),
    [
        ("银川市金凤区上海西路街道塞上江南3号楼", "银川市金凤区上海西路街道"),
        ("永宁县望远镇上河村5组", "永宁县望远镇"),
        ("金贵乡银河村一队12号", "金贵乡"),
        ("兴庆区解放西街2号", "兴庆区"),
        ("丽景小区3号楼", ""),
    ],
)
def test_a_home_is_told_down_to_its_township(home, masked):
    assert shown(OFFICIAL.mask("address"), home) == masked + "*" * (len(home) - len(masked))


def test_a_home_and_a_mail_address_do_not_tell_how_long_they_are():
    text = f"住址：{HOME}，信箱 {MAIL}。"
    assert mask_all(text, Context()) == "住址：银川市金凤区上海西路街道***，信箱 z***@example.cn。"


def test_invisible_signs_and_full_width_digits_are_hidden_with_the_rest():
    text = "电话１３８\u200b００１３８０００。"
    assert mask_all(text, Context()) == "电话１３８\u200b****８０００。"


def test_the_setting_chooses_the_masks(settings):
    assert get_masks() is PROFILE.masks is OFFICIAL
    settings.GOVREVIEW_MASKS = "strict"
    assert get_masks() is STRICT
    assert mask_all(ID, Context()) == "*" * 18
    settings.GOVREVIEW_MASKS = {"id_number": "6+4", "phone": "0+0"}
    assert (
        mask_all(f"{ID} {PHONE} {MAIL}", Context())
        == f"110101********8515 {'*' * 11} z***@example.cn"
    )


@pytest.mark.parametrize("value", [None, "common", {}, {"name": "1+0"}])
def test_what_the_setting_may_hold(value):
    assert MASKS.holds(value)


@pytest.mark.parametrize("value", ["other", 3, {"name": "1"}, {"name": 1}, {1: "1+0"}, ["common"]])
def test_what_the_setting_may_not_hold(value):
    assert not MASKS.holds(value)


@pytest.mark.parametrize(
    ("masks", "problem"),
    [
        ((Mask(code="a"), Mask(code="a")), "2 masks"),
        ((Mask(code="a", least=0),), "at least one"),
        ((Mask(code="a", stops=("(",)),), "regular expression"),
    ],
)
def test_a_profile_with_wrong_masks_is_told(masks, problem):
    profile = replace(PROFILE, masks=MaskProfile(code="x", label="x", masks=masks))
    assert [sentence for sentence in profile.validate() if problem in sentence]


def test_what_is_not_wanted_stays():
    text = f"{ID}，{PHONE}"
    stretch = Stretch(text, [0], [Place(Kind.FILE)])
    signs = masked_signs(stretch, Context(), wanted=lambda found: found.mask == "phone")
    assert signs is not None and "".join(signs) == f"{ID}，138****8000"
    assert masked_signs(stretch, Context(), wanted=lambda found: False) is None


# -- for all texts --------------------------------------------------------------------------------------------------

INNOCENT = st.text(alphabet="春灌，。 \n\t<>&12ab\u200b９", max_size=12)
SECRET = st.sampled_from([ID, PHONE, HOME, MAIL, "138 0013 8000", "1\u200b3900139000"])
TEXTS = st.lists(INNOCENT | SECRET, max_size=8).map("".join)


def found_in(text: str) -> list:
    return maskable(Stretch(text, [0], [Place(Kind.FILE)]), Context())


@given(TEXTS)
def test_nothing_is_found_any_more_and_masking_again_changes_nothing(text):
    with masking():
        masked = mask_all(text, Context())
        assert not found_in(masked)
        assert mask_all(masked, Context()) == masked


@given(st.lists(INNOCENT, min_size=1, max_size=6), st.lists(SECRET, min_size=6, max_size=6))
def test_everything_outside_stays_character_for_character(innocent, secrets):
    with masking():
        parts = [f"{each}，{secret}，" for each, secret in zip(innocent, secrets, strict=False)]
        hidden = [mask_all(secret, Context()) for secret in secrets]
        expected = [f"{each}，{mask}，" for each, mask in zip(innocent, hidden, strict=False)]
        assert mask_all("".join(parts), Context()) == "".join(expected)


@given(st.text(alphabet="<>/abp &;#x1\"'=!-\n号38", max_size=80))
def test_markup_that_is_not_changed_comes_back_as_it_was(html):
    markup = Markup(html)
    assert markup.rewritten(list(markup.text)) == html


def test_a_number_split_by_tags_is_masked_and_the_tags_stay():
    markup = Markup('<p data-block-key="a">电话 <b>138</b>00<i>138&#48;00</i>&amp;</p><p>1</p>')
    assert markup.text.strip("\n") == "电话 13800138000&\n\n1"
    with masking():
        signs = masked_signs(Stretch(markup.text, [0], [Place(Kind.FILE)]), Context())
    assert markup.rewritten(signs or []) == (
        '<p data-block-key="a">电话 <b>138</b>**<i>**8&#48;00</i>&amp;</p><p>1</p>'
    )


def test_alternative_texts_and_numbers_to_dial_are_texts_too():
    markup = Markup(
        f'<a href="tel:{PHONE}">电话</a><embed alt="{ID}" id="3"/><a href="/{PHONE}">x</a>'
    )
    signs = masked_signs(Stretch(markup.text, [0], [Place(Kind.FILE)]), Context())
    assert markup.rewritten(signs or []) == (
        '<a href="tel:138****8000">电话</a><embed alt="11*************515" id="3"/>'
        f'<a href="/{PHONE}">x</a>'
    )


def test_scripts_are_no_text():
    html = f"<script>var a = '{PHONE}' < 3;</script>{PHONE}"
    assert Markup(html).text.count(PHONE) == 1
