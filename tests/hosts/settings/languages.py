"""A site in two languages: pages are copied for translation, and new ones appear in every tree by themselves."""

from tests.hosts.base import *  # noqa: F403
from tests.hosts.base import DJANGO, GOVREVIEW, HOST, WAGTAIL

INSTALLED_APPS = [
    *HOST,
    *GOVREVIEW,
    "wagtail.contrib.simple_translation",
    "wagtail.locales",
    *WAGTAIL,
    *DJANGO,
]
WAGTAIL_I18N_ENABLED = True
WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE = True
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
