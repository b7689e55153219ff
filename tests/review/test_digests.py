"""SM3 instead of SHA-256, from the beginning or from some day on."""

from __future__ import annotations

from typing import Any

from tests.road import Road, fresh
from wagtail_govreview.ledger.verification import verify_all
from wagtail_govreview.models import LedgerLine, RegisterEntry


def test_the_whole_road_in_sm3(road: Road, settings: Any) -> None:
    settings.GOVREVIEW_DIGEST = "sm3"
    page = road.published()
    entry = RegisterEntry.objects.get(page_id=page.pk)
    assert entry.fingerprint.startswith("sm3:")
    assert entry.digest.startswith("sm3:")
    assert LedgerLine.objects.latest("pk").digest.startswith("sm3:")
    assert list(verify_all()) == []


def test_a_change_of_the_setting_voids_nothing(road: Road, settings: Any) -> None:
    page = road.draft()
    road.submit(page)
    road.sign(page, "first")
    settings.GOVREVIEW_DIGEST = "sm3"
    road.sign(page, "second")
    road.sign(page, "third")
    assert fresh(page).live
    fresh(page).save()
    assert RegisterEntry.objects.filter(page_id=page.pk).count() == 1
    assert list(verify_all()) == []
