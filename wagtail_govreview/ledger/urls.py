"""Addresses of this room, below ``govreview/`` in the admin."""

from django.urls import path

from wagtail_govreview.ledger.reports import LedgerLineView, LedgerReportView

urlpatterns = [
    path("ledger/", LedgerReportView.as_view(), name="ledger"),
    path("ledger/results/", LedgerReportView.as_view(results_only=True), name="ledger_results"),
    path("ledger/<int:pk>/", LedgerLineView.as_view(), name="ledger_line"),
]
