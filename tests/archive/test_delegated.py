"""A package holds the delegations under which its signatures were made, with their authorisations."""

from __future__ import annotations

from typing import Any

from tests.delegations import PDF, delegated, stand_in
from tests.road import Road
from wagtail_govreview.archive.selection import Selection
from wagtail_govreview.units.services.delegate import delegation_text


def test_once_with_the_authorisation(road: Road, opened: Any) -> None:
    deputy = stand_in()
    delegation = delegated(road, "first", deputy)
    page = road.draft()
    road.submit(page)
    road.sign(page, "first", user=deputy)
    road.sign_all(page)
    package = opened(Selection(road.unit, page_key=str(page.pk)))
    kept = [package.zip.read(name) for name in package.named("授权书/")]
    assert sorted(kept) == sorted([PDF, delegation_text(delegation).encode()])
    assert package.named("签字1", "shui_first（deputy 代）")
    assert delegation.digest in package.one("账页.tsv")


def test_none_where_everybody_signed_in_person(road: Road, opened: Any) -> None:
    delegated(road, "first", stand_in())
    page = road.published()
    package = opened(Selection(road.unit, page_key=str(page.pk)))
    assert not package.named("授权书/")
