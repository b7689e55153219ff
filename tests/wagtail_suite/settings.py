"""The settings of Wagtail's own test suite, alone or with this package installed as the documentation says.

``WAGTAIL_SUITE_GOVREVIEW``: ``1`` installs the package. ``WAGTAIL_SUITE_SCRATCH``: a folder for this run's
database and uploaded files.
"""

import os
from pathlib import Path

from wagtail.test.settings import *  # noqa: F403
from wagtail.test.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE, STORAGES

WITH_GOVREVIEW = os.environ.get("WAGTAIL_SUITE_GOVREVIEW") == "1"
SCRATCH = Path(os.environ["WAGTAIL_SUITE_SCRATCH"])

# A file, so that a database that was migrated once can be copied; nobody needs it after a power cut.
DATABASES["default"].update(
    NAME=str(SCRATCH / "db.sqlite3"),
    TEST={"NAME": str(SCRATCH / "db.sqlite3")},
    OPTIONS={"init_command": "PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY;"},
)

# Wagtail's suite writes into the installed package otherwise.
STATIC_ROOT = str(SCRATCH / "static")
MEDIA_ROOT = str(SCRATCH / "media")
TEST_RUNNER = "tests.wagtail_suite.runner.RecordingRunner"

if WITH_GOVREVIEW:
    INSTALLED_APPS = [*INSTALLED_APPS, "wagtail_govreview", "wagtail_modeladmin", "simple_history"]
    MIDDLEWARE = [*MIDDLEWARE, "simple_history.middleware.HistoryRequestMiddleware"]
    STORAGES = {
        **STORAGES,
        "govreview_evidence": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": SCRATCH / "evidence", "base_url": None},
        },
    }
    WAGTAIL_FINISH_WORKFLOW_ACTION = "wagtail_govreview.publication.finish.publish_signed"
