"""Sites of every shape: the package is installed into each, and one page goes the whole way (``walk.py``).

Every host runs in a process of its own, since its settings are its own. The tables that all of them share are
made once; what a host adds, its own run of ``migrate`` adds.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import wagtail

pytestmark = pytest.mark.hosts

ROOT = Path(__file__).resolve().parents[2]
OWN_TABLES = ("accounts", "files", "basepages")  # from the first migration on
SHARING = sorted(
    path.stem
    for path in (ROOT / "tests/hosts/settings").glob("*.py")
    if path.stem not in (*OWN_TABLES, "plain", "without")
)


def run(module: str, name: str, folder: Path, *steps: str) -> None:
    """Run one host in its folder; what it said is in the failure."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTEST_VERSION"}
    process = subprocess.run(
        [sys.executable, "-m", f"tests.hosts.{module}", name, *steps],
        cwd=ROOT,
        env={**environment, "HOST_VAR": str(folder), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert process.returncode == 0, process.stdout + process.stderr


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site on which ``migrate`` has run."""
    folder = tmp_path_factory.mktemp("plain")
    run("run", "plain", folder, "install")
    return folder


@pytest.fixture
def site(plain: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(plain, tmp_path / "site"))


def test_plain(site: Path) -> None:
    run("run", "plain", site)


@pytest.mark.parametrize("host", SHARING)
def test_host(host: str, site: Path) -> None:
    run("run", host, site)


@pytest.mark.parametrize("host", OWN_TABLES)
def test_host_with_models_of_its_own(host: str, tmp_path: Path) -> None:
    if host == "basepages" and wagtail.VERSION < (8, 0):
        pytest.skip("The base page model can be replaced from Wagtail 8.0 on.")
    run("run", host, tmp_path)


def test_it_can_be_taken_out_again(site: Path) -> None:
    run("leave", "used", site)
    run("leave", "left", site)
