"""The walk through a host: written, refused, submitted, signed, public, registered, verified; and left alone."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from tests.hosts.browser import Host, default_site, soup
from wagtail_govreview.menu import menu
from wagtail_govreview.models import RegisterEntry, ReviewSheet, UnitGroup
from wagtail_govreview.pages import base_page_model
from wagtail_govreview.refusal import Refused
from wagtail_govreview.rulebook import get_profile


def build() -> Host:
    """What the site was before, the package's commands of installation, and somebody in every role."""
    host = Host()
    root = base_page_model().objects.filter(depth=1).first() or base_page_model().add_root(
        title="Root", slug="root"
    )
    host.home = apps.get_model(settings.WALK_SECTION)(title="Home", slug="site")
    root.add_child(instance=host.home)
    default_site(host.home)
    host.governed, host.free = host.section("News", "news"), host.section("Staff", "staff")
    host.employ("boss", is_superuser=True)
    said = StringIO()
    call_command("govreview_setup", code="宁水", name="水利厅", page="/news/", stdout=said)
    call_command("govreview_adopt", stdout=said)
    for role in ("editor", "first", "second", "third", "principal", "registrar", "inspector"):
        unit_group(role).user_set.add(host.employ(role))
    return host


def unit_group(role: str, code: str = "宁水") -> Any:
    return UnitGroup.objects.get(role=role, unit__code=code).group


def walk(host: Host) -> Any:
    """Every page type of the host on its way; gives the last page."""
    for label in settings.WALK_TYPES:
        model = apps.get_model(label)
        page = on_its_way(host, model)
    left_alone(host, model)
    screens(host, page)
    call_command("govreview_verify", verbosity=0)
    return page


def on_its_way(host: Host, model: Any) -> Any:
    """One page from its first draft into the register, by the people of the unit alone."""
    page = host.write("editor", model, host.governed, f"About {model._meta.model_name}")
    assert not page.live
    refused(host, page)
    page = submit_and_sign(host, page)
    assert page.live and not page.has_unpublished_changes
    entry = RegisterEntry.objects.get(page_id=page.pk)
    assert entry.kind == RegisterEntry.Kind.PUBLICATION and len(entry.signers) == 3
    assert page.govreview_attributions.get().information_class == entry.information_class
    return page


def submit_and_sign(host: Host, page: Any) -> Any:
    """The tab is filled in, the page submitted, and signed by three people; gives it as it is then."""
    host.edit("editor", page, **review_answers())
    host.edit("editor", page, **{"action-submit": "Submit"})
    for tier in ("first", "second", "third"):
        assert not host.fresh(page).live
        host.sign(tier)
    return host.fresh(page)


def review_answers() -> dict[str, Any]:
    """The tab “Publication review”, filled in by the editor."""
    profile = get_profile()
    own = [item for item in profile.classes if item.is_own][0]
    answers = {
        "govreview_attributions": {
            "information_class": own.code,
            "subclasses": [own.subclasses[0].code],
        },
        "govreview_sheet_drafts": {
            "carrier": profile.carriers[-1].code,
            "attribute": profile.attributes[0].code,
            "channels": [profile.channels[0].code],
            "secrecy": [item.code for item in profile.secrecy],
        },
    }
    return {
        f"{relation}-0-{name}": value
        for relation, values in answers.items()
        for name, value in values.items()
    }


def refused(host: Host, page: Any) -> None:
    """A superuser publishes by the button and from code: neither makes it public."""
    said = host.edit("boss", page, **{"action-publish": "Publish"}).content.decode()
    assert "published by review only" in said
    publish = host.fresh(page).get_latest_revision().publish
    assert refusal_of(publish, user=host.people["boss"]) == ["publication.unsigned"]
    assert not host.fresh(page).live


def refusal_of(act: Callable[..., Any], **arguments: Any) -> list[str]:
    """The codes with which ``act`` is refused, and none when it passes."""
    try:
        with transaction.atomic():
            act(**arguments)
    except Refused as refused:
        return refused.codes
    return []


def left_alone(host: Host, model: Any) -> None:
    """The free section is as it was: no tab, and a superuser publishes with one press."""
    address = reverse(
        "wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, host.free.pk]
    )
    assert not soup(host.see("boss", address)).select("[name^=govreview_]")
    page = host.write("boss", model, host.free, "Canteen", **{"action-publish": "Publish"})
    assert page.live and not RegisterEntry.objects.filter(page_id=page.pk).exists()


def screens(host: Host, page: Any) -> None:
    """Every screen of the package opens, the lists also with a search; so do Wagtail's own about the page."""
    for address in (*in_the_menu(host), "/admin/govreview/signers/"):
        host.see("boss", address)
        host.see("boss", f"{address}?q=first")
    sheet = ReviewSheet.objects.get(page_id=page.pk)
    host.see("boss", reverse("govreview_sheets:inspect", args=[sheet.pk]))
    host.see("boss", reverse("wagtail_govreview:unit_people", args=[sheet.unit_id]))
    host.see("boss", "/admin/govreview/signers/create/")
    for name in ("edit", "history", "usage", "workflow_history"):
        host.see("boss", reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))
    pdf = host.see("boss", reverse("wagtail_govreview:sheet_pdf", args=[sheet.pk]))
    assert pdf.headers["Content-Type"] == "application/pdf"
    if settings.WALK_SERVED:
        public = host.see("boss", page.url).content.decode()
        assert f'<meta name="ArticleTitle" content="{page.title}">' in public
        assert "水利厅" in public


def in_the_menu(host: Host) -> list[str]:
    """Addresses in the menu “Publication review”."""
    request = host.see("boss", reverse("wagtailadmin_home")).wsgi_request
    return [item.url for item in menu.menu_items_for_request(request)]
