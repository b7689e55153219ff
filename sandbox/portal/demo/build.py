"""Build the demo site from its data. Whatever is there already is left as it is."""

from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from wagtail.models import Page

from sandbox.portal.demo.drafts import build_draft
from sandbox.portal.demo.items import ITEMS
from sandbox.portal.demo.people import PEOPLE, SUPERUSER
from sandbox.portal.demo.tree import build_home, build_unit
from sandbox.portal.demo.units import UNITS
from sandbox.portal.models import HomePage, SectionIndexPage

# A fixed salt, so that building twice changes nothing. For a password that the command prints anyway.
_SALT = "the-demo-password-is-printed"


@dataclass
class DemoSite:
    """What was built or found, by the keys of the data."""

    home: HomePage
    units: dict[str, SectionIndexPage] = field(default_factory=dict)
    people: dict[str, AbstractUser] = field(default_factory=dict)
    drafts: dict[str, Page] = field(default_factory=dict)


@transaction.atomic
def build_site() -> DemoSite:
    """Make accounts, sections and drafts, as far as they are missing. Nothing of a draft is live."""
    site = DemoSite(home=build_home())
    site.people = build_people()
    for unit in UNITS:
        site.units[unit.key] = build_unit(site.home, unit)
    for item in ITEMS:
        editor = site.people[f"{item.unit}_editor"]
        site.drafts[item.key] = build_draft(site.units[item.unit], item, editor)
    return site


def build_people() -> dict[str, AbstractUser]:
    """The accounts by name, all with the demo password; the superuser is one of them."""
    users = get_user_model()._default_manager
    password = make_password(settings.SANDBOX_DEMO_PASSWORD, salt=_SALT)
    accounts = {person.username: person.name for person in PEOPLE} | {SUPERUSER: "系统管理员"}
    people: dict[str, AbstractUser] = {}
    for username, name in accounts.items():
        # The whole name stands in one field: Django would put a Chinese surname last.
        is_admin = username == SUPERUSER
        people[username], _created = users.update_or_create(
            username=username,
            defaults={"password": password},
            create_defaults={
                "password": password,
                "first_name": name,
                "email": f"{username}@example.gov.cn",
                "is_staff": is_admin,
                "is_superuser": is_admin,
            },
        )
    return people
