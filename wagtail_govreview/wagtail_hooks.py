"""Registration with Wagtail: each room's hooks, and the admin URLs."""

from django.urls import include, path
from wagtail import hooks

from wagtail_govreview import urls


@hooks.register("register_admin_urls")
def register_admin_urls() -> list:
    return [path("govreview/", include(urls, namespace="wagtail_govreview"))]
