"""What one host alone is asked after the walk. Each function has the name of its host."""

from __future__ import annotations

from importlib.util import find_spec
from io import StringIO
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Site

from tests.hosts.browser import Host, filled, soup, wrong
from tests.hosts.csp import POLICY, written_into
from tests.hosts.walk import in_the_menu, refusal_of, submit_and_sign, unit_group
from wagtail_govreview.models import RegisterEntry, ReviewSheet, Signer
from wagtail_govreview.publication.services import withdraw


def verified() -> bool:
    """Does ``govreview_verify`` find everything in order?"""
    try:
        call_command("govreview_verify", stdout=StringIO())
    except SystemExit:
        return False
    return True


def plain(host: Host, page: Any) -> None:
    """Every editor keeps its own tabs and its own rules, and has the package's tab as the last one, once."""
    tabs = {}
    for label in settings.WALK_TYPES:
        item = apps.get_model(label).objects.child_of(host.governed).get()
        screen = soup(host.see("boss", reverse("wagtailadmin_pages:edit", args=[item.pk])))
        names = [tab.get_text(" ", strip=True) for tab in screen.select("a.w-tabs__tab")]
        tabs[label] = [name.removesuffix(" ( )") for name in names]  # no errors
        assert [name for name in tabs[label] if "Publication review" in name] == tabs[label][-1:]
    assert tabs["articles.TabbedArticle"][:-1] == ["Text", "More", "Address"]
    assert tabs["articles.StreamArticle"][:-1] == tabs["articles.MethodArticle"][:-1] == ["Content"]
    item = apps.get_model("articles.CheckedArticle").objects.child_of(host.governed).get()
    address = reverse("wagtailadmin_pages:edit", args=[item.pk])
    data = filled(host.see("boss", address), type(item), number="0")
    assert "No number begins at nothing." in wrong(host.browser("boss").post(address, data))


def accounts(host: Host, page: Any) -> None:
    """A person of the site's own kind is appointed in the form, and found in the lists."""
    unit = ReviewSheet.objects.get(page_id=page.pk).unit
    chosen = {"unit": unit.pk, "user": host.people["first"].pk, "tier": "first", "title": "Head"}
    answer = host.browser("boss").post("/admin/govreview/signers/create/", chosen)
    assert answer.status_code == 302
    assert Signer.objects.get().user == host.people["first"]
    found = host.see("boss", "/admin/govreview/signers/?q=first@").content.decode()
    assert "first@example.gov.cn" in found
    sheets = reverse("govreview_sheets:list")
    signed = host.see("boss", f"{sheets}?signer={host.people['first'].pk}").content.decode()
    assert page.title in signed


def files(host: Host, page: Any) -> None:
    """The bytes of both are kept, and a file that is replaced behind the page is noticed."""
    kept = ReviewSheet.objects.get(page_id=page.pk).content.attachments
    assert {item.model for item in kept.all()} == {"files.photograph", "files.paper"}
    name = page.paper.file.name
    with page.paper.file.storage.open(name, "rb") as stream:
        signed = stream.read()
    with open(page.paper.file.path, "wb") as stream:
        stream.write(b"other words")
    assert not verified()
    with open(page.paper.file.path, "wb") as stream:
        stream.write(signed)


def headless(host: Host, page: Any) -> None:
    """Source and disclosure stand in both APIs, in the same words, and nothing else of the sheet."""
    versions = ["v2", "v3"] if find_spec("wagtail.api.v3") else ["v2"]
    for version in versions:
        shown = Client().get(f"/api/{version}/pages/{page.pk}/").json()
        [source] = shown["govreview_attributions"]
        assert source["information_class"] == page.govreview_attributions.get().information_class
        sheet = ReviewSheet.objects.get(page_id=page.pk)
        assert shown["govreview_disclosure"]["code"] == sheet.attribute
        assert shown["govreview_disclosure"]["label"]
        assert "govreview_sheet_drafts" not in shown


def languages(host: Host, page: Any) -> None:
    """A second tree, published by a unit below: its stand-ins follow what was signed, its translations do not."""
    chinese = Locale.objects.create(language_code="zh-hans")
    for item in (host.home, host.governed):
        translated = item.copy_for_translation(chinese)
        translated.save_revision().publish()
    said = StringIO()
    call_command(
        "govreview_setup", code="宁水文", page=str(translated.pk), parent="宁水", stdout=said
    )
    call_command("govreview_adopt", stdout=said)

    first = host.write("editor", type(page), host.governed, "In two trees")
    stand_in = first.get_translation(chinese)
    assert stand_in.alias_of_id == first.pk and not stand_in.live
    submit_and_sign(host, first)
    assert host.fresh(stand_in).live
    entry = RegisterEntry.objects.get(page_id=stand_in.pk)
    assert entry.sheet == ReviewSheet.objects.get(page_id=first.pk)
    call_command("govreview_verify", stdout=said)

    withdraw(host.fresh(first), user=host.people["boss"], reason="A mistake")
    assert not host.fresh(stand_in).live
    kinds = RegisterEntry.objects.filter(page_id=stand_in.pk).values_list("kind", flat=True)
    assert set(kinds) == {RegisterEntry.Kind.PUBLICATION, RegisterEntry.Kind.WITHDRAWAL}

    translation = page.copy_for_translation(chinese)
    assert not translation.live
    assert refusal_of(translation.save_revision().publish) == ["publication.unsigned"]
    assert refusal_of(page.create_alias, update_slug="again") == ["publication.alias"]


def naive_time(host: Host, page: Any) -> None:
    """What is exported and printed shows the site's own time."""
    entry = RegisterEntry.objects.get(page_id=page.pk)
    assert entry.happened_at.tzinfo is None
    ledger = reverse("wagtail_govreview:ledger")
    for address in (ledger, reverse("govreview_sheets:list"), "/admin/govreview/register/"):
        for kind in ("csv", "xlsx"):
            exported = host.see("boss", f"{address}?export={kind}")
            said = b"".join(exported.streaming_content)
            assert kind == "xlsx" or f"{entry.happened_at:%Y-%m-%d %H:%M}".encode() in said


def two_sites(host: Host, page: Any) -> None:
    """Each site has its own organ and numbers; a path that both have is asked for by the page's number."""
    home = host.section("Farming", "farming", parent=host.home.get_parent())
    Site.objects.create(hostname="farming.example.gov.cn", root_page=home)
    news = host.section("News", "news", parent=home)
    said = StringIO()
    unit = {"code": "宁农", "name": "农业农村厅", "stdout": said}
    try:
        call_command("govreview_setup", page="/news/", **unit)
    except CommandError as ambiguous:
        assert str(news.pk) in str(ambiguous) and str(host.governed.pk) in str(ambiguous)
    else:
        raise AssertionError("one of two pages was taken")
    call_command("govreview_setup", page=str(news.pk), **unit)
    call_command("govreview_adopt", stdout=said)
    for role in ("editor", "first", "second", "third", "principal"):
        unit_group(role, "宁农").user_set.add(host.people[role])
    there = submit_and_sign(host, host.write("editor", type(page), news, "Ploughing"))
    entry = RegisterEntry.objects.get(page_id=there.pk)
    assert entry.unit.code == "宁农" and entry.number.endswith("00001")
    assert entry.url.startswith("http://farming.example.gov.cn/news/")


def strict_csp(host: Host, page: Any) -> None:
    """Nothing is written into public pages; into the package's screens nothing that Wagtail's own have not."""
    public = Client().get(page.url)
    assert public.headers["Content-Security-Policy"] == POLICY
    assert not written_into(public)
    free = host.fresh(host.free).get_children().get()
    wagtails = (
        reverse("wagtailadmin_explore", args=[host.free.pk]),
        reverse("wagtailadmin_pages:edit", args=[free.pk]),
        reverse("wagtailadmin_reports:site_history"),
    )
    known = set().union(*(written_into(host.see("boss", address)) for address in wagtails))
    sheet = ReviewSheet.objects.get(page_id=page.pk)
    own = [
        *in_the_menu(host),
        "/admin/govreview/signers/",
        "/admin/govreview/signers/create/",
        reverse("govreview_sheets:inspect", args=[sheet.pk]),
        reverse("wagtail_govreview:withdraw", args=[page.pk]),
        reverse("wagtail_govreview:unit_people", args=[sheet.unit_id]),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
    ]
    for address in own:
        more = written_into(host.see("boss", address)) - known
        assert not more, f"{address}: {more}"
