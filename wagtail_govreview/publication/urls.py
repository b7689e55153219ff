"""Addresses of this room, below ``govreview/`` in the admin."""

from django.urls import path

from wagtail_govreview.publication.views.entry import snapshot
from wagtail_govreview.publication.views.timeline import TimelineView
from wagtail_govreview.publication.views.withdraw import WithdrawView

urlpatterns = [
    path("timeline/<str:page_key>/", TimelineView.as_view(), name="timeline"),
    path(
        "timeline/<str:page_key>/results/",
        TimelineView.as_view(results_only=True),
        name="timeline_results",
    ),
    path("pages/<int:page_id>/withdraw/", WithdrawView.as_view(), name="withdraw"),
    path("register/<int:pk>/snapshot/", snapshot, name="register_snapshot"),
]
