"""The trial run of a draft: how far it is, and what it found."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from wagtail_govreview.pace import too_often
from wagtail_govreview.refusal import Refused
from wagtail_govreview.screening.dictionaries.models import DictionaryTrial
from wagtail_govreview.screening.dictionaries.services.trial import ask_for_trial, is_silent
from wagtail_govreview.screening.dictionaries.views.base import OfVersion
from wagtail_govreview.screening.dictionaries.views.dictionaries import TEMPLATES

SHOWN = 300


class TrialView(OfVersion):
    """Posting begins it, or goes on with one that was cut off."""

    page_title = gettext_lazy("Trial run")
    template_name = f"{TEMPLATES}/trial.html"
    changes = True

    @cached_property
    def trial(self) -> DictionaryTrial | None:
        return self.version.trials.first()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if refused_for_pace := too_often(request):
            return refused_for_pace
        try:
            ask_for_trial(self.version, user=request.user)
        except Refused as refused:
            self.refused(refused)
        return redirect(request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        trial = self.trial
        return super().get_context_data(
            trial=trial,
            silent=trial is not None and is_silent(trial),
            found=_lines(trial.found) if trial else [],
            gone=_lines(trial.gone) if trial else [],
            **kwargs,
        )


def _lines(result: dict[str, Any]) -> list[dict[str, Any]]:
    """By the number of findings, the most first, with links to the pages."""
    ordered = sorted(result.items(), key=lambda item: (-item[1]["count"], item[0]))
    return [
        {
            "term": term,
            **entry,
            "links": [
                (title, reverse("wagtailadmin_pages:edit", args=[key]))
                for key, title in entry["pages"]
            ],
            "more": entry["items"] - len(entry["pages"]),
        }
        for term, entry in ordered[:SHOWN]
    ]
