"""Is the Chinese catalogue complete, and is what ships compiled from it?

Collects the strings again in a copy of the package and fails on a string that is missing, fuzzy or not
translated, on one that is no longer used, on a placeholder that the translation lost, and on a ``.mo``
that does not hold what the ``.po`` beside it says. Needs gettext and polib. The tree is not touched.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "wagtail_govreview"
LOCALE = "zh_Hans"
PLACEHOLDER = re.compile(r"%\((\w+)\)|\{(\w+)\}")


def main() -> int:
    """Print every problem; return the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / PACKAGE
        shutil.copytree(
            ROOT / PACKAGE,
            copy,
            ignore=shutil.ignore_patterns("__pycache__", "*.ttf", "node_modules"),
        )
        for domain in domains(copy):
            collect(copy, domain)
        problems = [
            problem
            for domain in domains(copy)
            for problem in check_catalogue(copy, ROOT / PACKAGE, domain)
        ]
    for problem in problems:
        print(problem)
    print(
        f"{LOCALE}: {len(problems)} problem(s)" if problems else f"{LOCALE}: complete and compiled"
    )
    return 1 if problems else 0


def domains(package: Path) -> Iterator[str]:
    """The catalogues that the package needs: ``djangojs`` only where a script translates something."""
    yield "django"
    scripts = package.glob("static/**/*.js")
    if any("gettext(" in script.read_text(encoding="utf-8") for script in scripts):
        yield "djangojs"


def collect(package: Path, domain: str) -> None:
    """Run makemessages in the copy, which merges today's strings into the committed catalogue."""
    (package / "locale").mkdir(exist_ok=True)
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "-l", LOCALE, "-d", domain, "-v", "0"],
        cwd=package,
        check=True,
    )


def check_catalogue(collected: Path, committed: Path, domain: str) -> Iterator[str]:
    """Yield one sentence for each thing that is wrong with one catalogue."""
    relative = Path("locale") / LOCALE / "LC_MESSAGES" / f"{domain}.po"
    catalogue = polib.pofile(str(collected / relative))
    for entry in catalogue:
        if entry.obsolete:
            yield f"{relative}: no longer used: {entry.msgid!r}"
        elif entry.fuzzy:
            yield f"{relative}: fuzzy: {entry.msgid!r}"
        elif not entry.translated():
            yield f"{relative}: not translated: {entry.msgid!r}"
        elif lost := lost_placeholders(entry):
            yield f"{relative}: the translation of {entry.msgid!r} changed {', '.join(sorted(lost))}"
    compiled = (committed / relative).with_suffix(".mo")
    if not compiled.exists():
        yield f"{relative}: not compiled (make messages)"
    elif spoken(polib.mofile(str(compiled))) != spoken(polib.pofile(str(committed / relative))):
        yield f"{relative}: the .mo beside it is out of date (make messages)"


def lost_placeholders(entry: polib.POEntry) -> set[str]:
    """Named placeholders that stand on one side only."""
    said = entry.msgid + entry.msgid_plural
    translations = [entry.msgstr, *entry.msgstr_plural.values()]
    return placeholders(said) ^ placeholders("".join(translations))


def placeholders(text: str) -> set[str]:
    return {python or brace for python, brace in PLACEHOLDER.findall(text)}


def spoken(catalogue: polib.POFile | polib.MOFile) -> dict[tuple[str, str], tuple[str, ...]]:
    """What a catalogue says, without comments and order."""
    return {
        (entry.msgctxt or "", entry.msgid): (entry.msgstr, *entry.msgstr_plural.values())
        for entry in catalogue
        if entry.msgstr or entry.msgstr_plural
    }


if __name__ == "__main__":
    sys.exit(main())
