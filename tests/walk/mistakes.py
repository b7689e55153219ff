"""Whatever of the README's settings is left out, and whatever is written wrongly, ``manage.py check`` names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from tests.walk.project import Project
from tests.walk.readme import Block

NUMBER = re.compile(r"\(wagtail_govreview\.([EW]\d{3})\)")
WRONG = {
    'GOVREVIEW_PROFIL = "portal.rules.PROFILE"': "E015",
    'GOVREVIEW_PROFILE = "portal.rules.PROFILE"': "E001",
    "GOVREVIEW_PROFILE = None": "E016",
    'GOVREVIEW_DIGEST = "md5"': "E003",
    'GOVREVIEW_FONT_PATHS = ["/nowhere"]': "W011",
    'GOVREVIEW_EVIDENCE_STORAGE = "default"': "E013",
    'INSTALLED_APPS.remove("django_filters")': "E014",
    "WAGTAIL_WORKFLOW_ENABLED = False": "E017",
}


def look(project: Project, settings: Block) -> Iterator[str]:
    """Make one mistake after another; says what ``check`` said."""
    complete = project.settings.read_text("utf-8")
    assert settings.text in complete
    try:
        for what, text in without_each(settings):
            named = check(project, complete.replace(settings.text, text))
            yield f"without {what}: {', '.join(named)}"
        for line, expected in WRONG.items():
            named = check(project, f"{complete}\n{line}\n")
            assert expected in named, f"{line}: {named}"
            yield f"with {line}: {', '.join(named)}"
    finally:
        project.settings.write_text(complete, "utf-8")


def check(project: Project, settings: str) -> list[str]:
    """The numbers of what ``manage.py check`` names with these settings."""
    project.settings.write_text(settings, "utf-8")
    done = project.attempt("check", "--fail-level", "WARNING")
    said = done.stdout + done.stderr
    named = sorted(set(NUMBER.findall(said)))
    assert done.returncode and named and "Traceback" not in said, said
    return named


def without_each(settings: Block) -> Iterator[tuple[str, str]]:
    """The settings without one of their applications or one of their statements."""
    apps, *others = statements(settings.text)
    for name in ("wagtail_modeladmin", "simple_history"):
        assert f', "{name}"' in apps
        yield name, settings.text.replace(f', "{name}"', "")
    for statement in others:
        yield statement.split("=")[0].strip(" +"), settings.text.replace(statement, "")


def statements(text: str) -> list[str]:
    """The lines of ``text``, with those that are indented or close a bracket added to the one before."""
    count = 0
    numbered = []
    for line in text.splitlines(keepends=True):
        count += not line.startswith((" ", "}"))
        numbered.append((count, line))
    return [
        "".join(line for _, line in group) for _, group in groupby(numbered, lambda item: item[0])
    ]
