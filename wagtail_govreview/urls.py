"""URLs of all rooms, mounted in Wagtail's admin under ``govreview/``."""

from __future__ import annotations

from wagtail_govreview.rooms import parts

app_name = "wagtail_govreview"

urlpatterns = [pattern for urls in parts("urls") for pattern in urls.urlpatterns]
