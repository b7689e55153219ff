"""URLs of all rooms, mounted in Wagtail's admin under ``govreview/``."""

from importlib import import_module

from django.urls import URLPattern, URLResolver

app_name = "wagtail_govreview"

urlpatterns: list[URLPattern | URLResolver] = []
