"""A period's package: asked for, made in the background, kept, taken, checked."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tests.road import Road
from wagtail_govreview.archive import services
from wagtail_govreview.archive.services.make import make
from wagtail_govreview.archive.verification import package_problems, verify_packages
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.ledger.verification import Problem
from wagtail_govreview.models import FilingPackage
from wagtail_govreview.refusal import Refused
from wagtail_govreview.storage import private_storage

TODAY = timezone.localdate


def asked(road: Road, **options) -> FilingPackage:
    return services.request(road.unit, TODAY(), TODAY(), user=road.people["registrar"], **options)


def made(road: Road, callbacks, **options) -> FilingPackage:
    """Asked for and, since the default backend works at once, made."""
    with callbacks(execute=True):
        package = asked(road, **options)
    package.refresh_from_db()
    return package


def lines(act: str) -> list[dict]:
    return [json.loads(line.data) for line in LedgerLine.objects.filter(act=act).order_by("pk")]


def test_it_is_made_and_the_ledger_says_so(road: Road, django_capture_on_commit_callbacks):
    road.published("春灌开始")
    package = made(road, django_capture_on_commit_callbacks)
    assert package.is_ready
    assert package.number == f"宁水-归档-{TODAY().year}-001"
    assert package.total == package.done == package.counts["entries"] == 2
    assert package.maker == "shui_registrar"
    with private_storage().open(package.path, "rb") as file:
        assert len(file.read()) == package.size
    assert package_problems(package) == []
    (line,) = lines("archive.filed")
    assert line["digest"] == package.digest and line["manifest"] == package.manifest
    assert line["number"] == package.number and line["counts"] == package.counts


def test_nothing_is_made_before_the_transaction_ends(road: Road):
    road.published("春灌开始")
    package = asked(road)
    package.refresh_from_db()
    assert package.state == FilingPackage.State.WAITING


def test_it_is_made_once_however_often_the_task_runs(
    road: Road, django_capture_on_commit_callbacks
):
    road.published("春灌开始")
    package = made(road, django_capture_on_commit_callbacks, sheets=False)
    make(package.pk)
    assert len(lines("archive.filed")) == 1


def test_making_it_again_makes_the_same(road: Road, django_capture_on_commit_callbacks):
    road.published("春灌开始")
    first = made(road, django_capture_on_commit_callbacks)
    second = made(road, django_capture_on_commit_callbacks)
    assert second.digest == first.digest and second.path != first.path


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [(0, -1, "archive.period"), (0, 1, "archive.future"), (-9, -8, "archive.empty")],
)
def test_periods_that_make_no_sense(road: Road, first, last, code):
    road.published("春灌开始")
    days = [TODAY() + timedelta(days=shift) for shift in (first, last)]
    with pytest.raises(Refused) as refused:
        services.request(road.unit, *days)
    assert refused.value.codes == [code]
    assert not FilingPackage.objects.exists()


def test_a_failure_says_why_and_can_be_tried_again(
    road: Road, django_capture_on_commit_callbacks, settings
):
    road.published("春灌开始")
    location = settings.STORAGES["govreview_evidence"]["OPTIONS"]["location"]
    blocked = Path(location) / "filing"
    blocked.parent.mkdir(exist_ok=True)
    blocked.touch()  # a file where the folder should be
    package = made(road, django_capture_on_commit_callbacks)
    assert package.has_failed and package.failure
    assert not lines("archive.filed")
    blocked.unlink()
    with django_capture_on_commit_callbacks(execute=True):
        services.request_again(package)
    package.refresh_from_db()
    assert package.is_ready and not package.failure


def test_what_is_ready_or_under_way_is_not_tried_again(
    road: Road, django_capture_on_commit_callbacks
):
    road.published("春灌开始")
    for package in (asked(road), made(road, django_capture_on_commit_callbacks, sheets=False)):
        with pytest.raises(Refused):
            services.request_again(package)


def test_what_fell_silent_is_tried_again(road: Road, django_capture_on_commit_callbacks):
    road.published("春灌开始")
    package = asked(road, sheets=False)
    FilingPackage.objects.filter(pk=package.pk).update(
        state=FilingPackage.State.RUNNING, touched_at=timezone.now() - timedelta(hours=1)
    )
    with django_capture_on_commit_callbacks(execute=True):
        services.request_again(package)
    package.refresh_from_db()
    assert package.is_ready


def test_taking_it_is_noted(road: Road, django_capture_on_commit_callbacks):
    road.published("春灌开始")
    package = made(road, django_capture_on_commit_callbacks)
    with services.take(package, user=road.people["inspector"]) as file:
        assert file.read(2) == b"PK"
    line = LedgerLine.objects.get(act="archive.downloaded")
    assert line.actor == "shui_inspector"
    assert json.loads(line.data)["digest"] == package.digest


def test_a_file_that_was_changed_or_lost_is_found(road: Road, django_capture_on_commit_callbacks):
    road.published("春灌开始")
    package = made(road, django_capture_on_commit_callbacks, sheets=False)
    assert not [found for found in verify_packages() if isinstance(found, Problem)]
    path = private_storage().path(package.path)
    with open(path, "ab") as file:
        file.write(b"x")
    assert [problem.code for problem in package_problems(package)] == ["archive.file_changed"]
    private_storage().delete(package.path)
    assert [problem.code for problem in package_problems(package)] == ["archive.file_missing"]
    found = [found for found in verify_packages(road.unit.code) if isinstance(found, Problem)]
    assert [problem.where for problem in found] == [package.number]


def test_a_record_that_the_ledger_does_not_know(road: Road, django_capture_on_commit_callbacks):
    road.published("春灌开始")
    package = made(road, django_capture_on_commit_callbacks, sheets=False)
    path = private_storage().path(package.path)
    with open(path, "ab") as file:
        file.write(b"x")
    with open(path, "rb") as file:
        package.digest = f"sha256:{hashlib.sha256(file.read()).hexdigest()}"
    assert [problem.code for problem in package_problems(package)] == ["archive.unrecorded"]


def test_packages_are_never_deleted(road: Road):
    road.published("春灌开始")
    with pytest.raises(Refused):
        asked(road).delete()
