"""One host as the walk uses it: its sections, its people, and what they do in the browser."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site
from wagtail.test.utils.form_data import (
    nested_form_data,
    querydict_from_html,
    rich_text,
    streamfield,
)

PASSWORD = "secret"
SIGN = re.compile(r"/admin/govreview/sign/\d+/")


@dataclass
class Host:
    """A site with a governed and a free section, and somebody in every role."""

    home: Any = None
    governed: Any = None
    free: Any = None
    people: dict[str, Any] = field(default_factory=dict)
    browsers: dict[str, Client] = field(default_factory=dict)

    # -- people -----------------------------------------------------------------------------------------------

    def employ(self, name: str, **fields: Any) -> Any:
        """An account of whatever user model the host has."""
        model = get_user_model()
        account = f"{name}@example.gov.cn" if "email" in model.USERNAME_FIELD else name
        user = model(**{model.USERNAME_FIELD: account, **fields})
        user.set_password(PASSWORD)
        user.save()
        self.people[name] = user
        return user

    def browser(self, name: str) -> Client:
        """The browser of this person, who signs in through Wagtail's own screen."""
        if name not in self.browsers:
            client = self.browsers[name] = Client()
            account = self.people[name].get_username()
            answer = client.post(
                reverse("wagtailadmin_login"), {"username": account, "password": PASSWORD}
            )
            assert answer.status_code == 302, f"{name} cannot sign in"
        return self.browsers[name]

    def see(self, name: str, address: str, status: int = 200) -> Any:
        answer = self.browser(name).get(address, follow=True)
        assert answer.status_code == status, f"{name} gets {answer.status_code} at {address}"
        return answer

    @classmethod
    def found(cls) -> Host:
        """The host as an earlier process has left it."""
        host = cls(home=Site.objects.get().root_page.specific)
        host.governed, host.free = host.home.get_children().specific().order_by("path")
        model = get_user_model()
        host.people = {user.get_username(): user for user in model.objects.all()}
        return host

    # -- pages ------------------------------------------------------------------------------------------------

    def section(self, title: str, slug: str, parent: Any = None) -> Any:
        section = apps.get_model(settings.WALK_SECTION)(title=title, slug=slug)
        (parent or self.home).add_child(instance=section)
        return section

    def write(self, name: str, model: Any, parent: Any, title: str, **more: Any) -> Any:
        """Make a page through the admin's form; returns it as the database has it."""
        address = reverse(
            "wagtailadmin_pages:add",
            args=[model._meta.app_label, model._meta.model_name, parent.pk],
        )
        slug = f"{model._meta.model_name}-{model.objects.count()}"
        data = filled(self.see(name, address), model, title=title, slug=slug, **more)
        answer = self.browser(name).post(address, data)
        assert answer.status_code == 302, wrong(answer)
        return model.objects.filter(alias_of=None).latest("pk")

    def edit(self, name: str, page: Any, **changes: Any) -> Any:
        """Send the page's form again with ``changes``; returns the answer."""
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        data = filled(self.see(name, address), type(page), **changes)
        answer = self.browser(name).post(address, data)
        assert answer.status_code == 302, wrong(answer)
        return self.browser(name).get(answer.url, follow=True)

    def sign(self, name: str) -> None:
        """Sign what waits: from the home page to the screen of signing, everything opened and ticked."""
        address = self.waiting(name)
        screen = soup(self.see(name, address))
        ticks = [box["value"] for box in screen.select('input[name="checklist"]')]
        for link in screen.select("[data-govreview-unread] a"):
            self.see(name, str(link["href"]))
        self.decide(name, address, decision="approve", checklist=ticks)

    def send_back(self, name: str, page: Any) -> None:
        """Return ``page`` to its undertaker."""
        address = self.waiting(name, page.title)
        self.decide(name, address, decision="reject", comment="Not yet.")

    def waiting(self, name: str, title: str = "") -> str:
        """The screen of signing of what waits on the home page: of the first, or of the one called ``title``."""
        home = soup(self.see(name, reverse("wagtailadmin_home")))
        links = [link for link in home.find_all("a", href=SIGN) if title in link.get_text()]
        assert links, f"nothing waits for {name}"
        return str(links[0]["href"])

    def decide(self, name: str, address: str, **decision: Any) -> None:
        answer = self.browser(name).post(address, decision)
        assert answer.status_code == 302, wrong(answer)

    @staticmethod
    def fresh(page: Any) -> Any:
        return type(page).objects.get(pk=page.pk)


def filled(screen: Any, model: Any, **answers: Any) -> dict[str, list[str]]:
    """What the editor's form would send: as it was shown, with ``answers`` and something in every body."""
    data = querydict_from_html(screen.content.decode(), form_id="page-edit-form")
    for name in (item.name for item in model._meta.get_fields() if isinstance(item, StreamField)):
        data.update(nested_form_data({name: streamfield([("text", rich_text("<p>Words.</p>"))])}))
    for name in (item.name for item in model._meta.get_fields() if isinstance(item, RichTextField)):
        data[name] = rich_text("<p>Words.</p>")
    for item in model._meta.get_fields():
        if item.many_to_one and issubclass(item.related_model, (AbstractImage, AbstractDocument)):
            data[item.name] = a_file(item.related_model).pk
    for name, value in answers.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return dict(data.lists())


def a_file(model: Any) -> Any:
    """An image or document of the host's, uploaded at the first call."""
    if model.objects.exists():
        return model.objects.get()
    if issubclass(model, AbstractImage):
        return model.objects.create(title="River", file=get_test_image_file())
    return model.objects.create(title="Notice", file=ContentFile(b"words", name="notice.txt"))


def soup(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def wrong(answer: Any) -> str:
    """What a form or screen complains about."""
    messages = soup(answer).select(".error-message, .w-field__errors, .messages li, .help-critical")
    return f"{answer.status_code}: " + " | ".join(
        item.get_text(" ", strip=True) for item in messages
    )


def default_site(home: Any) -> Site:
    site = Site.objects.filter(is_default_site=True).first() or Site(
        hostname="localhost", is_default_site=True
    )
    site.root_page = home
    site.save()
    return site
