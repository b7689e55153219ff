"""Addresses of this room, below ``govreview/`` in the admin."""

from django.urls import path

from wagtail_govreview.versions.views.compare import CompareVersionsView
from wagtail_govreview.versions.views.record import RecordHistoryView
from wagtail_govreview.versions.views.report import ConfigurationChangesView

RECORD = "history/<slug:kind>/<str:key>/"

urlpatterns = [
    path("history/", ConfigurationChangesView.as_view(), name="configuration_changes"),
    path(
        "history/results/",
        ConfigurationChangesView.as_view(results_only=True),
        name="configuration_changes_results",
    ),
    path(RECORD, RecordHistoryView.as_view(), name="record_history"),
    path(
        f"{RECORD}results/",
        RecordHistoryView.as_view(results_only=True),
        name="record_history_results",
    ),
    path(f"{RECORD}compare/", CompareVersionsView.as_view(), name="record_comparison"),
]
