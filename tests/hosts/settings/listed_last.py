"""The package stands behind everything else; the site itself uses settings models and modeladmin already."""

from tests.hosts.base import *  # noqa: F403
from tests.hosts.base import DJANGO, GOVREVIEW, HOST, TEMPLATES, WAGTAIL, with_migrations

SETTINGS = ["wagtail.contrib.settings", "tests.hosts.registers"]
INSTALLED_APPS = [*HOST, *SETTINGS, *DJANGO, *WAGTAIL, *GOVREVIEW]
MIGRATION_MODULES = with_migrations("articles", "registers")
TEMPLATES[0]["OPTIONS"]["context_processors"].append(
    "wagtail.contrib.settings.context_processors.settings"
)
