"""The migrations say what the models say. (The other tests build the tables from the models.)"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("wagtail_govreview", "portal")


def manage(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``manage.py`` in a process of its own, because this one has switched migrations off."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTEST_VERSION"}
    environment["GOVREVIEW_DATABASE"] = f"sqlite:///{tmp_path}/site.sqlite3"
    environment["GOVREVIEW_VAR"] = str(tmp_path)
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )


def test_no_migration_is_missing(tmp_path):
    run = manage(tmp_path, "makemigrations", "--check", "--dry-run", *APPS)
    assert run.returncode == 0, run.stdout + run.stderr


def test_they_run_from_nothing(tmp_path):
    run = manage(tmp_path, "migrate", "--verbosity", "0")
    assert run.returncode == 0, run.stdout + run.stderr


def test_they_name_the_base_page_as_every_wagtail_does():
    """Older Wagtails have no setting for it: Django writes the setting, ``wagtail_govreview.pages`` knows both."""
    written = sorted(Path(ROOT, "wagtail_govreview", "migrations").glob("[0-9]*.py"))
    assert [
        path.name for path in written if "settings.WAGTAIL_PAGE_MODEL" in path.read_text("utf-8")
    ] == []
