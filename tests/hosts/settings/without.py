"""The site after the package was taken out of its settings and templates again."""

from pathlib import Path

from tests.hosts.base import *  # noqa: F403
from tests.hosts.base import DJANGO, HOST, MIDDLEWARE, STORAGES, TEMPLATES, WAGTAIL

INSTALLED_APPS = [*HOST, *WAGTAIL, *DJANGO]
MIDDLEWARE = [name for name in MIDDLEWARE if "simple_history" not in name]
del STORAGES["govreview_evidence"]
del WAGTAIL_FINISH_WORKFLOW_ACTION  # noqa: F821
TEMPLATES[0]["DIRS"] = [Path(__file__).parents[1] / "templates_without"]
