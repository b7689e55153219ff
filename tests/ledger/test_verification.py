"""What was changed behind the ledger's back is named, by chain and number."""

import json
from datetime import datetime, timezone
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from tests.guarding import Tampering
from wagtail_govreview.ledger import chains
from wagtail_govreview.ledger.digests import digest_of_text
from wagtail_govreview.ledger.lines import canonical_line
from wagtail_govreview.ledger.models import Chain, LedgerLine
from wagtail_govreview.ledger.services import append
from wagtail_govreview.ledger.verification import Problem, verify_all

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def chain(settings):
    settings.GOVREVIEW_DIGEST = "sha256"
    for number in range(1, 4):
        append("宁水", "x.y", data={"n": number})
    settings.GOVREVIEW_DIGEST = "sm3"
    for number in range(4, 7):
        append("宁水", "x.y", data={"n": number})
    append("宁办", "x.y")
    return Chain.objects.get(name="宁水")


def behind_its_back(chain, *numbers):
    """Lines of the chain, through a queryset that refuses nothing."""
    lines = Tampering(LedgerLine).filter(chain=chain)
    return lines.filter(number__in=numbers) if numbers else lines


def rewrite_chain(chain, **values):
    Tampering(Chain).filter(pk=chain.pk).update(**values)


def problems(**options):
    return [(problem.code, problem.where) for problem in verify_all(**options)]


def test_an_untouched_chain_is_right_whatever_the_algorithm(chain):
    assert problems() == []
    assert {line.digest.partition(":")[0] for line in chain.lines.all()} == {"sha256", "sm3"}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("act", "x.z"),
        ("at", datetime(2020, 1, 1, tzinfo=timezone.utc)),
        ("actor", "somebody"),
        ("actor_key", "1"),
        ("subject", "x"),
        ("summary", "x"),
        ("data", '{"n": 3}'),
        ("previous", "sha256:00"),
        ("digest", "sha256:00"),
        ("digest", "nonsense"),
    ],
)
def test_a_changed_line_is_named(chain, column, value):
    behind_its_back(chain, 3).update(**{column: value})
    assert ("ledger.changed", "宁水 3") in problems()
    assert all(where in ("宁水 3", "宁水 4") for _code, where in problems())
    assert problems(unit="宁办") == []


def test_a_missing_line_is_named(chain):
    behind_its_back(chain, 2, 3).delete()
    assert problems() == [("ledger.missing", "宁水 2")]
    with translation.override("en"):
        assert str(next(verify_all())) == "Ledger 宁水, lines 2 to 3 are missing."


def test_a_missing_first_or_last_line_is_named(chain):
    behind_its_back(chain, 1, 6).delete()
    assert problems() == [("ledger.missing", "宁水 1"), ("ledger.missing", "宁水 6")]


def test_all_lines_missing(chain):
    behind_its_back(chain).delete()
    assert problems() == [("ledger.missing", "宁水 1")]


def test_exchanged_lines_are_named_with_their_own_numbers(chain):
    for old, new in [(2, 99), (4, 2), (99, 4)]:
        behind_its_back(chain, old).update(number=new)
    assert ("ledger.moved", "宁水 2") in problems() and ("ledger.moved", "宁水 4") in problems()
    with translation.override("en"):
        assert str(next(verify_all())) == "Ledger 宁水, line 2: this was line 4; it was moved."


def test_a_rewritten_line_breaks_the_next_one(chain):
    line = chain.lines.get(number=3)
    line.summary = "rewritten"
    digest = digest_of_text(canonical_line(line, chain.name))
    behind_its_back(chain, 3).update(summary="rewritten", digest=digest)
    assert problems() == [("ledger.broken", "宁水 4")]


def test_a_wrong_head_and_a_cut_end_are_named(chain):
    rewrite_chain(chain, head="sha256:00")
    assert problems() == [("ledger.head", "宁水")]
    rewrite_chain(chain, length=5)
    assert problems() == [("ledger.head", "宁水"), ("ledger.beyond", "宁水 6")]


def test_lines_appended_meanwhile_are_no_problem(chain):
    append("宁水", "x.y")
    assert [result for result in chains.verify_chain(chain) if isinstance(result, Problem)] == []


def test_long_chains_are_read_in_pieces(chain, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(chains, "CHUNK", 4)
    with django_assert_num_queries(3):
        assert [result.count for result in chains.verify_chain(chain)] == [6]


def test_a_line_knows_whether_it_is_verified(chain):
    assert all(chains.line_is_verified(line) for line in LedgerLine.objects.all())
    behind_its_back(chain, 3).update(act="x.z")
    assert not chains.line_is_verified(chain.lines.get(number=3))
    assert chains.line_is_verified(chain.lines.get(number=5))
    rewrite_chain(chain, head="sha256:00")
    assert not chains.line_is_verified(chain.lines.get(number=6))


def run(*arguments):
    out = StringIO()
    status = 0
    try:
        call_command("govreview_verify", *arguments, stdout=out, no_color=True)
    except SystemExit as end:
        status = end.code
    return status, out.getvalue().splitlines()


def test_the_command_is_content(chain):
    with translation.override("en"):
        status, lines = run()
    assert status == 0
    assert "Checked: 7 ledger lines" in lines
    assert lines[-1] == "Everything is as it was signed and written."


def test_the_command_names_problems_and_fails(chain):
    behind_its_back(chain, 2, 5).delete()
    with translation.override("en"):
        status, lines = run()
    assert status == 1
    assert lines[:2] == ["Ledger 宁水, line 2 is missing.", "Ledger 宁水, line 5 is missing."]
    assert lines[-1] == "Problems: 2"


def test_the_command_speaks_json(chain):
    behind_its_back(chain, 2).delete()
    status, lines = run("--json", "--unit", "宁水")
    first, last = (json.loads(line) for line in lines)
    assert status == 1
    assert (first["code"], first["where"]) == ("ledger.missing", "宁水 2")
    assert last["problems"] == 1


def test_the_command_keeps_to_one_unit(chain):
    behind_its_back(chain, 2).delete()
    assert run("--unit", "宁办")[0] == 0
    with pytest.raises(CommandError):
        run("--unit", "宁×")


def test_many_lines_are_verified_in_one_query(chain, django_assert_num_queries):
    behind_its_back(chain, 3).update(actor="nobody")
    lines = list(LedgerLine.objects.select_related("chain"))
    with django_assert_num_queries(1):
        fitting = chains.verified_among(lines)
    assert {line.number for line in lines if line.pk not in fitting} == {3}
    assert chains.verified_among([]) == set()
    one_by_one = {line.pk for line in lines if chains.line_is_verified(line)}
    assert one_by_one == fitting
