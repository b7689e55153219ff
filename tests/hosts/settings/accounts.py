"""Accounts are a model of the site's own: an address for a name, a UUID for a key, and no first or last name."""

from tests.hosts.base import *  # noqa: F403
from tests.hosts.base import INSTALLED_APPS, with_migrations

INSTALLED_APPS = ["tests.hosts.accounts", *INSTALLED_APPS]
MIGRATION_MODULES = with_migrations("articles", "accounts")
AUTH_USER_MODEL = "accounts.Account"
