"""System checks of the host's settings."""

import pytest
from django.conf import settings as django_settings

from wagtail_govreview.units import checks


def ids(messages):
    return [message.id for message in messages]


def storage(location):
    return {
        **django_settings.STORAGES,
        "govreview_evidence": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(location)},
        },
    }


def test_the_sandbox_is_in_order():
    assert checks.check_finish_action(None) == []
    assert checks.check_evidence_storage(None) == []
    assert checks.check_needed_apps(None) == []


@pytest.mark.parametrize("value", [None, "wagtail.workflows.publish_workflow_state"])
def test_another_finish_action_is_an_error_that_names_the_line_to_add(settings, value):
    settings.WAGTAIL_FINISH_WORKFLOW_ACTION = value
    (message,) = checks.check_finish_action(None)
    assert message.id == "wagtail_govreview.E011"
    assert checks.FINISH_ACTION in message.hint


def test_no_storage_for_evidence(settings):
    settings.GOVREVIEW_EVIDENCE_STORAGE = "nowhere"
    (message,) = checks.check_evidence_storage(None)
    assert message.id == "wagtail_govreview.E012"
    assert '"nowhere"' in message.hint


def test_a_private_folder_is_fine(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.STORAGES = storage(tmp_path / "evidence")
    assert checks.check_evidence_storage(None) == []


@pytest.mark.parametrize("folder", ["media", "media/evidence", "."])
def test_a_folder_inside_or_around_media_is_public(settings, tmp_path, folder):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.STORAGES = storage(tmp_path / folder)
    assert ids(checks.check_evidence_storage(None)) == ["wagtail_govreview.E013"]


def test_the_default_storage_is_public(settings):
    settings.GOVREVIEW_EVIDENCE_STORAGE = "default"
    assert ids(checks.check_evidence_storage(None)) == ["wagtail_govreview.E013"]


def test_a_missing_application_is_named(monkeypatch):
    monkeypatch.setitem(checks.NEEDED_APPS, "not_installed", "the screens")
    (message,) = checks.check_needed_apps(None)
    assert message.id == "wagtail_govreview.E014"
    assert '"not_installed"' in message.hint
