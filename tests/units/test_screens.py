"""The screens for units and signers, as a browser uses them."""

import io

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse
from PIL import Image

from tests.road import person
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.units.governance import is_governed
from wagtail_govreview.units.models import Signer, Unit
from wagtail_govreview.units.services import appoint, set_up_unit

pytestmark = pytest.mark.django_db

UNITS = "govreview_units_records_modeladmin"
SIGNERS = "govreview_signers_modeladmin"


@pytest.fixture
def unit(section):
    return set_up_unit("宁水", name="水利厅", root_page=section).unit


def picture(image_format="PNG", size=(40, 20)):
    data = io.BytesIO()
    Image.new("RGB", size, "white").save(data, image_format)
    return data.getvalue()


def upload(data, name="签名.png"):
    return SimpleUploadedFile(name, data)


def page_of(response):
    return response.content.decode()


def signer_post(unit, user, **fields):
    return {
        "unit": unit.pk,
        "user": user.pk,
        "tier": "first",
        "post": "openness_clerk",
        "title": "",
        **fields,
    }


# -- units -----------------------------------------------------------------------------------


def test_an_empty_list_says_how_to_start(desk):
    for name in (UNITS, SIGNERS):
        response = desk.get(reverse(f"{name}_index"))
        assert reverse(f"{name}_create") in page_of(response)


def test_a_unit_is_entered_and_led_to_its_set_up(desk, boss, section):
    response = desk.post(
        reverse(f"{UNITS}_create"),
        {
            "code": "宁水",
            "name": "水利厅",
            "parent": "",
            "root_page": section.pk,
            "site_code": "",
            "contact": "",
        },
    )
    unit = Unit.objects.get()
    assert response["Location"] == reverse("wagtail_govreview:unit_set_up", args=[unit.pk])
    assert LedgerLine.objects.get(act="unit.made").actor == "boss"


def test_setting_up_shows_first_and_does_then(desk, section):
    unit = Unit.objects.create(code="宁水", name="水利厅", root_page=section)
    url = reverse("wagtail_govreview:unit_set_up", args=[unit.pk])
    assert "宁水 · 发布审查" in page_of(desk.get(url))
    assert not is_governed(section)
    response = desk.post(url)
    assert response["Location"] == reverse("wagtail_govreview:unit_people", args=[unit.pk])
    assert is_governed(section)
    assert '<ol class="govreview-steps">' not in page_of(desk.get(url))


def test_a_refused_set_up_says_why_and_changes_nothing(desk, unit, section, other_section):
    clash = Unit.objects.create(code="宁农", name="农业农村厅", root_page=section)
    url = reverse("wagtail_govreview:unit_set_up", args=[clash.pk])
    for response in (desk.get(url), desk.post(url)):
        assert "水利厅" in page_of(response)
    assert not clash.groups.exists()


def test_a_unit_without_a_page_is_sent_to_choose_one(desk):
    unit = Unit.objects.create(code="宁水", name="水利厅")
    url = reverse("wagtail_govreview:unit_set_up", args=[unit.pk])
    for response in (desk.get(url), desk.post(url)):
        assert reverse(f"{UNITS}_edit", args=[unit.pk]) in page_of(response)


def test_the_code_of_a_unit_cannot_be_posted_away(desk, unit, section):
    response = desk.post(
        reverse(f"{UNITS}_edit", args=[unit.pk]),
        {
            "code": "宁X",
            "name": "水利局",
            "parent": "",
            "root_page": section.pk,
            "site_code": "",
            "contact": "",
        },
    )
    assert response.status_code == 302
    unit.refresh_from_db()
    assert (unit.code, unit.name) == ("宁水", "水利局")
    assert LedgerLine.objects.filter(act="unit.changed").count() == 1


def test_a_page_of_another_unit_is_refused_beside_the_field(desk, unit, section):
    response = desk.post(
        reverse(f"{UNITS}_create"),
        {
            "code": "宁农",
            "name": "农",
            "parent": "",
            "root_page": section.pk,
            "site_code": "",
            "contact": "",
        },
    )
    assert "root_page" in response.context["form"].errors
    assert Unit.objects.count() == 1


def test_units_are_not_deleted(desk, unit):
    assert desk.post(reverse(f"{UNITS}_delete", args=[unit.pk])).status_code in (302, 403)
    assert Unit.objects.exists()


def test_the_list_costs_the_same_for_many_units(
    desk, unit, other_section, clerk, django_assert_max_num_queries
):
    appoint(Signer(unit=unit, user=clerk, tier="first"))
    url = reverse(f"{UNITS}_index")
    desk.get(url)
    with django_assert_max_num_queries(40) as few:
        desk.get(url)
    more = set_up_unit("宁农", root_page=other_section).unit
    for tier in ("first", "second"):
        appoint(Signer(unit=more, user=person(f"more_{tier}"), tier=tier))
    with django_assert_max_num_queries(len(few)):
        desk.get(url)


# -- people ----------------------------------------------------------------------------------


def test_the_people_page_names_who_signs_and_who_is_missing(desk, unit, clerk):
    appoint(Signer(unit=unit, user=clerk, tier="first", title="专职人员"))
    response = desk.get(reverse("wagtail_govreview:unit_people", args=[unit.pk]))
    sections = {
        item["overview"].role.code: item["overview"] for item in response.context["sections"]
    }
    assert [member.name for member in sections["first"].members] == ["张承办"]
    assert not sections["first"].gaps
    assert sections["second"].gaps and sections["editor"].gaps
    assert "张承办" in page_of(response) and "专职人员" in page_of(response)


def test_hints_about_people(desk, unit, clerk):
    clerk.groups.add(unit.groups.get(role="first").group)
    appoint(Signer(unit=unit, user=clerk, tier="second"))
    other = person("other")
    appoint(Signer(unit=unit, user=other, tier="third"))
    other.groups.clear()
    response = desk.get(reverse("wagtail_govreview:unit_people", args=[unit.pk]))
    sections = {
        item["overview"].role.code: item["overview"] for item in response.context["sections"]
    }
    assert len(sections["first"].members[0].hints) == 2  # no title, and signs the second tier too
    assert len(sections["second"].members[0].hints) == 1
    assert sections["third"].members[0].hints and sections["third"].gaps


@override_settings(GOVREVIEW_PROFILE="tests.profiles.TWO_TIER")
def test_a_required_post_without_a_person_is_named(desk, section, clerk):
    unit = set_up_unit("院办", root_page=section).unit
    appoint(Signer(unit=unit, user=clerk, tier="leadership", post="deputy"))
    response = desk.get(reverse("wagtail_govreview:unit_people", args=[unit.pk]))
    sections = {
        item["overview"].role.code: item["overview"] for item in response.context["sections"]
    }
    (gap,) = sections["leadership"].gaps
    assert "Head" in gap and "Deputy head" not in gap


def test_an_inactive_person_does_not_count(desk, unit, clerk):
    appoint(Signer(unit=unit, user=clerk, tier="first"))
    clerk.is_active = False
    clerk.save()
    response = desk.get(reverse("wagtail_govreview:unit_people", args=[unit.pk]))
    sections = {
        item["overview"].role.code: item["overview"] for item in response.context["sections"]
    }
    assert sections["first"].gaps and not sections["first"].members


def test_people_see_their_own_unit_only(client, unit, other_section, clerk):
    other = set_up_unit("宁农", root_page=other_section).unit
    clerk.groups.add(unit.groups.get(role="registrar").group)
    client.force_login(clerk)
    assert client.get(reverse("wagtail_govreview:unit_people", args=[unit.pk])).status_code == 200
    assert client.get(reverse("wagtail_govreview:unit_people", args=[other.pk])).status_code == 404
    listed = client.get(reverse(f"{UNITS}_index")).context["object_list"]
    assert list(listed) == [unit]
    for name in ("unit_set_up",):
        assert client.get(reverse(f"wagtail_govreview:{name}", args=[unit.pk])).status_code == 302


# -- signers ---------------------------------------------------------------------------------


def test_a_signer_is_appointed_through_the_form(desk, boss, unit, clerk):
    response = desk.get(reverse(f"{SIGNERS}_create"), {"unit": unit.pk, "tier": "second"})
    assert response.context["form"]["tier"].value() == "second"
    data = signer_post(unit, clerk, signature_image=upload(picture()))
    response = desk.post(reverse(f"{SIGNERS}_create"), data)
    assert response["Location"] == reverse("wagtail_govreview:unit_people", args=[unit.pk])
    signer = Signer.objects.get()
    assert signer.title == "政务公开专（兼）职工作人员"
    assert clerk.groups.filter(name="宁水 · 一审").exists()
    assert "签名" not in signer.signature_image.name
    assert LedgerLine.objects.get(act="signer.appointed").actor == "boss"


def test_editing_keeps_or_removes_the_image(desk, unit, clerk):
    desk.post(
        reverse(f"{SIGNERS}_create"), signer_post(unit, clerk, signature_image=upload(picture()))
    )
    signer = Signer.objects.get()
    url = reverse(f"{SIGNERS}_edit", args=[signer.pk])
    image_url = reverse("wagtail_govreview:signature_image", args=[signer.pk])
    assert image_url in page_of(desk.get(url))
    desk.post(url, signer_post(unit, clerk, title="主任"))
    signer.refresh_from_db()
    assert signer.title == "主任" and signer.signature_image
    desk.post(url, {**signer_post(unit, clerk), "signature_image-clear": "on"})
    signer.refresh_from_db()
    assert not signer.signature_image


@pytest.mark.parametrize(
    "image",
    [
        upload(picture("GIF"), "a.gif"),
        upload(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg"),
        upload(picture() + b"\0" * 1024 * 1024),
    ],
)
def test_other_pictures_are_refused(desk, unit, clerk, image):
    image.seek(0)
    response = desk.post(
        reverse(f"{SIGNERS}_create"), signer_post(unit, clerk, signature_image=image)
    )
    assert "signature_image" in response.context["form"].errors
    assert not Signer.objects.exists()


def test_a_post_of_another_tier_is_refused(desk, unit, clerk):
    response = desk.post(
        reverse(f"{SIGNERS}_create"), signer_post(unit, clerk, post="deputy_mayor")
    )
    assert "post" in response.context["form"].errors


def test_dismissal_through_the_screen(desk, boss, unit, clerk):
    signer = appoint(Signer(unit=unit, user=clerk, tier="first"))
    desk.post(reverse(f"{SIGNERS}_delete", args=[signer.pk]))
    assert not Signer.objects.exists()
    assert not clerk.groups.exists()
    assert LedgerLine.objects.get(act="signer.dismissed").actor == "boss"


def test_the_list_of_signers(desk, unit, clerk):
    appoint(Signer(unit=unit, user=clerk, tier="first", title="专职人员"))
    appoint(Signer(unit=unit, user=person("two"), tier="second"))
    url = reverse(f"{SIGNERS}_index")
    assert len(desk.get(url).context["object_list"]) == 2
    (only,) = desk.get(url, {"tier": "first"}).context["object_list"]
    assert only.user == clerk
    assert len(desk.get(url, {"q": "张"}).context["object_list"]) == 1


# -- signature images ------------------------------------------------------------------------


@pytest.fixture
def signed(unit, clerk):
    signer = Signer(unit=unit, user=clerk, tier="first")
    signer.signature_image.save("a.png", ContentFile(picture()), save=False)
    return appoint(signer)


def test_the_image_is_for_the_unit_and_who_manages_signers(client, signed, unit, other_section):
    url = reverse("wagtail_govreview:signature_image", args=[signed.pk])
    colleague, stranger, manager = person("colleague"), person("stranger"), person("manager")
    colleague.groups.add(unit.groups.get(role="second").group)
    other = set_up_unit("宁农", root_page=other_section).unit
    stranger.groups.add(other.groups.get(role="first").group)
    manager.groups.add(other.groups.get(role="first").group)
    manager.user_permissions.add(Permission.objects.get(codename="change_signer"))
    expected = {signed.user: 200, colleague: 200, manager: 200, stranger: 404}
    for user, status in expected.items():
        client.force_login(user)
        assert client.get(url).status_code == status
    client.logout()
    assert client.get(url).status_code == 302


def test_the_image_is_served_as_nothing_but_a_picture(desk, signed):
    response = desk.get(reverse("wagtail_govreview:signature_image", args=[signed.pk]))
    assert b"".join(response.streaming_content) == picture()
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_a_lost_file_is_not_found(desk, signed):
    signed.signature_image.storage.delete(signed.signature_image.name)
    url = reverse("wagtail_govreview:signature_image", args=[signed.pk])
    assert desk.get(url).status_code == 404
