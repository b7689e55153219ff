"""The site's own templates are Jinja2's; Wagtail's and the package's stay Django's."""

from tests.hosts.base import *  # noqa: F403
from tests.hosts.base import TEMPLATES

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "extensions": [
                "wagtail.jinja2tags.core",
                "wagtail_govreview.jinja2tags.govreview",
            ],
        },
    },
    *TEMPLATES,
]
