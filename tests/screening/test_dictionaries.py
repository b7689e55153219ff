"""Dictionaries: versions, what changes in a draft, what never changes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.screening.dictionaries import dictionary, drafted, in_force, words_of
from wagtail_govreview.models import DictionaryTerm, DictionaryVersion, LedgerLine
from wagtail_govreview.refusal import Refused
from wagtail_govreview.screening.dictionaries.comparing import differences
from wagtail_govreview.screening.dictionaries.rows import Row, digest_of, rows_of
from wagtail_govreview.screening.dictionaries.services import (
    activate,
    apply_rows,
    discard,
    new_draft,
    remove_terms,
    save_term,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def codes(call: Any, *args: Any, **kwargs: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    return refused.value.codes


def test_activating_retires_the_version_before() -> None:
    first = in_force(["扫黑险恶"])
    second = in_force(["扫黑险恶", "秸杆"], of=first.dictionary)
    first.refresh_from_db()
    assert (first.state, second.state) == ("retired", "active")
    assert (first.number, second.number) == (1, 2)
    assert first.retired_at == second.activated_at
    assert second.count == 2
    assert second.digest == digest_of(rows_of(second).values())


def test_a_new_draft_is_a_copy_of_what_is_in_force() -> None:
    active = in_force([Row("秸杆", "秸秆", "别字", date(2020, 1, 1), None), "扫黑险恶"])
    draft = new_draft(active.dictionary)
    assert rows_of(draft) == rows_of(active)
    assert draft.count == 2


def test_what_is_in_force_never_changes() -> None:
    active = in_force(["秸杆"])
    term = active.terms.get()
    assert codes(apply_rows, active, [Row("扫黑险恶")]) == ["dictionary.not_draft"]
    assert codes(remove_terms, active, [term.pk]) == ["dictionary.not_draft"]
    assert codes(save_term, term) == ["dictionary.not_draft"]
    assert codes(discard, active) == ["dictionary.not_draft"]
    assert codes(activate, active) == ["dictionary.not_draft"]
    assert words_of(active) == ["秸杆"]


def test_one_draft_at_a_time() -> None:
    draft = drafted(["秸杆"])
    assert codes(new_draft, draft.dictionary) == ["dictionary.has_draft"]
    discard(draft)
    assert not DictionaryTerm.objects.exists()
    assert new_draft(draft.dictionary).number == 1


def test_a_draft_that_changes_nothing_is_not_put_in_force() -> None:
    active = in_force(["秸杆"])
    draft = new_draft(active.dictionary)
    assert codes(activate, draft) == ["dictionary.unchanged"]


def test_a_term_stands_once_however_it_is_written() -> None:
    draft = drafted(["covid"])
    with pytest.raises(IntegrityError), transaction.atomic():
        save_term(DictionaryTerm(version=draft, term="ＣＯ\u200bＶＩＤ"))
    apply_rows(draft, [Row("COVID", "新冠")])
    assert list(draft.terms.values_list("term", "suggestion")) == [("COVID", "新冠")]


def test_rows_are_added_changed_and_replaced() -> None:
    draft = drafted(["甲词", "乙词", "丙词"])
    found = apply_rows(draft, [Row("乙词", "改"), Row("丁词"), Row("丙词")])
    assert [row.term for row in found.added] == ["丁词"]
    assert [(old.suggestion, new.suggestion) for old, new in found.changed] == [("", "改")]
    assert not found.removed
    found = apply_rows(draft, [Row("丁词")], replace=True)
    assert {row.term for row in found.removed} == {"甲词", "乙词", "丙词"}
    draft.refresh_from_db()
    assert (words_of(draft), draft.count) == (["丁词"], 1)


def test_the_ledger_of_the_unit_tells_of_it(road: Any, boss: Any) -> None:
    version = drafted(["秸杆"], unit=road.unit)
    activate(version, user=boss)
    line = LedgerLine.objects.get(act="screening.dictionary_activated")
    assert (line.chain.name, line.actor) == (road.unit.code, "boss")
    version.refresh_from_db()
    assert version.digest in line.data


def test_a_shared_one_stands_in_every_chain(road: Any) -> None:
    from tests.road import Road

    other = Road("银政", "yinchuan")
    in_force(["秸杆"])
    lines = LedgerLine.objects.filter(act="screening.dictionary_activated")
    assert {line.chain.name for line in lines} == {road.unit.code, other.unit.code}


def test_too_many_terms_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from wagtail_govreview.screening.dictionaries import rules

    monkeypatch.setattr(rules, "MOST_TERMS", 2)
    draft = drafted(["甲词", "乙词"])
    assert codes(apply_rows, draft, [Row("丙词")]) == ["dictionary.too_many"]
    assert codes(save_term, DictionaryTerm(version=draft, term="丙词")) == ["dictionary.too_many"]


def test_a_hundred_thousand_terms(django_assert_max_num_queries: Any) -> None:
    rows = [Row(f"词条{number}") for number in range(100_000)]
    draft = drafted([])
    with django_assert_max_num_queries(800):  # SQLite takes some 140 rows in one statement
        apply_rows(draft, rows)
    activate(draft)
    copy = new_draft(draft.dictionary)
    assert copy.count == 100_000
    found = differences(rows_of(draft), rows_of(copy))
    assert not found and found.same == 100_000
    discard(copy)
    assert DictionaryVersion.objects.get().count == 100_000


def test_the_digest_does_not_depend_on_the_order() -> None:
    rows = [Row("甲词", "乙"), Row("丙词")]
    assert digest_of(rows) == digest_of(rows[::-1])
    assert digest_of(rows) != digest_of([Row("甲词", "丁"), Row("丙词")])


def test_dictionaries_of_units_may_have_one_name(road: Any) -> None:
    dictionary(unit=road.unit)
    with pytest.raises(IntegrityError), transaction.atomic():
        dictionary(unit=road.unit)
    dictionary()
