"""Aliases: a stand-in for a translation follows what was signed, every other alias is a publication of its own."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Locale, Page

from tests.road import Road, fresh
from wagtail_govreview.ledger.verification import Problem, examine
from wagtail_govreview.models import RegisterEntry, ReviewSheet
from wagtail_govreview.publication.services import adopt, withdraw
from wagtail_govreview.refusal import Refused
from wagtail_govreview.units.services import set_up_unit


@pytest.fixture
def english(road: Road) -> Locale:
    """A second language, whose section has been translated already."""
    locale = Locale.objects.create(language_code="en")
    Page.objects.get(depth=2).specific.copy_for_translation(locale).save_revision().publish()
    fresh(road.section).copy_for_translation(locale).save_revision().publish()
    return locale


def govern(road: Road, locale: Locale, **unit: Any) -> None:
    section = fresh(road.section).get_translation(locale)
    set_up_unit("EN", name="English pages", root_page=section, **unit)
    adopt(section)


def stand_in(page: Page, locale: Locale) -> Any:
    return fresh(page).copy_for_translation(locale, alias=True)


def problems() -> list[str]:
    return [found.code for found in examine("") if isinstance(found, Problem)]


def test_a_stand_in_becomes_public_with_its_original(road: Road, english: Locale) -> None:
    govern(road, english, parent=road.unit)
    page = road.draft()
    alias = stand_in(page, english)
    road.submit(page)
    assert not fresh(alias).live
    road.sign_all(page)
    assert fresh(alias).live
    entry = RegisterEntry.objects.get(page=alias)
    assert entry.sheet == ReviewSheet.objects.get(page_id=page.pk)
    assert entry.kind == RegisterEntry.Kind.PUBLICATION
    assert problems() == []


def test_it_changes_with_it_and_goes_offline_with_it(road: Road, english: Locale) -> None:
    govern(road, english, parent=road.unit)
    page = road.published()
    alias = stand_in(page, english)
    assert alias.live
    road.edit(fresh(page), title="更正：春灌前渠道检修")
    road.submit(page)
    road.sign_all(page)
    assert fresh(alias).title == "更正：春灌前渠道检修"
    withdraw(fresh(page), user=road.people["registrar"], reason="内容有误")
    assert not fresh(alias).live
    kinds = RegisterEntry.objects.filter(page=alias).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["publication", "update", "withdrawal"]
    assert problems() == []


def test_nobody_changes_it_past_the_signatures(road: Road, english: Locale) -> None:
    govern(road, english, parent=road.unit)
    page = road.published()
    alias = stand_in(page, english)
    alias.title = "Something else"
    with pytest.raises(Refused):
        alias.save()
    type(alias).objects.filter(pk=alias.pk).update(title="Something else")
    assert problems() == ["publication.drift"]


def test_once_it_is_a_page_of_its_own_it_is_signed_by_itself(road: Road, english: Locale) -> None:
    govern(road, english, parent=road.unit)
    alias = stand_in(road.published(), english)
    alias.alias_of = None
    alias.title = "Spring irrigation"
    with pytest.raises(Refused) as refused:
        alias.save()
    assert refused.value.codes == ["publication.unsigned"]


def test_in_another_organs_tree_it_is_refused_by_name(road: Road, english: Locale) -> None:
    govern(road, english)
    page = road.draft()
    alias = stand_in(page, english)
    road.submit(page)
    with pytest.raises(Refused) as refused:
        road.sign_all(page)
    assert refused.value.codes == ["publication.alias"]
    assert fresh(alias).url_path in str(refused.value)
    assert not fresh(page).live and not fresh(alias).live


def test_where_nobody_governs_it_is_wagtails(road: Road, english: Locale) -> None:
    page = road.draft()
    alias = stand_in(page, english)
    road.submit(page)
    road.sign_all(page)
    assert fresh(alias).live
    assert not RegisterEntry.objects.filter(page=alias).exists()


def test_another_alias_in_the_same_language_is_refused(road: Road) -> None:
    page = road.draft()
    alias = page.create_alias(update_slug="again")
    road.submit(page)
    with pytest.raises(Refused) as refused:
        road.sign_all(page)
    assert refused.value.codes == ["publication.alias"]
    assert not fresh(alias).live
