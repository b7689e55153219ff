"""Addresses of this room, below ``govreview/`` in the admin."""

from django.urls import path

from wagtail_govreview.inspection.reports import InspectionReportView

urlpatterns = [
    path("inspection/", InspectionReportView.as_view(), name="inspection"),
    path(
        "inspection/results/",
        InspectionReportView.as_view(results_only=True),
        name="inspection_results",
    ),
]
