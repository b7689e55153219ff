"""Addresses of this room, below ``govreview/`` in the admin."""

from django.urls import path

from wagtail_govreview.units.views.people import PeopleView
from wagtail_govreview.units.views.set_up import SetUpView
from wagtail_govreview.units.views.signature import signature_image

urlpatterns = [
    path("units/<int:pk>/people/", PeopleView.as_view(), name="unit_people"),
    path("units/<int:pk>/set-up/", SetUpView.as_view(), name="unit_set_up"),
    path("signatures/<int:pk>/image/", signature_image, name="signature_image"),
]
