"""A second database beside the site's, with a router that sends another application there."""

from tests.hosts.base import *  # noqa: F403
from tests.hosts.base import DATABASES, FAST, VAR

DATABASES["visits"] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": VAR / "visits.sqlite3",
    "OPTIONS": {"init_command": FAST},
}
DATABASE_ROUTERS = ["tests.hosts.router.VisitsRouter"]
