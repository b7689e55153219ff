"""Heads given outside: by every channel, noted in the ledger, and compared years later."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone, translation
from freezegun import freeze_time

from tests.guarding import Tampering
from tests.printing.pdf import text_of
from wagtail_govreview.ledger.anchors.given import ANCHORED
from wagtail_govreview.ledger.anchors.reading import read_file
from wagtail_govreview.ledger.anchors.written import Anchor, groups_of
from wagtail_govreview.ledger.digests import digest_of_text
from wagtail_govreview.ledger.lines import canonical_line
from wagtail_govreview.ledger.models import Chain, LedgerLine
from wagtail_govreview.ledger.services import append
from wagtail_govreview.ledger.signals import anchor_given
from wagtail_govreview.ledger.verification import Notice, examine, verify_all

pytestmark = [pytest.mark.django_db, pytest.mark.database]

RECIPIENTS = ["archive@example.gov.cn", "superior@example.gov.cn"]


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


@pytest.fixture
def chains(db: Any) -> None:
    for number in range(5):
        append("宁水", "x.y", data={"n": number})
    append("宁办", "x.y")


def anchor(*arguments: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("govreview_anchor", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def verify(*arguments: str) -> tuple[int, list[str]]:
    """Exit code and the lines of ``govreview_verify``."""
    out, status = StringIO(), 0
    try:
        call_command("govreview_verify", *arguments, stdout=out, no_color=True)
    except SystemExit as end:
        status = int(end.code or 0)
    return status, out.getvalue().splitlines()


def noted(chain: str) -> list[dict[str, Any]]:
    lines = LedgerLine.objects.filter(chain__name=chain, act=ANCHORED).order_by("number")
    return [json.loads(line.data) for line in lines]


def test_it_is_printed_and_noted_in_every_chain(chains: None) -> None:
    heads = dict(Chain.objects.values_list("name", "head"))
    known = {each.chain: each for each in read_file(anchor().encode())}
    assert known.keys() == heads.keys()
    for name, length in (("宁水", 5), ("宁办", 1)):
        assert (known[name].length, known[name].fits(heads[name])) == (length, True)
        (line,) = noted(name)
        assert (line["length"], line["head"]) == (length, heads[name])
        assert (line["channels"], line["recipients"]) == (["print"], [])
    assert list(verify_all()) == []


def test_one_unit_alone(chains: None) -> None:
    assert [each.chain for each in read_file(anchor("--unit", "宁办").encode())] == ["宁办"]
    assert noted("宁水") == []
    with pytest.raises(CommandError) as error:
        anchor("--unit", "宁办", "没有")
    assert error.value.returncode == 2 and "没有" in str(error.value)


def test_a_mail_to_all_recipients(chains: None, settings: Any) -> None:
    settings.GOVREVIEW_ANCHOR_RECIPIENTS = RECIPIENTS
    anchor("--mail")
    (message,) = mail.outbox
    assert message.to == RECIPIENTS
    (line,) = noted("宁水")
    assert line["code"] in message.subject and line["recipients"] == RECIPIENTS
    raw = message.message().as_bytes()
    assert len(read_file(raw)) == 2
    assert read_file(message.body.encode()) == read_file(raw)


def test_without_recipients_there_is_no_mail_and_no_line(chains: None) -> None:
    with pytest.raises(CommandError, match="GOVREVIEW_ANCHOR_RECIPIENTS"):
        anchor("--mail")
    assert mail.outbox == [] and noted("宁水") == []


def test_a_mail_that_does_not_go_out_is_not_noted(chains: None, settings: Any) -> None:
    settings.GOVREVIEW_ANCHOR_RECIPIENTS = RECIPIENTS
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(CommandError):
        anchor("--mail")
    assert noted("宁水") == []


def test_a_log_line_for_each_chain(chains: None, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="wagtail_govreview.anchor"):
        anchor("--log")
    lines = [record.getMessage() for record in caplog.records]
    assert len(lines) == 2
    assert {each.chain for each in read_file("\n".join(lines).encode())} == {"宁水", "宁办"}


def test_a_file_is_written_once(chains: None, tmp_path: Path) -> None:
    path = tmp_path / "anchor.txt"
    anchor("--file", str(path))
    before = path.read_bytes()
    with pytest.raises(CommandError):
        anchor("--file", str(path))
    assert path.read_bytes() == before
    assert len(noted("宁水")) == 1


def test_the_seal_sheet_holds_every_digit(chains: None, tmp_path: Path) -> None:
    path = tmp_path / "seal.pdf"
    printed = anchor("--print", "--pdf", str(path))
    text = text_of(path.read_bytes())
    assert "账本封存单" in text
    for line in noted("宁水"):
        assert "".join(groups_of(line["head"])) in text
        assert line["code"] in text and line["code"] in printed
        assert line["channels"] == ["print", "pdf"]


def test_only_what_is_due(chains: None) -> None:
    anchor("--unit", "宁办")
    assert [each.chain for each in read_file(anchor("--due", "24").encode())] == ["宁水"]
    assert anchor("--due", "24") == ""
    with freeze_time(timezone.now() + timedelta(hours=25)):
        assert len(read_file(anchor("--due", "24").encode())) == 2


def test_others_learn_of_it(chains: None) -> None:
    heard: list[Anchor] = []

    def receiver(anchor: Anchor, **kwargs: Any) -> None:
        heard.append(anchor)

    anchor_given.connect(receiver)
    try:
        printed = anchor()
    finally:
        anchor_given.disconnect(receiver)
    assert [each.text for each in heard] == [printed]


def test_a_head_that_somebody_changed_is_not_given(chains: None) -> None:
    Tampering(Chain).filter(name="宁办").update(head="sha256:00")
    with pytest.raises(CommandError, match="宁办"):
        anchor()
    assert noted("宁水") == []


# -- compared later ---------------------------------------------------------------------------------------------


@pytest.fixture
def given(chains: None, tmp_path: Path) -> str:
    """The path of an anchor, after which the chains grew."""
    path = tmp_path / "anchor.txt"
    anchor("--file", str(path))
    append("宁水", "x.y")
    return str(path)


def write_anew(chain: str, act: str) -> None:
    """As somebody with the database's password would: every line with another act, all digests right."""
    head = Chain.objects.get(name=chain)
    previous = ""
    for line in head.lines.order_by("number"):
        line.previous = previous
        line.act = line.act if line.act == ANCHORED else act
        line.digest = previous = digest_of_text(canonical_line(line, chain))
        Tampering(LedgerLine).filter(pk=line.pk).update(
            act=line.act, previous=line.previous, digest=line.digest
        )
    Tampering(Chain).filter(pk=head.pk).update(head=previous)


def cut_off(chain: str, length: int) -> None:
    Tampering(LedgerLine).filter(chain__name=chain, number__gt=length).delete()
    head = LedgerLine.objects.get(chain__name=chain, number=length).digest
    Tampering(Chain).filter(name=chain).update(length=length, head=head)


def drop(chain: str) -> None:
    Tampering(LedgerLine).filter(chain__name=chain).delete()
    Tampering(Chain).filter(name=chain).delete()


def test_chains_that_only_grew_fit(given: str) -> None:
    status, lines = verify("--anchor", given)
    assert status == 0
    assert "Checked: 2 heads given outside" in lines


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (lambda: cut_off("宁水", 4), "Ledger 宁水 was cut off: it has 4 lines, but had 5 when"),
        (lambda: write_anew("宁水", "x.z"), "Ledger 宁水 was written anew: line 5 is not the one"),
        (lambda: drop("宁水"), "Ledger 宁水 is gone: it had 5 lines when"),
    ],
    ids=["cut off", "written anew", "gone"],
)
def test_what_the_chain_itself_cannot_show_is_named(
    given: str, tamper: Callable[[], None], said: str
) -> None:
    head = str(read_file(Path(given).read_bytes())[0].hex[:20])
    tamper()
    for arguments in (("--anchor", given), ("--head", f"宁水 5 {head}")):
        status, lines = verify(*arguments)
        assert status == 1
        assert any(line.startswith(said) for line in lines), lines
    _status, lines = verify("--anchor", given, "--json", "--unit", "宁水")
    assert {json.loads(line).get("code") for line in lines} & {
        "anchor.cut",
        "anchor.rewritten",
        "anchor.gone",
    }
    assert verify("--unit", "宁办", "--anchor", given)[0] == 0


def test_a_chain_that_was_cut_off_shows_nothing_by_itself(given: str) -> None:
    cut_off("宁水", 4)
    assert verify()[0] == 0


def test_who_writes_a_chain_anew_and_forgets_what_it_says_was_given(given: str) -> None:
    write_anew("宁水", "x.z")
    assert [problem.code for problem in verify_all()] == ["anchor.noted"]


def test_an_altered_anchor_is_an_error_in_plain_words(given: str, tmp_path: Path) -> None:
    altered = tmp_path / "altered.txt"
    altered.write_text(Path(given).read_text("utf-8").replace("宁水 5", "宁水 4"), "utf-8")
    for arguments in (
        ("--anchor", str(altered)),
        ("--anchor", str(tmp_path / "none.txt")),
        ("--head", "宁水"),
    ):
        with pytest.raises(CommandError) as error:
            verify(*arguments)
        assert error.value.returncode == 2


# -- in time ----------------------------------------------------------------------------------------------------


def notices() -> list[str]:
    found = (result for result in examine() if isinstance(result, Notice))
    return [notice.where for notice in found if notice.code.startswith("anchor.")]


def test_verification_warns_of_heads_that_stay_inside(chains: None, settings: Any) -> None:
    assert notices() == []
    settings.GOVREVIEW_ANCHOR_DAYS = 90
    assert notices() == ["宁办", "宁水"] or notices() == ["宁水", "宁办"]
    status, lines = verify()
    assert status == 0
    assert "The head of ledger 宁水 was never given outside." in lines
    anchor()
    assert notices() == []
    with freeze_time(timezone.now() + timedelta(days=91)):
        assert len(notices()) == 2
        _status, lines = verify("--json")
    warning = json.loads(lines[0])
    assert (warning["code"], warning["level"]) == ("anchor.overdue", "warning")
    assert json.loads(lines[-1])["warnings"] >= 2


def test_verification_costs_no_query_more_when_chains_grow(
    chains: None, django_assert_num_queries: Any, settings: Any
) -> None:
    from wagtail_govreview.ledger.anchors.comparing import verify_anchors

    settings.GOVREVIEW_ANCHOR_DAYS = 90
    anchor()
    anchor()
    with django_assert_num_queries(4):
        assert list(verify_anchors()) == []
    anchor()
    append("第三", "x.y")
    anchor()
    with django_assert_num_queries(4):
        assert list(verify_anchors()) == []
