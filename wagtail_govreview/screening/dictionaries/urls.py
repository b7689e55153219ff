"""Addresses of the dictionaries, below ``govreview/`` in the admin."""

from django.urls import path

from wagtail_govreview.screening.dictionaries.views import changes, dictionaries, terms, trial

VERSION = "dictionaries/versions/<int:pk>"

urlpatterns = [
    path("dictionaries/", dictionaries.DictionariesView.as_view(), name="dictionaries"),
    path("dictionaries/new/", dictionaries.NewDictionaryView.as_view(), name="dictionary_new"),
    path("dictionaries/<int:pk>/", dictionaries.DictionaryView.as_view(), name="dictionary"),
    path(
        "dictionaries/<int:pk>/edit/",
        dictionaries.EditDictionaryView.as_view(),
        name="dictionary_edit",
    ),
    path(f"{VERSION}/", terms.TermsView.as_view(), name="dictionary_terms"),
    path(f"{VERSION}/compare/", changes.CompareView.as_view(), name="dictionary_compare"),
    path(f"{VERSION}/import/", changes.ImportView.as_view(), name="dictionary_import"),
    path(
        f"{VERSION}/import/<int:import_pk>/",
        changes.PreviewView.as_view(),
        name="dictionary_preview",
    ),
    path(f"{VERSION}/trial/", trial.TrialView.as_view(), name="dictionary_trial"),
    path(f"{VERSION}/activate/", changes.ActivateView.as_view(), name="dictionary_activate"),
    path(f"{VERSION}/discard/", changes.DiscardView.as_view(), name="dictionary_discard"),
]
