"""The settings that all hosts begin with: a small, ordinary Wagtail project.

A host is a settings module in ``tests/hosts/settings``. It says what is special about that site; only the last
part of this file knows the package. ``HOST_VAR`` names the folder in which the site keeps its data.
"""

import os
import sys
from pathlib import Path

VAR = Path(os.environ["HOST_VAR"])

DEBUG = False
SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "tests.hosts.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DJANGO = [
    "django_filters",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
WAGTAIL = [
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
]
HOST = ["tests.hosts.articles"]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# A test's database needs to survive nothing.
FAST = "PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR / "site.sqlite3",
        "OPTIONS": {"init_command": FAST},
    }
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

STATIC_URL = "/static/"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

LANGUAGE_CODE = "en"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

WAGTAIL_SITE_NAME = "A site"
WAGTAILADMIN_BASE_URL = "http://localhost"
WAGTAILDOCS_EXTENSIONS = ["pdf", "txt"]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None

# Migrations of the host's own applications, made when the site is: they differ with Wagtail's version.
GENERATED = VAR / "generated"
sys.path.insert(0, str(GENERATED))


def with_migrations(*labels: str) -> dict[str, str]:
    """``MIGRATION_MODULES`` for these applications of the host."""
    for label in labels:
        package = GENERATED / f"{label}_migrations"
        package.mkdir(parents=True, exist_ok=True)
        (package / "__init__.py").touch()
    return {label: f"{label}_migrations" for label in labels}


MIGRATION_MODULES = with_migrations("articles")

# What the walk looks at: the page type that holds sections, and the types of page that it writes.
WALK_SECTION = "articles.Section"
WALK_TYPES = ["articles.Article"]
WALK_SERVED = True

# --- The package, as docs/how-to/install.md has it ------------------------------------------------------------

GOVREVIEW = ["wagtail_govreview", "wagtail_modeladmin", "simple_history"]
INSTALLED_APPS = [*HOST, *GOVREVIEW, *WAGTAIL, *DJANGO]
MIDDLEWARE += ["simple_history.middleware.HistoryRequestMiddleware"]
STORAGES["govreview_evidence"] = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {"location": VAR / "evidence", "base_url": None},
}
WAGTAIL_FINISH_WORKFLOW_ACTION = "wagtail_govreview.publication.finish.publish_signed"
