"""The sandbox with the package (``UNHARMED_GOVREVIEW=1``) or without it, on a database of its own in memory."""

import os

from sandbox.settings import *  # noqa: F403
from sandbox.settings import INSTALLED_APPS, MIDDLEWARE

OURS = {"sandbox.road", "wagtail_govreview", "wagtail_modeladmin", "simple_history"}

DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if os.environ["UNHARMED_GOVREVIEW"] != "1":
    INSTALLED_APPS = [name for name in INSTALLED_APPS if name not in OURS]
    MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("simple_history")]
    WAGTAIL_FINISH_WORKFLOW_ACTION = "wagtail.workflows.publish_workflow_state"
