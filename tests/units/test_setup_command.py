"""The command ``govreview_setup``."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from wagtail_govreview.units.governance import is_governed
from wagtail_govreview.units.models import Unit

pytestmark = pytest.mark.django_db


def run(*options):
    out = StringIO()
    call_command("govreview_setup", "--code", "宁水", *options, stdout=out, no_color=True)
    return out.getvalue()


def test_it_says_line_by_line_what_it_did(section):
    said = run("--name", "水利厅", "--page", str(section.pk))
    assert "宁水 · 一审" in said and "宁水 · 发布审查" in said
    assert is_governed(section)
    assert "everything was in order" in run()


@pytest.mark.parametrize("path", ["/shui/", "shui", "/portal/shui/"])
def test_a_page_by_its_path(section, path):
    run("--page", path)
    assert Unit.objects.get().root_page_id == section.pk
    assert Unit.objects.get().name == "水利厅"


def test_a_superior_unit_by_its_code(section, other_section):
    run("--page", "/shui/")
    call_command(
        "govreview_setup",
        "--code",
        "宁水办",
        "--page",
        "/nong/",
        "--parent",
        "宁水",
        stdout=StringIO(),
    )
    assert Unit.objects.get(code="宁水办").parent.code == "宁水"


def test_a_dry_run_writes_nothing(section):
    assert "Nothing was written" in run("--page", "/shui/", "--dry-run")
    assert not Unit.objects.exists()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ((), "--page is needed"),
        (("--page", "/nowhere/"), "no page"),
        (("--page", "/shui/", "--parent", "宁X"), "no unit"),
    ],
)
def test_mistakes_are_said_plainly(section, options, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(*options)


def test_a_refusal_is_an_error_of_the_command(section, other_section):
    run("--page", "/shui/")
    with pytest.raises(CommandError, match="--replace"):
        run("--page", "/nong/")
