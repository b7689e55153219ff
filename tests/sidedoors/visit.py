"""A person at a door: the browser, the API's token and the code that acts in this person's name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site
from wagtail.test.utils.form_data import querydict_from_html

from sandbox.portal.models import SectionIndexPage
from tests.road import Road, fresh, person

PEOPLE = ("editor", "reviewer", "administrator", "superuser")
SMUGGLED = "无人签过的一句话"
GENERAL = ("workflow", "task", "site", "grouptask", "tiertask", "policytopic", "image", "document")


class NotOffered(Exception):
    """Wagtail offers this person no such control."""


class Visit:
    """``who`` at the site of ``road``. The reviewer is the one who signs last, the most powerful of them."""

    def __init__(self, road: Road, who: str, settings: Any, folder: Path) -> None:
        self.road = road
        self.settings = settings
        self.folder = folder
        self.site = Site.objects.get()
        self.free = SectionIndexPage(title="无人审的栏目", slug="free")
        self.site.root_page.add_child(instance=self.free)
        self.user = {
            "editor": lambda: road.people["editor"],
            "reviewer": lambda: road.people["third"],
            "administrator": administrator,
            "superuser": lambda: person("boss", is_superuser=True),
        }[who]()
        self.client = Client()
        self.client.force_login(self.user)
        self.said: list[str] = []

    # -- pages ------------------------------------------------------------------------------------------------

    def public(self) -> Any:
        """A page that went the whole road."""
        return self.road.published()

    def waiting(self) -> Any:
        """A page that waits for the last signature, the reviewer's."""
        page = self.road.draft()
        self.road.submit(page)
        self.road.sign(page, "first")
        self.road.sign(page, "second")
        return fresh(page)

    def changed(self) -> Any:
        """A public page with a newer draft that nobody has signed."""
        page = self.public()
        self.road.edit(page, title=SMUGGLED)
        return fresh(page)

    # -- the browser ------------------------------------------------------------------------------------------

    def get(self, name: str, *args: Any) -> Any:
        return self._heard(self.client.get(reverse(name, args=args)))

    def post(
        self, view: str, *args: Any, query: str = "", window: bool = False, **data: Any
    ) -> Any:
        """Post to an address of the admin, on request as one of Wagtail's modal windows does.

        Raises NotOffered where Wagtail shows the person the door.
        """
        headers = {"x-requested-with": "XMLHttpRequest"} if window else {}
        answer = self.client.post(reverse(view, args=args) + query, data, headers=headers)
        return self._heard(answer)

    def form(self, name: str, *args: Any) -> Any:
        """What the browser of this person would send back unchanged."""
        answer = self.get(name, *args)
        if answer.status_code != 200:
            raise NotOffered(answer["Location"])
        return querydict_from_html(answer.content.decode(), form_id="page-edit-form")

    def save(self, page: Any, **changes: Any) -> Any:
        """Open the editor, change something, and press the button whose name is among ``changes``."""
        return self.save_at("wagtailadmin_pages:edit", page.pk, **changes)

    def save_at(self, name: str, *args: Any, **changes: Any) -> Any:
        data = self.form(name, *args)
        for key, value in changes.items():
            data[key.replace("action_", "action-")] = value
        return self._heard(self.client.post(reverse(name, args=args), dict(data.lists())))

    def bulk(self, action: str, *pages: Any, **data: Any) -> Any:
        """Choose pages in the explorer; those for which the person lacks the right are left out by Wagtail."""
        query = "?next=/admin/pages/&" + "&".join(f"id={page.pk}" for page in pages)
        kind = ("wagtailcore", "page", action)
        asked = self.client.get(reverse("wagtail_bulk_action", args=kind) + query)
        if asked.context is not None and not asked.context["items"]:
            raise NotOffered("none of these pages")
        return self.post("wagtail_bulk_action", *kind, query=query, **data)

    def _heard(self, answer: Any) -> Any:
        if answer.status_code in (403, 404):
            raise NotOffered(str(answer.status_code))
        told = [item for item in get_messages(answer.wsgi_request) if "error" in item.tags]
        self.said += [str(item) for item in told]
        context = getattr(answer, "context", None)
        form = context.get("form") if context is not None else None
        if getattr(form, "errors", None) and answer.status_code != 302:
            self.said.append(str(form.errors))
        if answer.status_code == 409 or answer.get("Location", "").endswith("/withdraw/"):
            self.said.append("Asks first, and does nothing.")
        elsewhere = answer.status_code == 302 and answer["Location"] == reverse("wagtailadmin_home")
        if elsewhere and told:
            raise NotOffered(self.said[-1])
        return answer

    # -- the write API ----------------------------------------------------------------------------------------

    def api(self, method: str, address: str, data: Any) -> Any:
        from wagtail.models import APIToken

        _token, key = APIToken.create_token(user=self.user, name="side door")
        answer = getattr(self.client, method)(
            f"/api/v3/pages/{address}",
            data,
            content_type="application/json",
            headers={"authorization": f"Bearer {key}"},
        )
        if answer.status_code in (401, 403, 404):
            raise NotOffered(answer.content.decode())
        if answer.status_code >= 400:
            self.said.append(answer.content.decode())
        return answer


def administrator() -> Any:
    """Every right over every page, picture, document and workflow, without being a superuser."""
    group = Group.objects.create(name="Administrators")
    group.permissions.add(
        Permission.objects.get(codename="access_admin"),
        *Permission.objects.filter(content_type__model__in=GENERAL),
    )
    root = Page.objects.get(depth=1)
    of_pages = ContentType.objects.get_for_model(Page)
    for right in Permission.objects.filter(content_type=of_pages):
        GroupPagePermission.objects.create(group=group, page=root, permission=right)
    everything = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for right in Permission.objects.filter(content_type__model__in=("image", "document")):
        GroupCollectionPermission.objects.create(
            group=group, collection=everything, permission=right
        )
    user = person("administrator")
    user.groups.add(group)
    return user
