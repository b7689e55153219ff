"""System checks of the installation: each thing that is missing or wrong is named, with the line to paste."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core import checks
from django.urls import path

from wagtail_govreview.checks import applications
from wagtail_govreview.checks.wagtail import FINISH_ACTION

FOLDER = "django.core.files.storage.FileSystemStorage"
urlpatterns = [path("admin-elsewhere/", lambda request: None)]


def messages(*, deploy: bool = False) -> list[checks.CheckMessage]:
    """What ``manage.py check`` (``--deploy``) says of this package."""
    found = checks.run_checks(tags=["wagtail_govreview"], include_deployment_checks=deploy)
    return [message for message in found if str(message.id).startswith("wagtail_govreview.")]


def the_message(number: str, **options: Any) -> checks.CheckMessage:
    (message,) = messages(**options)
    assert message.id == f"wagtail_govreview.{number}"
    assert message.hint
    return message


def keep_evidence(settings: Any, location: Path, **options: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "govreview_evidence": {
            "BACKEND": FOLDER,
            "OPTIONS": {"location": str(location), "base_url": None, **options},
        },
    }


def test_the_sandbox_is_in_order() -> None:
    assert messages() == []


# --- Wagtail and Django -----------------------------------------------------------------------


@pytest.mark.parametrize("value", [None, "wagtail.workflows.publish_workflow_state", "site.finish"])
def test_another_finish_action_is_an_error_that_names_the_line_to_write(
    settings: Any, value: str | None
) -> None:
    settings.WAGTAIL_FINISH_WORKFLOW_ACTION = value
    hint = the_message("E011").hint or ""
    assert f'WAGTAIL_FINISH_WORKFLOW_ACTION = "{FINISH_ACTION}"' in hint
    assert value is None or value in hint


def test_a_missing_finish_action(settings: Any) -> None:
    del settings.WAGTAIL_FINISH_WORKFLOW_ACTION
    the_message("E011")


def test_workflows_that_are_switched_off(settings: Any) -> None:
    settings.WAGTAIL_WORKFLOW_ENABLED = False
    the_message("E017")


def test_time_without_a_zone(settings: Any) -> None:
    settings.USE_TZ = False
    the_message("W015")


@pytest.mark.parametrize("address", ["http://example.com", "http://localhost:8000"])
def test_links_in_mails_that_lead_nowhere_are_named_on_deployment(
    settings: Any, address: str
) -> None:
    settings.WAGTAILADMIN_BASE_URL = address
    assert messages() == []
    assert address in the_message("W016", deploy=True).msg


def test_a_real_address_in_mails(settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://portal.example.gov.cn"
    assert messages(deploy=True) == []


# --- Applications, middleware, addresses ------------------------------------------------------


def test_a_missing_application_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With applications that are really missing: ``tests/packaging``, in a project of its own."""
    monkeypatch.setitem(applications.NEEDED_APPS, "not_installed", "the screens need it")
    assert 'INSTALLED_APPS += ["not_installed"]' in (the_message("E014").hint or "")


def test_a_missing_middleware_is_named(settings: Any) -> None:
    settings.MIDDLEWARE = [item for item in settings.MIDDLEWARE if "simple_history" not in item]
    assert "MIDDLEWARE += [" in (the_message("W012").hint or "")


def test_a_site_without_the_admin(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    the_message("W013")


# --- The evidence -----------------------------------------------------------------------------


def test_no_storage_for_evidence(settings: Any) -> None:
    settings.GOVREVIEW_EVIDENCE_STORAGE = "nowhere"
    assert 'STORAGES["nowhere"] = {' in (the_message("E012").hint or "")


def test_a_private_folder_is_fine(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    keep_evidence(settings, tmp_path / "evidence")
    assert messages() == []


@pytest.mark.parametrize("served", ["MEDIA_ROOT", "STATIC_ROOT"])
@pytest.mark.parametrize("folder", ["served", "served/evidence", "."])
def test_a_folder_inside_or_around_what_is_served_is_public(
    settings: Any, tmp_path: Path, served: str, folder: str
) -> None:
    setattr(settings, served, str(tmp_path / "served"))
    keep_evidence(settings, tmp_path / folder)
    the_message("E013")


def test_the_folder_of_a_default_storage_elsewhere_is_public(settings: Any, tmp_path: Path) -> None:
    keep_evidence(settings, tmp_path / "uploads" / "evidence")
    uploads = {"BACKEND": FOLDER, "OPTIONS": {"location": str(tmp_path / "uploads")}}
    settings.STORAGES = {**settings.STORAGES, "default": uploads}
    the_message("E013")


def test_the_default_storage_itself_is_public(settings: Any) -> None:
    settings.GOVREVIEW_EVIDENCE_STORAGE = "default"
    the_message("E013")


def test_the_same_bucket_as_the_default_storage_is_public(settings: Any) -> None:
    bucket = {"BACKEND": "django.core.files.storage.InMemoryStorage", "OPTIONS": {}}
    settings.STORAGES = {**settings.STORAGES, "default": bucket, "govreview_evidence": bucket}
    the_message("E013")


def test_a_bucket_of_its_own_is_fine(settings: Any) -> None:
    bucket = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "govreview_evidence": bucket}
    assert messages() == []


def test_a_private_folder_with_an_address_on_the_web(settings: Any, tmp_path: Path) -> None:
    keep_evidence(settings, tmp_path / "evidence", base_url="/evidence/")
    assert "/evidence/" in the_message("W014").msg


# --- The settings of the package --------------------------------------------------------------


def test_a_slip_of_the_pen_is_named_with_the_setting_that_was_meant(settings: Any) -> None:
    settings.GOVREVIEW_PROFIL = "site.rules.PROFILE"
    assert the_message("E015").hint == "Did you mean GOVREVIEW_PROFILE?"


def test_a_name_that_is_like_no_setting(settings: Any) -> None:
    settings.GOVREVIEW_XYZZY = 1
    assert "GOVREVIEW_DIGEST" in (the_message("E015").hint or "")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PROFILE", ["site.rules.PROFILE"]),
        ("PROFILE", None),
        ("EVIDENCE_STORAGE", ""),
        ("FONT_PATHS", "/usr/share/fonts"),
        ("FONT_PATHS", [1]),
        ("UNSIGNED_FIELDS", ["portal.newspage"]),
        ("UNSIGNED_FIELDS", {"portal.newspage": "visits"}),
        ("UNDERTAKER_MAY_SIGN_FIRST", "no"),
        ("SHEET_TITLE", 1),
    ],
)
def test_a_value_that_the_setting_cannot_hold(settings: Any, name: str, value: Any) -> None:
    setattr(settings, f"GOVREVIEW_{name}", value)
    wrong = [message for message in messages() if message.id == "wagtail_govreview.E016"]
    assert [f"GOVREVIEW_{name} is" in message.msg for message in wrong] == [True]


@pytest.mark.parametrize("algorithm", ["md5", "sha512", ["sha256"]])
def test_an_unknown_algorithm(settings: Any, algorithm: Any) -> None:
    settings.GOVREVIEW_DIGEST = algorithm
    assert "wagtail_govreview.E003" in [message.id for message in messages()]


@pytest.mark.parametrize("named", [{"portal.nopage": ["visits"]}, {"nolabel": ["visits"]}])
def test_an_unsigned_field_of_an_unknown_model(settings: Any, named: dict[str, list[str]]) -> None:
    settings.GOVREVIEW_UNSIGNED_FIELDS = named
    assert "there is no model" in the_message("E018").msg


def test_an_unknown_unsigned_field(settings: Any) -> None:
    settings.GOVREVIEW_UNSIGNED_FIELDS = {"portal.NewsPage": ["body", "visitz"]}
    assert "visitz" in the_message("E018").msg
