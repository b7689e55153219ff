"""Addresses of this room, below ``govreview/`` in the admin."""

from django.urls import path

from wagtail_govreview.archive.views import package
from wagtail_govreview.archive.views.item import ItemView
from wagtail_govreview.archive.views.new import NewPackageView

urlpatterns = [
    path("filing/new/", NewPackageView.as_view(), name="filing_new"),
    path("filing/<int:pk>/download/", package.download, name="filing_download"),
    path("filing/<int:pk>/try-again/", package.try_again, name="filing_try_again"),
    path("filing/<int:pk>/check/", package.check, name="filing_check"),
    path("filing/item/<int:unit_id>/<str:page_key>/", ItemView.as_view(), name="filing_item"),
]
