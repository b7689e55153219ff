"""What is measured: the same work on a page under review and on a page under plain Wagtail approval."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from sandbox.portal.models import HomePage, NewsPage, SectionIndexPage
from tests.road import Road

Scene = tuple[str, Callable[[], object], Callable[[], object]]

BODY = "".join(
    f"<p>第{number}段：检修人员沿渠查看衬砌、护栏和警示标志。</p>" for number in range(40)
)


def all_scenes() -> Iterator[Scene]:
    """Every scene: name, plain Wagtail, the extension."""
    home = prepare_site()
    road, plain = Road(), PlainRoad(home)
    yield "three-step publication", plain.publish, lambda: road.published(body=BODY)
    plain_page, our_page = plain.draft(), road.draft(body=BODY)
    yield (
        "edit view of a draft",
        _visit(plain.editor, plain_page),
        _visit(road.people["editor"], our_page),
    )
    public_plain, public_ours = plain.publish(), road.published(body=BODY)
    yield "public page", _read(public_plain), _read(public_ours)


def prepare_site() -> HomePage:
    """An empty portal in the place of Wagtail's own first page."""
    Locale.objects.get_or_create(language_code="zh-hans")
    Site.objects.all().delete()
    root = Page.objects.get(depth=1)
    home = HomePage(title="门户网站", slug="bench")
    root.add_child(instance=home)
    Site.objects.create(
        hostname="localhost", root_page=home, is_default_site=True, site_name="门户网站"
    )
    for page in Page.objects.filter(depth=2).exclude(pk=home.pk):
        page.delete()
    return home


class PlainRoad:
    """Three approval tasks of Wagtail's own, and the people for them."""

    numbers = count()

    def __init__(self, home: Page) -> None:
        self.section = SectionIndexPage(title="普通栏目", slug="plain")
        home.add_child(instance=self.section)
        self.workflow = Workflow.objects.create(name="plain", active=True)
        self.editor = self._person("plain_editor", "plain editors")
        self.approvers = [self._step(number) for number in range(3)]
        WorkflowPage.objects.create(page=self.section, workflow=self.workflow)

    def _person(self, username: str, group_name: str) -> Any:
        group = Group.objects.create(name=group_name)
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for action in ("add_page", "change_page", "publish_page"):
            GroupPagePermission.objects.create(
                group=group,
                page=self.section,
                permission=Permission.objects.get(
                    content_type__app_label="wagtailcore", codename=action
                ),
            )
        user = get_user_model().objects.create_user(username, password="x")
        user.groups.add(group)
        return user

    def _step(self, number: int) -> Any:
        user = self._person(f"plain_{number}", f"plain {number}")
        task = GroupApprovalTask.objects.create(name=f"plain {number}")
        task.groups.set(user.groups.all())
        WorkflowTask.objects.create(workflow=self.workflow, task=task, sort_order=number)
        return user

    def draft(self) -> NewsPage:
        page = NewsPage(title="各灌区检修", slug=f"p{next(self.numbers)}", body=BODY, live=False)
        self.section.add_child(instance=page)
        page.save_revision(user=self.editor)
        return page

    def publish(self) -> Page:
        page = self.draft()
        self.workflow.start(page, self.editor)
        for user in self.approvers:
            state = Page.objects.get(pk=page.pk).specific.current_workflow_task_state
            state.task.specific.on_action(state, user, "approve")
        return Page.objects.get(pk=page.pk).specific


def _visit(user: Any, page: Page) -> Callable[[], object]:
    client = Client()
    client.force_login(user)

    def work() -> object:
        response = client.get(f"/admin/pages/{page.pk}/edit/")
        assert response.status_code == 200, response.status_code
        return response

    return work


def _read(page: Page) -> Callable[[], object]:
    client, url = Client(), page.get_url()

    def work() -> object:
        response = client.get(url)
        assert response.status_code == 200, response.status_code
        return response

    return work
