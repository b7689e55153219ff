"""Count the queries of Wagtail's screens on a page that nobody governs: ``python -m tests.unharmed.measure``.

Prints ``{"editor: edit": 61, …}`` as JSON. The settings say whether the package is installed.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import django

Act = Callable[[], None]
Scene = Callable[[], Act]

KINDS = ("boss", "editor")
FORM = {
    "date": "2026-03-02",
    "intro": "",
    "cover_caption": "",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
    "comments-MIN_NUM_FORMS": "0",
    "comments-MAX_NUM_FORMS": "",
}
RIGHTS = {
    "access_admin",
    *(f"{verb}_{it}" for verb in ("add", "change", "view") for it in ("policytopic",)),
}


def main() -> None:
    """Build the site, visit every scene twice, and count the second time."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.unharmed.settings"
    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    setup_test_environment()
    call_command("migrate", run_syncdb=True, verbosity=0)
    found = {
        f"{kind}: {name}": _queries(scene)
        for kind in KINDS
        for name, scene in Scenes(kind).all().items()
    }
    json.dump(found, sys.stdout)


def _queries(scene: Scene) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    scene()()
    act = scene()  # what it needs is made before the counting
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


class Scenes:
    """What a superuser (``boss``) or an editor does in a section under Wagtail's own workflow."""

    numbers = count()

    def __init__(self, kind: str) -> None:
        from django.test import Client

        self.home = _home()
        self.section = self._section()
        self.client = Client()
        self.client.force_login(_person(kind, self.home))
        self.page = self._page()

    def all(self) -> dict[str, Scene]:
        return {**dict(self._reading()), **dict(self._writing())}

    def _reading(self) -> Iterator[tuple[str, Scene]]:
        page, section = self.page.pk, self.section.pk
        paths = {
            "explorer": f"pages/{section}/",
            "create": f"pages/add/portal/newspage/{section}/",
            "edit": f"pages/{page}/edit/",
            "copy, asked": f"pages/{page}/copy/",
            "move, asked": f"pages/{page}/move/",
            "history": f"pages/{page}/history/",
            "usage": f"pages/{page}/usage/",
            "search": "pages/search/?q=x",
            "snippets": "snippets/portal/policytopic/",
            "a new snippet": "snippets/portal/policytopic/add/",
        }
        for name, path in paths.items():
            yield name, self._visit(f"/admin/{path}")
        yield "home", self._visit("/admin/")
        yield "public page", self._visit(self.section.url)
        yield "public list", self._visit("/")
        yield "public API", self._visit("/api/v2/pages/")

    def _writing(self) -> Iterator[tuple[str, Scene]]:
        yield "draft", self._save()
        yield "autosaved draft", self._save(200, accept="application/json")
        yield "publish", self._save(**{"action-publish": "1"})
        yield "delete, asked", self._visit(f"/admin/pages/{self.page.pk}/delete/")
        yield "unpublish", self._fresh("/admin/pages/{}/unpublish/")
        yield "delete", self._fresh("/admin/pages/{}/delete/")
        yield "publish in bulk", self._fresh("/admin/bulk/wagtailcore/page/publish/?id={}&next=/")
        yield "delete in bulk", self._fresh("/admin/bulk/wagtailcore/page/delete/?id={}&next=/")
        yield "copy", self._copy
        yield "move", self._move

    # -- what is done -------------------------------------------------------------------------------------------

    def _visit(self, url: str) -> Scene:
        return lambda: lambda: self._done(self.client.get(url), 200)

    def _save(self, status: int = 302, accept: str = "text/html", **action: str) -> Scene:
        """Save the page with another title than before."""

        def save() -> None:
            title = f"title {next(self.numbers)}"
            data = {"title": title, "slug": self.page.slug, "body": rich_text("<p>x</p>"), **FORM}
            url = f"/admin/pages/{self.page.pk}/edit/"
            headers = {"accept": accept}
            self._done(self.client.post(url, {**data, **action}, headers=headers), status)

        return lambda: save

    def _fresh(self, path: str) -> Scene:
        """Something that is confirmed for a page that was published before."""

        def scene() -> Act:
            url = path.format(self._page().pk)
            return lambda: self._done(self.client.post(url), 302)

        return scene

    def _copy(self) -> Act:
        slug = f"copy-{next(self.numbers)}"
        data = {"new_title": "x", "new_slug": slug, "new_parent_page": self.section.pk}
        url = f"/admin/pages/{self.page.pk}/copy/"
        return lambda: self._done(self.client.post(url, data), 302)

    def _move(self) -> Act:
        url = f"/admin/pages/{self._page().pk}/move/{self._section().pk}/confirm/"
        return lambda: self._done(self.client.post(url), 302)

    def _done(self, response: Any, status: int) -> None:
        assert response.status_code == status, response.request["PATH_INFO"]

    # -- what there is ------------------------------------------------------------------------------------------

    def _section(self) -> Any:
        from sandbox.portal.models import SectionIndexPage

        slug = f"s{next(self.numbers)}"
        return self.home.add_child(instance=SectionIndexPage(title=slug, slug=slug))

    def _page(self) -> Any:
        from sandbox.portal.models import NewsPage

        slug = f"p{next(self.numbers)}"
        page = self.section.add_child(instance=NewsPage(title=slug, slug=slug, body="<p>x</p>"))
        page.save_revision().publish()
        return page


def rich_text(html: str) -> str:
    from wagtail.test.utils.form_data import rich_text

    return str(rich_text(html))


def _home() -> Any:
    """A home page with a site and Wagtail's own workflow."""
    from wagtail.models import Locale, Page, Site, Task, Workflow, WorkflowPage, WorkflowTask

    from sandbox.portal.models import HomePage

    Locale.objects.get_or_create(language_code="zh-hans")
    known = HomePage.objects.first()
    if known is not None:
        return known
    root = Page.objects.filter(depth=1).first() or Page.add_root(
        instance=Page(title="Root", slug="root")
    )
    home = root.add_child(instance=HomePage(title="home", slug="unharmed"))
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    WorkflowPage.objects.all().delete()
    workflow = Workflow.objects.create(name="approval")
    task = Task.objects.create(name="approval")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(page=root, workflow=workflow)
    return home


def _person(kind: str, home: Any) -> Any:
    """An account; an editor's group may add, change and publish below ``home``."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import GroupPagePermission

    user = get_user_model().objects.create_user(kind, password="x", is_superuser=kind == "boss")
    if kind != "boss":
        group = Group.objects.create(name=kind)
        group.permissions.set(Permission.objects.filter(codename__in=RIGHTS))
        for codename in ("add_page", "change_page", "publish_page", "bulk_delete_page"):
            permission = Permission.objects.get(
                codename=codename, content_type__app_label="wagtailcore"
            )
            GroupPagePermission.objects.create(group=group, page=home, permission=permission)
        user.groups.add(group)
    return user


if __name__ == "__main__":
    main()
