"""Registration with Wagtail: the hooks of every room, and the admin URLs."""

from __future__ import annotations

from django.urls import URLResolver, include, path
from wagtail import hooks

from wagtail_govreview.menu import menu_item
from wagtail_govreview.rooms import parts

list(parts("hooks"))  # importing registers them
hooks.register("register_admin_menu_item", menu_item)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLResolver]:
    from wagtail_govreview import urls

    return [path("govreview/", include(urls, namespace="wagtail_govreview"))]
