"""Addresses of this room, below ``govreview/`` in Wagtail's admin."""

from __future__ import annotations

from django.urls import path

from wagtail_govreview.sources.views import recognise_source

urlpatterns = [path("sources/recognise/", recognise_source, name="recognise_source")]
