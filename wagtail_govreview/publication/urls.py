"""Addresses of this room, below ``govreview/`` in the admin."""

from django.urls import path

from wagtail_govreview.publication.views.emergencies import EmergenciesView
from wagtail_govreview.publication.views.emergency import EmergencyView
from wagtail_govreview.publication.views.entry import snapshot
from wagtail_govreview.publication.views.timeline import TimelineView
from wagtail_govreview.publication.views.withdraw import (
    DeletionView,
    WithdrawView,
    give_up_view,
)

urlpatterns = [
    path("timeline/<str:page_key>/", TimelineView.as_view(), name="timeline"),
    path(
        "timeline/<str:page_key>/results/",
        TimelineView.as_view(results_only=True),
        name="timeline_results",
    ),
    path("pages/<int:page_id>/emergency/", EmergencyView.as_view(), name="publish_in_emergency"),
    path("emergencies/", EmergenciesView.as_view(), name="emergencies"),
    path(
        "emergencies/results/",
        EmergenciesView.as_view(results_only=True),
        name="emergencies_results",
    ),
    path("pages/<int:page_id>/withdraw/", WithdrawView.as_view(), name="withdraw"),
    path(
        "pages/<int:page_id>/delete/",
        DeletionView.as_view(),
        name="request_deletion",
    ),
    path("requests/<int:pk>/give-up/", give_up_view, name="give_up_request"),
    path("register/<int:pk>/snapshot/", snapshot, name="register_snapshot"),
]
