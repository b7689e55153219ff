"""Template tags of the portal: the way back to the front page, and the menu."""

from django import template
from django.template import Context
from wagtail.models import Page, Site

register = template.Library()

HOME_DEPTH = 2  # the tree's root is 1, a site's front page 2


@register.inclusion_tag("portal/includes/breadcrumb.html")
def breadcrumb(page: Page) -> dict[str, object]:
    """The pages above *page*, from the front page down; nothing on the front page itself."""
    above = page.get_ancestors().filter(depth__gte=HOME_DEPTH).order_by("depth")
    return {"page": page, "ancestors": list(above)}


@register.inclusion_tag("portal/includes/menu.html", takes_context=True)
def menu(context: Context) -> dict[str, object]:
    """The public sections directly below the site's front page."""
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    if site is None:
        return {"entries": []}
    entries = site.root_page.get_children().live().public().in_menu()
    page = context.get("page")
    return {
        "request": request,
        "entries": [(entry, page is not None and _is_within(page, entry)) for entry in entries],
    }


def _is_within(page: Page, ancestor: Page) -> bool:
    """Whether *page* is *ancestor* or lies below it."""
    return bool(page.path) and page.path.startswith(ancestor.path)
