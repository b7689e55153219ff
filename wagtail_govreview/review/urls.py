"""Addresses of the review, below ``govreview/`` in Wagtail's admin."""

from django.urls import path

from wagtail_govreview.review.views.attachment import sheet_attachment_view
from wagtail_govreview.review.views.open import open_preview_view, openings_view
from wagtail_govreview.review.views.sheet import sheet_pdf_view
from wagtail_govreview.review.views.sign import SignView

urlpatterns = [
    path("sign/<int:task_state_id>/", SignView.as_view(), name="sign"),
    path("sheets/<int:pk>/pdf/", sheet_pdf_view, name="sheet_pdf"),
    path("sheets/<int:pk>/open/preview/", open_preview_view, name="open_preview"),
    path("sheets/<int:pk>/openings/", openings_view, name="openings"),
    path(
        "sheets/<int:pk>/attachments/<int:attachment_id>/",
        sheet_attachment_view,
        name="sheet_attachment",
    ),
]
