"""Settings of the sandbox: an ordinary Wagtail site that installs ``wagtail_govreview``.

One environment variable of note: ``GOVREVIEW_DATABASE`` (see ``sandbox/databases.py``).
Everything that running the site writes goes below ``var/``.
"""

import importlib.util
import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from sandbox.databases import POSTGRESQL, database_from

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("GOVREVIEW_VAR", BASE_DIR / "var"))
VAR_DIR.mkdir(parents=True, exist_ok=True)

TESTING = "PYTEST_VERSION" in os.environ  # pytest sets it for the time of a test run
DEBUG = os.environ.get("GOVREVIEW_DEBUG", "1") == "1"
SECRET_KEY = os.environ.get("GOVREVIEW_SECRET_KEY", "sandbox-only-never-use-this-key-elsewhere")
ALLOWED_HOSTS = ["*"]

# --- Applications --------------------------------------------------------------------------

_API_V3 = importlib.util.find_spec("wagtail.api.v3") is not None  # Wagtail 8.0 and later

INSTALLED_APPS = [
    "sandbox.portal",
    "sandbox.road",
    "wagtail_govreview",
    "wagtail.contrib.redirects",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail_modeladmin",
    "wagtail.admin",
    "wagtail.api.v2",
    *(["wagtail.api.v3", "ninja"] if _API_V3 else []),
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "simple_history",
    "django_filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "sandbox.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "sandbox.urls"
WSGI_APPLICATION = "sandbox.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Database, files, mail -----------------------------------------------------------------

DATABASES = {"default": database_from(os.environ.get("GOVREVIEW_DATABASE", "sqlite"), VAR_DIR)}
if DATABASES["default"]["ENGINE"] == POSTGRESQL:
    INSTALLED_APPS.append("django.contrib.postgres")  # Wagtail's search asks for it

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    # Kept away from MEDIA_ROOT: no address of the web server leads there.
    "govreview_evidence": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "evidence", "base_url": None},
    },
}

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = "portal@example.gov.cn"

# --- People --------------------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

LOGIN_URL = "wagtailadmin_login"

# The one password of all accounts that ``manage.py demo_site`` makes.
SANDBOX_DEMO_PASSWORD = os.environ.get("GOVREVIEW_DEMO_PASSWORD", "ningxia-2020-18")

# --- Language and time ---------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]

# --- Wagtail -------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "宁夏政务公开示范站"
WAGTAILADMIN_BASE_URL = os.environ.get("GOVREVIEW_BASE_URL", "http://127.0.0.1:8000")
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", "简体中文")]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_EXTENSIONS = ["csv", "doc", "docx", "ofd", "pdf", "txt", "xls", "xlsx", "zip"]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# A government intranet reaches no outside service: no avatars, no update checks.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False

# --- wagtail_govreview ---------------------------------------------------------------------

WAGTAIL_FINISH_WORKFLOW_ACTION = "wagtail_govreview.publication.finish.publish_signed"
