"""Checking a page while somebody writes it: from the editor's form, without saving anything of it."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Page

from wagtail_govreview.pace import too_often
from wagtail_govreview.pages import base_page_model
from wagtail_govreview.screening.last import keep
from wagtail_govreview.screening.people import ruling_facts
from wagtail_govreview.screening.posted import built
from wagtail_govreview.screening.rules import RulingFacts
from wagtail_govreview.screening.screening import screen
from wagtail_govreview.screening.showing import Shown, last_shown
from wagtail_govreview.units.governance import is_governed, unit_of

PACE = "screening"
FRAGMENT = "wagtail_govreview/screening/findings.html"
WITHOUT_TITLE = "-"  # a page that is being written may still have none


@require_POST
def check_page_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """What the checks find in the page as the form says it; without a form, in its newest draft."""
    page = looked_at(page_id)
    facts = facts_for(page, request.user)
    draft = page.get_latest_revision_as_object()
    if "title" in request.POST:
        if not facts.may_edit:
            raise PermissionDenied
        draft = _written(request, draft, page.get_parent())
    late = too_often(request, PACE)
    if late is not None:
        return late
    return fragment(request, checked(page, draft, facts))


@require_POST
def check_new_page_view(request: HttpRequest, app: str, model: str, parent_id: int) -> HttpResponse:
    """Likewise for a page that is being made below another."""
    parent = _page(parent_id)
    page_type = _page_type(app, model)
    if (
        not parent.permissions_for_user(request.user).can_add_subpage()
        or page_type not in type(parent).creatable_subpage_models()
    ):
        raise PermissionDenied
    if not is_governed(None, parent):
        raise Http404
    late = too_often(request, PACE)
    if late is not None:
        return late
    page = _written(request, page_type(owner=request.user), parent)
    facts = RulingFacts(may_edit=True)
    return fragment(request, Shown(screen(page, unit_of(None, parent)), facts=facts))


def looked_at(page_id: int) -> Any:
    """The governed page with this key. 404 for any other."""
    page = _page(page_id)
    if not is_governed(page):
        raise Http404
    return page


def _page(key: int) -> Any:
    page: Any = get_object_or_404(base_page_model(), pk=key)
    return page.specific


def facts_for(page: Any, user: Any) -> RulingFacts:
    """What ``user`` may do with the findings of ``page``. Raises ``PermissionDenied`` where it is nothing."""
    facts = ruling_facts(page, unit_of(page), user)
    if not facts.may_look:
        raise PermissionDenied
    return facts


def checked(page: Any, draft: Any, facts: RulingFacts) -> Shown:
    """Check ``draft`` of ``page`` now, and remember what is found."""
    keep(page, screen(draft, unit_of(page)))
    return last_shown(page, facts)


def fragment(
    request: HttpRequest, shown: Shown, said: str = "", *, refused: bool = False
) -> JsonResponse:
    """The list of findings for the script, and what it has to tell. ``said``: first of all."""
    html = render_to_string(FRAGMENT, {"shown": shown}, request)
    words = _("Automatic checks: %(counts)s.") % {"counts": shown.headline}
    return JsonResponse(
        {
            "html": html,
            "outstanding": shown.tally.outstanding,
            "said": said if refused else f"{said} {words}".strip(),
            "refused": refused,
        }
    )


def _page_type(app: str, model: str) -> Any:
    try:
        found = ContentType.objects.get_by_natural_key(app, model).model_class()
    except ContentType.DoesNotExist as error:
        raise Http404 from error
    if found is None or not issubclass(found, Page):
        raise Http404
    return found


def _written(request: HttpRequest, page: Any, parent: Any) -> Any:
    """The page as the form says it."""
    data = request.POST.copy()
    if not data.get("title"):
        data["title"] = WITHOUT_TITLE
    if not data.get("slug"):
        data["slug"] = page.slug or "draft"
    for name in ("action-submit", "action-restart-workflow"):
        data.pop(name, None)
    form_class = page.get_edit_handler().get_form_class()
    parent = parent.specific if parent is not None else None
    form = form_class(data, instance=page, parent_page=parent, for_user=request.user)
    return built(form)
