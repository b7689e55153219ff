"""Building the demo site on a site as Wagtail leaves it."""

import io

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Page, Site

from sandbox.portal.demo.build import build_site


def test_no_groups_are_made(ground):
    before = set(Group.objects.values_list("name", flat=True))
    build_site()
    assert set(Group.objects.values_list("name", flat=True)) == before
    assert not any(user.groups.exists() for user in get_user_model().objects.all())


def test_the_welcome_page_gives_way(ground):
    welcome = ground.add_child(instance=Page(title="Welcome", slug="home"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": welcome}
    )
    home = build_site().home
    assert not Page.objects.filter(pk=welcome.pk).exists()
    assert Site.objects.get().root_page.specific == home


@pytest.mark.parametrize("verbosity", [0, 1])
def test_the_command_says_who_can_log_in(ground, settings, verbosity):
    out = io.StringIO()
    call_command("demo_site", verbosity=verbosity, stdout=out)
    printed = out.getvalue()
    assert (settings.SANDBOX_DEMO_PASSWORD in printed) is bool(verbosity)
    assert ("shui_second_deputy" in printed) is bool(verbosity)
