"""The package stands before everything else, and keys of the site's own models are short ones."""

from tests.hosts.base import *  # noqa: F403
from tests.hosts.base import DJANGO, GOVREVIEW, HOST, WAGTAIL

INSTALLED_APPS = [*GOVREVIEW, *WAGTAIL, *HOST, *DJANGO]
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
