"""The live part of the demo site: the front page, the organs and their sections."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page, Site

from sandbox.portal.demo.shape import UnitData
from sandbox.portal.models import HomePage, SectionIndexPage

_HOME_SLUG = "portal"
_INTRO = "集中公开自治区有关机关的政务信息。每条信息均经审查审核后发布，并注明来源。"


def build_home() -> HomePage:
    """The front page, as the root of the default site."""
    home = HomePage.objects.first()
    if home is None:
        home = HomePage(title=settings.WAGTAIL_SITE_NAME, slug=_HOME_SLUG, intro=_INTRO, live=False)
        _publish_below(Page.get_first_root_node(), home)
        _make_root_of_site(home)
    return home


def build_unit(home: HomePage, unit: UnitData) -> SectionIndexPage:
    """An organ's front page with its sections."""
    front = _section_below(home, unit.slug, unit.name, unit.intro, in_menu=True)
    for section in unit.sections:
        _section_below(front, section.slug, section.title, section.intro)
    return front


def _section_below(
    parent: Page, slug: str, title: str, intro: str, *, in_menu: bool = False
) -> SectionIndexPage:
    section = SectionIndexPage.objects.child_of(parent).filter(slug=slug).first()
    if section is None:
        section = SectionIndexPage(
            title=title, slug=slug, intro=intro, show_in_menus=in_menu, live=False
        )
        _publish_below(parent, section)
    return section


def _publish_below(parent: Page, page: Page) -> None:
    """Add *page* and publish it the ordinary way, with a revision."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()


def _make_root_of_site(home: HomePage) -> None:
    """Serve *home* at the address of the settings, and take away Wagtail's welcome page."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    welcome = site.root_page if site.pk else None
    site.hostname = address.hostname or "localhost"
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.root_page = home
    site.save()
    if welcome is not None and welcome.specific_class is Page and not welcome.get_children():
        welcome.delete()
