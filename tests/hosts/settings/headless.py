"""The pages are shown by somebody else, who asks the APIs."""

import importlib.util

from tests.hosts.base import *  # noqa: F403
from tests.hosts.base import DJANGO, GOVREVIEW, HOST, WAGTAIL, with_migrations

V3 = ["wagtail.api.v3", "ninja"] if importlib.util.find_spec("wagtail.api.v3") else []
INSTALLED_APPS = [
    *HOST,
    "tests.hosts.headless",
    *GOVREVIEW,
    *WAGTAIL,
    "wagtail.api.v2",
    *V3,
    "rest_framework",
    *DJANGO,
]
MIGRATION_MODULES = with_migrations("articles", "headless")
WALK_TYPES = ["headless.Report"]
WALK_SERVED = False
