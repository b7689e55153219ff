"""Addresses of this room, below ``govreview/`` in the admin."""

from django.urls import path

from wagtail_govreview.publication.views.entry import snapshot
from wagtail_govreview.publication.views.withdraw import WithdrawView

urlpatterns = [
    path("pages/<int:page_id>/withdraw/", WithdrawView.as_view(), name="withdraw"),
    path("register/<int:pk>/snapshot/", snapshot, name="register_snapshot"),
]
