"""Addresses of what is found in what is live, below ``govreview/`` in the admin."""

from django.urls import path

from wagtail_govreview.screening.scanning.views.findings import FindingsView, SettleView

urlpatterns = [
    path("live/", FindingsView.as_view(), name="live_findings"),
    path("live/<int:pk>/settle/", SettleView.as_view(), name="live_settle"),
]
