"""Addresses of this room, below ``govreview/`` in the admin."""

from django.urls import path

from wagtail_govreview.screening.dictionaries import urls as dictionaries
from wagtail_govreview.screening.views.mask_document import MaskDocumentView
from wagtail_govreview.screening.views.mask_page import MaskPageView

urlpatterns = [
    path("pages/<int:page_id>/mask/", MaskPageView.as_view(), name="mask_page"),
    *dictionaries.urlpatterns,
    path(
        "pages/<int:page_id>/mask/<str:source>/", MaskDocumentView.as_view(), name="mask_document"
    ),
]
