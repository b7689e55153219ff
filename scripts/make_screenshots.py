"""Make the pictures of the Chinese manual from the sandbox: ``make screenshots``.

Builds the demonstration in a temporary folder at a fixed moment, serves it, takes its people through the
scenes of ``manual_scenes.py`` in Chromium, and writes ``docs/manual/images``. A picture that looks as
before is left as it is, so that only what changed on the screens shows in the history.

``CHROMIUM`` names another browser than ``/usr/bin/chromium``. Names of scenes as arguments make only
these: ``python scripts/make_screenshots.py register``. (Later scenes need what earlier ones did.)
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from manual_camera import Camera
from manual_scenes import SCENES
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "manual" / "images"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
BUILT_AT = "2026-04-15T00:40:00+00:00"  # a working day after the last date in the demonstration
SERVED_AT = "2026-04-15T01:30:00+00:00"

# manage.py at a moment of our choosing; from there the clock runs on.
FROZEN = """
import os, sys
import django
from django.core.management import execute_from_command_line
from freezegun import freeze_time
os.environ["DJANGO_SETTINGS_MODULE"] = "sandbox.settings"
django.setup()
with freeze_time(sys.argv.pop(1), tick=True):
    execute_from_command_line(sys.argv)
"""


def main() -> None:
    chosen = sys.argv[1:] or list(SCENES)
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sandbox(Path(folder)) as address:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM,
                args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
            )
            camera = Camera(browser, address, IMAGES)
            for name in chosen:
                print(name)
                SCENES[name](camera)
            browser.close()
    if not sys.argv[1:]:
        for old in sorted({path.name for path in IMAGES.iterdir()} - camera.taken):
            print(f"not taken any more: {old}")
    total = sum(path.stat().st_size for path in IMAGES.iterdir())
    print(f"{len(camera.taken)} pictures, {total // 1024} KB")


@contextmanager
def sandbox(folder: Path) -> Iterator[str]:
    """The demonstration on a free port, with its data in ``folder``. Yields its address."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "GOVREVIEW_VAR": str(folder),
        "GOVREVIEW_DATABASE": "sqlite",
        "GOVREVIEW_BASE_URL": address,
    }
    for command in (["migrate", "--verbosity", "0"], ["govreview_demo"]):
        subprocess.run(
            _manage(BUILT_AT, *command),
            cwd=ROOT,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    server = subprocess.Popen(
        _manage(SERVED_AT, "runserver", "--noreload", f"127.0.0.1:{port}"),
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"{address}/admin/login/")
        yield address
    finally:
        server.terminate()
        server.wait()


def _free_port() -> int:
    """8000 where it is free: addresses show in the pictures."""
    for port in (8000, 0):
        with socket.socket() as free:
            try:
                free.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(free.getsockname()[1])
    raise SystemExit("no free port")


def _manage(moment: str, *command: str) -> list[str]:
    return [sys.executable, "-c", FROZEN, moment, *command]


def _wait_for(address: str) -> None:
    for _attempt in range(60):
        try:
            urlopen(address, timeout=5).close()  # noqa: S310 - our own server
        except (URLError, OSError):
            time.sleep(1)
        else:
            return
    raise SystemExit(f"{address} does not answer")


if __name__ == "__main__":
    main()
