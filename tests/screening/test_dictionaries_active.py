"""What is in force, as the checks are told it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.road import Road
from tests.screening.dictionaries import dictionary, drafted, in_force
from wagtail_govreview.models import Dictionary
from wagtail_govreview.screening.context import context_for
from wagtail_govreview.screening.dictionaries.active import wordbook_for
from wagtail_govreview.screening.dictionaries.rows import Row
from wagtail_govreview.screening.dictionaries.seed import SEED
from wagtail_govreview.screening.dictionaries.services import activate, new_draft
from wagtail_govreview.screening.dictionaries.services.load_seed import load_seed
from wagtail_govreview.screening.folding import view_of
from wagtail_govreview.screening.places import Kind, Place
from wagtail_govreview.screening.stretches import stretch_of

pytestmark = pytest.mark.django_db


def found(text: str, unit: Any = None, on: date | None = None) -> list[str]:
    book = wordbook_for(unit)
    view = view_of(stretch_of([(Place(Kind.FIELD), text)]))
    return [] if book is None else [view.text[hit.start : hit.end] for hit in book.hits(view, on)]


def test_nothing_in_force() -> None:
    drafted(["扫黑险恶"])
    assert wordbook_for(None) is None


def test_shared_words_hold_for_all_and_a_units_for_the_unit(road: Road) -> None:
    other = Road("银政", "yinchuan")
    in_force([Row("扫黑险恶", "扫黑除恶")])
    in_force(["渠首枢纽代号"], unit=road.unit, kind="secret", name="不得公开")
    text = "扫黑险恶与渠首枢纽代号"
    assert found(text, road.unit) == ["扫黑险恶", "渠首枢纽代号"]
    assert found(text, other.unit) == found(text) == ["扫黑险恶"]


def test_what_is_in_force_is_compiled_once(road: Road, django_assert_num_queries: Any) -> None:
    version = in_force(["秸杆"], unit=road.unit)
    book = wordbook_for(road.unit)
    with django_assert_num_queries(1):
        assert wordbook_for(road.unit) is book
    draft = drafted(["秸杆", "扫黑险恶"], of=version.dictionary)
    assert wordbook_for(road.unit) is book
    activate(draft)
    assert found("秸杆和扫黑险恶", road.unit) == ["秸杆", "扫黑险恶"]


def test_a_changed_severity_is_noticed() -> None:
    version = in_force(["秸杆"])
    view = view_of(stretch_of([(Place(Kind.FIELD), "秸杆")]))
    [before] = wordbook_for(None).hits(view, None)  # type: ignore[union-attr]
    Dictionary.objects.filter(pk=version.dictionary_id).update(severity="block")
    [after] = wordbook_for(None).hits(view, None)  # type: ignore[union-attr]
    assert (before.severity, after.severity) == (None, "block")


def test_days_of_a_term() -> None:
    in_force([Row("旧机构", "新机构", "", date(2024, 1, 1), None)])
    assert found("旧机构", on=date(2024, 1, 1)) == ["旧机构"]
    assert found("旧机构", on=date(2023, 12, 31)) == []


def test_the_context_of_a_page_knows_them(road: Road) -> None:
    in_force(["秸杆"], unit=road.unit)
    assert context_for(road.draft(), road.unit).dictionaries is wordbook_for(road.unit)


def test_the_seed_is_loaded_once_and_left_alone_then() -> None:
    made = load_seed().made
    assert made and sum(each.terms.count() for each in versions()) == len(SEED)
    assert found("深入开展扫黑险恶专项斗争") == ["扫黑险恶"]
    changed = Dictionary.objects.order_by("pk").first()
    assert changed is not None
    activate(drafted(["别的词"], of=changed))
    again = load_seed()
    assert (again.made, again.kept) == ([], made)
    assert found("别的词") == ["别的词"]


def versions() -> Any:
    return [each.versions.get(state="active") for each in Dictionary.objects.all()]


def test_an_empty_version_takes_all_words_away() -> None:
    version = in_force(["秸杆"])
    draft = drafted([], of=version.dictionary)
    activate(draft)
    assert wordbook_for(None) is None
    assert new_draft(dictionary("另一个")).count == 0
