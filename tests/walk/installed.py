"""What the wheel brought is there and works: templates, static files, fonts, the compiled catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from tests.walk.project import Project

LOOK = """
from pathlib import Path
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.utils.translation import gettext, override
import wagtail_govreview
from wagtail_govreview.printing import typeset

here = Path(wagtail_govreview.__file__).parent
assert "site-packages" in here.parts, here
assert (here / "py.typed").exists()
found = sorted(path.relative_to(here / "templates") for path in here.glob("templates/**/*.html"))
for name in found:
    get_template(str(name))
print(len(found), "templates")
static = sorted(path for path in (here / "static").rglob("*") if path.is_file())
for path in static:
    assert (Path(settings.STATIC_ROOT) / path.relative_to(here / "static")).is_file(), path
print(len(static), "static files collected")
fonts = sorted(typeset.FONTS.glob("*.ttf"))
assert fonts and "SIL OPEN FONT LICENSE" in (typeset.FONTS / "OFL.txt").read_text("utf-8")
print(len(fonts), "fonts, and their licence")
with override("zh-hans"):
    assert gettext("Publication review") == "发布审查", gettext("Publication review")
print("the Chinese catalogue is compiled")
"""


def look(project: Project) -> Iterator[str]:
    project.manage("collectstatic", "--noinput", "--verbosity", "0")
    said = project.manage("shell", "--verbosity", "0", "--command", LOOK)
    yield from said.strip().splitlines()
    missing = project.attempt("makemigrations", "--check", "--dry-run")
    assert missing.returncode == 0, missing.stdout
    yield "no migration is missing"
