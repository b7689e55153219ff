"""Whether addresses answer: asked of a real server, never inside the own network, never while somebody writes."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.road import Road
from tests.screening.answering import Server, serving
from wagtail_govreview.models import LinkState
from wagtail_govreview.screening.checks.links import asking
from wagtail_govreview.screening.checks.links.asking import ask, is_public
from wagtail_govreview.screening.checks.links.tasks import ask_links_of
from wagtail_govreview.screening.services.ask_links import ask_links


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    """On this machine, which may be asked here only."""
    settings.GOVREVIEW_ASK_PRIVATE_HOSTS = True
    settings.WAGTAILADMIN_BASE_URL = "https://www.example.gov.cn"  # not this machine
    with serving() as found:
        yield found


@pytest.mark.parametrize(
    ("path", "state", "status"),
    [
        ("/200", "alive", 200),
        ("/204", "alive", 204),
        ("/404", "dead", 404),
        ("/410", "dead", 410),
        ("/403", "unsure", 403),
        ("/429", "unsure", 429),
        ("/503", "unsure", 503),
        ("/500", "unsure", 500),
        ("/get-only", "alive", 200),
        ("/endless", "alive", 200),
        ("/to?/200", "alive", 200),
        ("/to?/to?/404", "dead", 404),
        ("/round", "unsure", 301),
        ("/hang-up", "unsure", None),
        ("/文件 一.html?栏目=通知", "alive", 200),
    ],
)
def test_what_addresses_answer(server: Server, path: str, state: str, status: int | None) -> None:
    answer = ask(server.address + path)
    assert (answer.state, answer.status) == (state, status)


def test_a_page_that_understands_head_is_not_loaded(server: Server) -> None:
    ask(server.address + "/200")
    assert server.asked == [("HEAD", "/200")]


def test_a_circle_ends(server: Server) -> None:
    ask(server.address + "/round")
    assert len(server.asked) == asking.REDIRECTS + 1


def test_nobody_at_the_port(server: Server) -> None:
    with socket.socket() as taken:  # bound, but nobody listens
        taken.bind(("127.0.0.1", 0))
        answer = ask(f"http://127.0.0.1:{taken.getsockname()[1]}/")
    assert answer.failed and not answer.reached


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.1",
        "0.0.0.0",  # noqa: S104
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2002:0a00:0001::1",
    ],
)
def test_addresses_inside_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "114.114.114.114", "2400:3200::1", "1.1.1.1"])
def test_addresses_outside_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "{server}/200",
        "http://localhost:{port}/200",
        "http://127.1:{port}/200",
        "http://2130706433:{port}/200",
        "http://0x7f000001:{port}/200",
        "http://0:{port}/200",
        "http://[::ffff:127.0.0.1]:{port}/200",
        "http://user@127.0.0.1:{port}/200",
        "ftp://127.0.0.1:{port}/200",
        "file:///etc/hostname",
        "http://[::1",
        "http://a:99999999/",
        "gopher://127.0.0.1:{port}/_x",
    ],
)
def test_nobody_inside_is_asked(server: Server, settings: Any, address: str) -> None:
    settings.GOVREVIEW_ASK_PRIVATE_HOSTS = False
    answer = ask(address.format(server=server.address, port=server.server_port))
    assert not answer.reached
    assert server.asked == []


def test_the_usual_ports_alone_do_not_open_the_inside(
    server: Server, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The port is allowed here, so it is the address that is refused: directly, by name, and at the end of a redirect."""
    settings.GOVREVIEW_ASK_PRIVATE_HOSTS = False
    monkeypatch.setitem(asking.PORTS, "http", server.server_port)
    for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0"):
        assert not ask(f"http://{host}/200").reached
    assert server.asked == []


def test_a_redirect_does_not_lead_inside(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first host passes for public here, the second is what it is."""
    real = asking._public_address

    def lenient(host: str, port: int) -> str:
        if host == "127.0.0.1":
            return "127.0.0.1"
        if not all(map(is_public, {each[4][0] for each in socket.getaddrinfo(host, port)})):
            raise asking.NotToBeAsked
        return real(host, port)

    monkeypatch.setattr(asking, "_public_address", lenient)
    answer = ask(f"{server.address}/to?http://localhost:{server.server_port}/200")
    assert not answer.reached
    assert [path for _method, path in server.asked] == [
        f"/to?http://localhost:{server.server_port}/200"
    ]


def test_a_name_is_asked_for_once_and_its_address_kept(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads elsewhere at the second question does not matter: there is none."""
    questions: list[str] = []
    real = socket.getaddrinfo

    def names(host: str, *args: Any, **kwargs: Any) -> Any:
        questions.append(str(host))
        return real("127.0.0.1" if host == "www.example.com" else host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", names)
    assert ask(f"http://www.example.com:{server.server_port}/200").status == 200
    assert questions.count("www.example.com") == 1


@given(st.text("htps:/.@[]#?%127.0\\ \n", max_size=60))
def test_no_address_raises(address: str) -> None:
    assert not ask(f"ftp{address}").reached


@pytest.mark.django_db
def test_answers_are_remembered_and_not_asked_for_twice_a_day(server: Server) -> None:
    address = f"{server.address}/404"
    [state] = ask_links([address, address])
    assert (state.state, state.status) == ("dead", 404)
    asked = len(server.asked)
    assert ask_links([address]) == []
    assert len(server.asked) == asked
    LinkState.objects.update(checked_at=timezone.now() - timedelta(days=1))
    assert len(ask_links([address])) == 1
    assert len(ask_links([address], again=True)) == 1
    assert LinkState.objects.count() == 1


@pytest.mark.django_db
def test_silence_counts_as_dead_the_second_time(server: Server) -> None:
    silent, speaking = f"{server.address}/hang-up", f"{server.address}/200"
    states = ask_links([silent, speaking], pause=0)
    assert [state.state for state in states] == ["unsure", "alive"]
    states = ask_links([silent, speaking], pause=0, again=True)
    assert [state.state for state in states] == ["dead", "alive"]


@pytest.mark.django_db
def test_where_nobody_answers_nothing_is_written_down(server: Server) -> None:
    assert ask_links([f"{server.address}/hang-up"]) == []
    assert not LinkState.objects.exists()


@pytest.mark.django_db
def test_no_more_than_wanted_are_asked(server: Server) -> None:
    assert len(ask_links([f"{server.address}/{n}" for n in (200, 201, 202)], most=2, pause=0)) == 2


def draft_with_links(road: Road, *addresses: str) -> Any:
    return road.draft(body="".join(f'<p><a href="{each}">看</a></p>' for each in addresses))


@pytest.mark.django_db
def test_the_command_asks_for_public_pages_and_drafts(
    road: Road, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wagtail_govreview.screening.checks.links.collecting.can_be_asked", any_web)
    draft_with_links(road, f"{server.address}/404", f"{server.address}/200#a", "mailto:a@b.cn")
    out = StringIO()
    call_command("govreview_links", "--unit", road.code, verbosity=2, stdout=out)
    states = dict(LinkState.objects.values_list("status", "state"))
    assert states == {404: "dead", 200: "alive"}
    assert f"dead  404  {server.address}/404" in out.getvalue()


def any_web(found: Any) -> bool:
    """The server of the tests stands at a number and a port, as no ordinary link does."""
    return bool(found.address.kind == "web")


@pytest.mark.django_db
def test_ordinary_links_only(road: Road, server: Server) -> None:
    draft_with_links(road, f"{server.address}/404")
    call_command("govreview_links", verbosity=0)
    assert server.asked == []


@pytest.mark.django_db
def test_the_task_asks_for_one_page(
    road: Road, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wagtail_govreview.screening.checks.links.collecting.can_be_asked", any_web)
    page = draft_with_links(road, f"{server.address}/410")
    ask_links_of.call(page.pk)
    assert LinkState.objects.get().state == "dead"
    ask_links_of.call(999_999)


@pytest.mark.django_db
def test_an_unknown_unit_is_misuse() -> None:
    with pytest.raises(CommandError):
        call_command("govreview_links", "--unit", "无")
