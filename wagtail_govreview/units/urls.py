"""Addresses of this room, below ``govreview/`` in the admin."""

from django.urls import path

from wagtail_govreview.units.views.delegations import EndView, GrantView, authorisation
from wagtail_govreview.units.views.members import AdmitView, ReleaseView
from wagtail_govreview.units.views.people import PeopleView
from wagtail_govreview.units.views.seal_sheet import SealSheetView
from wagtail_govreview.units.views.set_up import SetUpView
from wagtail_govreview.units.views.signature import signature_image

urlpatterns = [
    path("ledger/seal-sheet/", SealSheetView.as_view(), name="ledger_seal_sheet"),
    path("units/<int:pk>/people/", PeopleView.as_view(), name="unit_people"),
    path("units/<int:pk>/set-up/", SetUpView.as_view(), name="unit_set_up"),
    path("units/<int:pk>/people/<slug:role>/add/", AdmitView.as_view(), name="unit_admit"),
    path(
        "units/<int:pk>/people/<slug:role>/<str:person>/remove/",
        ReleaseView.as_view(),
        name="unit_release",
    ),
    path("delegations/new/", GrantView.as_view(), name="delegation_new"),
    path("delegations/<int:pk>/revoke/", EndView.as_view(), name="delegation_end"),
    path("delegations/<int:pk>/authorisation/", authorisation, name="delegation_file"),
    path("signatures/<int:pk>/image/", signature_image, name="signature_image"),
]
