"""What the editor's script asks while somebody types. Reads only; for everybody who may use the admin."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from wagtail.admin.widgets import AdminDateTimeInput

from wagtail_govreview.moments import local_day, local_moment
from wagtail_govreview.sources import recognition, reprints, rules
from wagtail_govreview.sources.document_numbers import check
from wagtail_govreview.sources.models import SourceAttribution
from wagtail_govreview.sources.recognition import Recognition

TEXT_FIELDS = (
    "information_class",
    "link",
    "source_site",
    "original_title",
    "issuing_organ",
    "document_number",
    "authorised_by",
)


@never_cache
@require_GET
def recognise_source(request: HttpRequest) -> JsonResponse:
    """What the rules say about a link and a document number that are being typed. At most four queries.

    Query: the fields of the attribution as typed, ``title`` of the page. Answer, as JSON::

        {"link": {"state": "good" | "bad" | "", "sentence": "…"},
         "number": {"state": "bad" | "", "sentence": "…", "suggestion": "国办发〔2018〕123号", "offer": "Use …"},
         "fill": {"source_site": "…", "issuing_organ": "…", "reprinted_at": "…"}}

    ``fill`` holds what is known for fields that are still empty.
    """
    attribution = _typed(request.GET)
    item = rules.Item(attribution, request.GET.get("title", ""), local_day())
    found = recognition.recognise(attribution.link, item.reprint_day) if attribution.link else None
    return JsonResponse(
        {
            "link": _about_link(item, found),
            "number": _about_number(attribution, item.on),
            "fill": _known(found),
        }
    )


def _typed(query: Mapping[str, Any]) -> SourceAttribution:
    fields = {name: query.get(name, "").strip()[:1000] for name in TEXT_FIELDS}
    return SourceAttribution(reprinted_at=_moment(query.get("reprinted_at", "")), **fields)


def _moment(text: str) -> datetime | None:
    try:
        return forms.DateTimeField(required=False).clean(text)
    except forms.ValidationError:
        return None


def _about_link(item: rules.Item, found: Recognition | None) -> dict[str, str]:
    if found is None:
        return {"state": "", "sentence": ""}
    refusals = list(rules.link_refusals(item, found))
    if found.refusal and not refusals:
        refusals = [found.refusal]
    if refusals:
        return {"state": "bad", "sentence": str(refusals[0])}
    return {"state": "good", "sentence": found.sentence}


def _about_number(attribution: SourceAttribution, on: date) -> dict[str, str]:
    refusals = list(rules.number_refusals(attribution, on))
    if not refusals:
        return {"state": "", "sentence": ""}
    suggestion = check(attribution.document_number, on=on).suggestion
    return {
        "state": "bad",
        "sentence": str(refusals[0]),
        "suggestion": suggestion,
        "offer": _("Use %(number)s") % {"number": suggestion},
    }


def _known(found: Recognition | None) -> dict[str, str]:
    """What can be filled in. The organ only for the site of one organ: a medium publishes those of many."""
    if found is None or found.source is None:
        return {}
    organs = reprints.organ_names(found.source.organ)
    now = AdminDateTimeInput().format_value(local_moment())
    return {
        "source_site": recognition.site_name(found.source),
        "issuing_organ": organs[0] if organs else "",
        "reprinted_at": now or "",
    }
