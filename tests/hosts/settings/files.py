"""Images and documents are models of the site's own."""

from tests.hosts.base import *  # noqa: F403
from tests.hosts.base import INSTALLED_APPS, with_migrations

INSTALLED_APPS = ["tests.hosts.files", *INSTALLED_APPS]
MIGRATION_MODULES = with_migrations("articles", "files")
WAGTAILIMAGES_IMAGE_MODEL = "files.Photograph"
WAGTAILDOCS_DOCUMENT_MODEL = "files.Paper"
WALK_TYPES = ["files.Report"]
