"""What Wagtail's screens are told about governed pages, before the gate would refuse them.

Everything here is courtesy: a sentence in place of an error. What counts is the gate at the model's save.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail_modeladmin.options import modeladmin_register

from wagtail_govreview.menu import HOOK as MENU_HOOK
from wagtail_govreview.pages import base_page_model, is_page
from wagtail_govreview.publication import offline, rules
from wagtail_govreview.publication.admin import RegisterAdmin
from wagtail_govreview.publication.emergency.facts import PERMISSION
from wagtail_govreview.publication.emergency.home_panel import DebtsPanel
from wagtail_govreview.publication.emergency.offers import emergency_url, is_offered
from wagtail_govreview.publication.gate import binding_entry
from wagtail_govreview.publication.menu import (
    PUBLISH,
    EmergencyMenuItem,
    in_words_of_the_rule,
    offer_withdrawal,
)
from wagtail_govreview.publication.views.emergencies import EmergenciesMenuItem
from wagtail_govreview.publication.views.timeline import timeline_url
from wagtail_govreview.publication.views.withdraw import deletion_url, withdraw_url
from wagtail_govreview.refusal import Refused
from wagtail_govreview.review.views.sheet import BUTTONS_HOOK as SHEET_BUTTONS
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.units.access import has_role
from wagtail_govreview.units.delegating import stands_in
from wagtail_govreview.units.governance import GovernedPaths, governed_paths
from wagtail_govreview.units.shown import shown_as_governed

NAMED = 5
NOT_IN_BULK = ("publish", "unpublish", "delete")

modeladmin_register(RegisterAdmin)
hooks.register(MENU_HOOK, lambda: RegisterAdmin().get_menu_item())


@hooks.register("register_page_header_buttons")
def timeline_of_page(
    page: Any, user: Any, view_name: str = "edit", **kwargs: Any
) -> Iterator[Button]:
    """“Timeline” in the editor of a governed page, beside Wagtail's own “History”.

    Not in the explorer, where the question whether the page is governed would cost every reader a query.
    """
    if view_name == "edit" and shown_as_governed(page):
        yield Button(_("Timeline"), url=timeline_url(page.pk), icon_name="history", priority=55)


@hooks.register(SHEET_BUTTONS)
def timeline_of_sheet(sheet: Any, user: Any) -> Iterator[Button]:
    """“Timeline” on the sheet of a page, whether the page still exists or not."""
    yield HeaderButton(
        _("Timeline"), url=timeline_url(sheet.page_key), icon_name="history", priority=60
    )


@hooks.register("construct_page_action_menu")
def without_publishing(menu_items: list[Any], request: HttpRequest, context: Any) -> None:
    """On governed pages: no “Publish”, and “Submit for review”."""
    if shown_as_governed(context.get("page"), context.get("parent_page")):
        menu_items[:] = in_words_of_the_rule(menu_items)
        offer_withdrawal(menu_items, context.get("page"), request.user)
        emergency = EmergencyMenuItem()
        if emergency.is_shown(context):
            menu_items.append(emergency)


@hooks.register("register_page_listing_more_buttons")
def emergency_in_listing(
    page: Any, user: Any, next_url: str | None = None, **kwargs: Any
) -> Iterator[Button]:
    """“Publish in an emergency…” in the explorer, for whoever was given the permission.

    Superusers were not, they have every one; they find it in the editor, and pay no query for each explorer.
    """
    if not user.is_superuser and is_offered(page, user):
        label = _("Publish in an emergency…")
        yield Button(label, url=emergency_url(page), icon_name="warning", priority=70)


@hooks.register("register_permissions")
def emergency_permission() -> QuerySet[Permission]:
    """Lets an administrator give the permission to a group, on purpose. Nobody has it from the start."""
    app_label, codename = PERMISSION.split(".")
    return Permission.objects.filter(content_type__app_label=app_label, codename=codename)


@hooks.register("construct_homepage_panels")
def add_debts_to_home(request: HttpRequest, panels: list[Any]) -> None:
    if has_role(request.user) or stands_in(request.user):
        panels.append(DebtsPanel(request.user))


@hooks.register(MENU_HOOK)
def emergencies_menu_item() -> EmergenciesMenuItem:
    return EmergenciesMenuItem(
        lazy("Emergency publications"),
        reverse("wagtail_govreview:emergencies"),
        name="govreview-emergencies",
        icon_name="warning",
        order=210,
    )


@hooks.register("before_create_page")
def create_as_draft(request: Any, parent_page: Any, page_class: Any) -> None:
    """“Publish” on a new governed page, sent past the menu: the page is kept as a draft, with the reason."""
    if (
        request.method != "POST"
        or PUBLISH not in request.POST
        or not shown_as_governed(parent_page)
    ):
        return
    request.POST = request.POST.copy()
    del request.POST[PUBLISH]
    _say(request, rules.for_publication(page_class(title=request.POST.get("title", ""))))


@hooks.register("before_publish_page")
def keep_as_draft(request: HttpRequest, page: Any) -> HttpResponse | None:
    """“Publish” on a governed page, sent past the menu: the revision is saved, and that is all.

    The same for a page that the register calls public, and that lies where nothing is reviewed.
    """
    if shown_as_governed(page):
        refusals = rules.for_publication(page)
    else:
        entry = binding_entry(page)
        refusals = rules.for_changing_outside(page, entry) if entry is not None else []
    if not refusals:
        return None
    _say(request, refusals)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_unpublish_page")
def ask_for_a_reason(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Wagtail's own confirmation leads on to ours, which asks for the reason."""
    with_descendants = bool(request.POST.get("include_descendants"))
    if shown_as_governed(page):
        query = "include_descendants=on" if with_descendants else ""
        return redirect(withdraw_url(page, query))
    below = _governed_below([page], governed_paths(), live=True) if with_descendants else []
    if not below:
        return None
    sentence = _(
        "Pages below are under review and are taken offline one by one, with a reason: %(titles)s."
    )
    messages.error(request, sentence % {"titles": _titles(below)})
    return redirect("wagtailadmin_explore", page.pk)


@hooks.register("before_delete_page")
def offline_before_deletion(request: HttpRequest, page: Any) -> HttpResponse | None:
    """What is public goes offline with a reason before it is deleted; where the tiers sign deletions, they are asked."""
    if get_profile().withdrawal.deletion_reviewed and offline.deletion_is_reviewed(page):
        return redirect(deletion_url(page))
    paths = governed_paths()
    public = _governed_live([page], paths) or _governed_below([page], paths, live=True)
    if not public:
        return None
    sentence = _("Take these offline with a reason before you delete them: %(titles)s.")
    messages.error(request, sentence % {"titles": _titles(public)})
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_bulk_action")
def not_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Publishing, taking offline and deleting governed pages is never done by the dozen."""
    pages = [item for item in objects if is_page(item)] if action_type in NOT_IN_BULK else []
    concerned = _concerned_in_bulk(action_type, pages, action) if pages else []
    if not concerned:
        return None
    sentences = {
        "publish": _(
            "These pages are published by review only: %(titles)s. Nothing was published."
        ),
        "unpublish": _(
            "These pages are taken offline one by one, each with a reason: %(titles)s. Nothing was changed."
        ),
        "delete": _(
            "Take these pages offline with a reason before you delete them: %(titles)s. Nothing was deleted."
        ),
    }
    messages.error(request, sentences[action_type] % {"titles": _titles(concerned)})
    return redirect(action.next_url)


@hooks.register("before_move_page")
def public_pages_stay(request: HttpRequest, page: Any, destination: Any) -> HttpResponse | None:
    """Where the tiers sign withdrawals, what is public does not leave the reviewed part of the site by a move."""
    try:
        offline.before_move(page, destination)
    except Refused as refused:
        _say(request, refused.refusals)
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


@hooks.register("before_copy_page")
def copies_are_drafts(request: HttpRequest, page: Any) -> HttpResponse | None:
    """A copy below a governed page cannot be public at once, nor can an alias of a public page."""
    publishing = bool(request.POST.get("publish_copies"))
    if not publishing and not (request.POST.get("alias") and page.live):
        return None
    parent = (
        base_page_model()._default_manager.filter(pk=_number(request, "new_parent_page")).first()
    )
    if not shown_as_governed(parent):
        return None
    if publishing:
        messages.error(
            request, _("Copies here are published by review only. Copy without publishing.")
        )
    else:
        messages.error(
            request,
            _(
                "An alias would be public at once, and pages here are published by review only. Make a copy."
            ),
        )
    next_url = get_valid_next_url_from_request(request)
    copy = redirect("wagtailadmin_pages:copy", page.pk)
    copy["Location"] += f"?next={next_url}" if next_url else ""
    return copy


def _concerned_in_bulk(action_type: str, pages: list[Any], action: Any) -> list[Any]:
    """Those that the bulk action may not touch, what it would take along included."""
    paths = governed_paths()
    below = bool(
        action.cleaned_form and action.cleaned_form.cleaned_data.get("include_descendants")
    )
    if action_type == "publish":
        found = paths.governed(pages)
        return found + (_governed_below(pages, paths, live=False) if below else [])
    if action_type == "unpublish":
        return _governed_live(pages, paths) + (
            _governed_below(pages, paths, live=True) if below else []
        )
    if action_type == "delete":
        return (
            _governed_live(pages, paths)
            + [page for page in pages if not page.live and offline.deletion_is_reviewed(page)]
            + _governed_below(pages, paths, live=True)
        )
    return []


def _governed_live(pages: Iterable[Any], paths: GovernedPaths) -> list[Any]:
    return paths.governed(page for page in pages if page.live)


def _governed_below(pages: Iterable[Any], paths: GovernedPaths, *, live: bool) -> list[Any]:
    """Governed pages below ``pages``, one more than are named. No query where nothing is governed."""
    if not paths:
        return []
    found = base_page_model()._default_manager.none()
    for page in pages:
        found = found | page.get_descendants().filter(live=live)
    return list(paths.filter(found).order_by("path")[: NAMED + 1])


def _titles(pages: list[Any]) -> str:
    return rules.titles_of(pages, NAMED)


def _number(request: HttpRequest, name: str) -> int | None:
    value = request.POST.get(name, "")
    return int(value) if value.isdigit() else None


def _say(request: HttpRequest, refusals: Iterable[Any]) -> None:
    for refusal in refusals:
        messages.error(request, str(refusal))
