"""The site has replaced Wagtail's base page by its own (Wagtail 8.0 and later)."""

from tests.hosts.base import *  # noqa: F403
from tests.hosts.base import DJANGO, GOVREVIEW, WAGTAIL

INSTALLED_APPS = ["tests.hosts.basepages", *GOVREVIEW, *WAGTAIL, *DJANGO]
MIGRATION_MODULES: dict[str, str] = {}  # committed, since a base page takes three
WAGTAIL_PAGE_MODEL = "basepages.BasePage"
WALK_SECTION = "basepages.Section"
WALK_TYPES = ["basepages.Notice"]
