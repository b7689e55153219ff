"""Addresses are asked when a draft is saved, where the site wants it and somebody else than the editor waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import override_settings
from django_tasks import task_backends
from django_tasks.backends.dummy import DummyBackend

from tests.road import Road
from wagtail_govreview.screening.checks.links.tasks import ask_links_of

pytestmark = pytest.mark.django_db
WORKER = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
BODY = '<p><a href="https://www.example.gov.cn/a">看</a></p>'


class Down(DummyBackend):
    """A queue that takes everything else."""

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        if task.func is ask_links_of.func:
            raise ConnectionError("Nobody there.")
        return super().enqueue(task, args, kwargs)


@pytest.fixture
def asked(django_capture_on_commit_callbacks: Any) -> Callable[[Callable[[], Any]], list[Any]]:
    """The pages whose addresses are to be asked after something was done and committed."""

    def pages(act: Callable[[], Any], *, committed: bool = True) -> list[Any]:
        with django_capture_on_commit_callbacks(execute=committed):
            act()
        results = getattr(task_backends["default"], "results", [])
        return [each.args[0] for each in results if each.task.func is ask_links_of.func]

    return pages


def test_nothing_is_asked_unless_the_site_wants_it(road: Road, asked: Any) -> None:
    with override_settings(TASKS=WORKER):
        assert asked(lambda: road.draft(body=BODY)) == []


class TestWanted:
    @pytest.fixture(autouse=True)
    def wanted(self, settings: Any) -> None:
        settings.GOVREVIEW_ASK_LINKS = True

    def test_a_saved_draft_is_asked_once(self, road: Road, asked: Any) -> None:
        with override_settings(TASKS=WORKER):
            pages: list[Any] = []
            assert asked(lambda: pages.append(road.draft(body=BODY))) == [pages[0].pk]

    def test_a_submitted_draft_was_asked_when_it_was_saved(self, road: Road, asked: Any) -> None:
        with override_settings(TASKS=WORKER):
            pages: list[Any] = []

            def submit() -> None:
                pages.append(road.draft())
                road.submit(pages[0])

            assert asked(submit) == [pages[0].pk]

    def test_what_is_not_committed_is_not_asked(self, road: Road, asked: Any) -> None:
        with override_settings(TASKS=WORKER):
            assert asked(lambda: road.draft(body=BODY), committed=False) == []

    def test_what_is_not_under_the_rule_is_not_asked(self, road: Road, asked: Any) -> None:
        page = road.section.get_parent().specific
        with override_settings(TASKS=WORKER):
            assert asked(page.save_revision) == []

    def test_nobody_waits_for_the_net_while_saving(
        self, road: Road, asked: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        knocked: list[str] = []
        monkeypatch.setattr("wagtail_govreview.screening.services.ask_links.ask", knocked.append)
        with override_settings(TASKS=AT_ONCE):
            asked(lambda: road.draft(body=BODY))
        assert knocked == []

    def test_a_queue_that_is_down_keeps_nobody_from_saving(self, road: Road, asked: Any) -> None:
        with override_settings(TASKS={"default": {"BACKEND": f"{__name__}.{Down.__name__}"}}):
            assert asked(lambda: road.draft(body=BODY)) == []
