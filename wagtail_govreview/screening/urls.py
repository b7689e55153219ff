"""Addresses of this room, below ``govreview/`` in Wagtail's admin."""

from django.urls import path

from wagtail_govreview.screening.dictionaries import urls as dictionaries
from wagtail_govreview.screening.scanning import urls as scanning
from wagtail_govreview.screening.views.check import check_new_page_view, check_page_view
from wagtail_govreview.screening.views.findings import FindingsView, rule_view
from wagtail_govreview.screening.views.mask_document import MaskDocumentView
from wagtail_govreview.screening.views.mask_page import MaskPageView
from wagtail_govreview.screening.views.strip_image import StripImageView

urlpatterns = [
    path("pages/<int:page_id>/findings/", FindingsView.as_view(), name="findings"),
    path("pages/<int:page_id>/findings/check/", check_page_view, name="check_page"),
    path("pages/<int:page_id>/findings/rule/", rule_view, name="rule_finding"),
    path(
        "pages/new/<str:app>/<str:model>/<int:parent_id>/check/",
        check_new_page_view,
        name="check_new_page",
    ),
    path("pages/<int:page_id>/mask/", MaskPageView.as_view(), name="mask_page"),
    path("images/<int:image_id>/strip/", StripImageView.as_view(), name="strip_image"),
    *dictionaries.urlpatterns,
    *scanning.urlpatterns,
    path(
        "pages/<int:page_id>/mask/<str:source>/", MaskDocumentView.as_view(), name="mask_document"
    ),
]
