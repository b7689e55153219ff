"""The stranger's machine: an environment, Wagtail, an empty project, and what the README tells to do with it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from tests.walk.readme import Block

PACKAGE = "wagtail-govreview"


class Project:
    """``wagtail start`` in a folder that has nothing to do with the checkout."""

    name = "portal"

    def __init__(self, folder: Path, wheel: Path) -> None:
        self.folder = folder / self.name
        self.bin = folder / "venv" / "bin"
        self.wheel = wheel
        self.settings = self.folder / self.name / "settings" / "base.py"
        self.template = self.folder / self.name / "templates" / "base.html"

    # -- before the README ----------------------------------------------------------------------------------------

    def start(self, wagtail: str) -> None:
        """An existing Chinese site with this version of Wagtail."""
        subprocess.run([sys.executable, "-m", "venv", self.bin.parent], check=True)
        self.run("pip", "install", "--quiet", wagtail, folder=self.bin.parent)
        self.run("wagtail", "start", self.name, folder=self.folder.parent)
        text = self.settings.read_text("utf-8")
        self.settings.write_text(text.replace('"en-us"', '"zh-hans"'), "utf-8")

    # -- what the README says -------------------------------------------------------------------------------------

    def follow(self, block: Block) -> None:
        """Do what one block says: run commands, add settings, put tags into the template."""
        if block.language == "console":
            for line in block.lines:
                self.command(line)
        elif block.language == "python":
            self.settings.write_text(f"{self.settings.read_text('utf-8')}\n{block.text}", "utf-8")
        elif block.language == "html+django":
            self._tags(*block.lines)
        else:
            raise AssertionError(f"The README has a block of {block.language}.")

    def _tags(self, load: str, meta: str, label: str) -> None:
        """Into the template that all pages of a fresh project have in common."""
        text = self.template.read_text("utf-8")
        parts = text.partition("{% block content %}")
        assert parts[1] and "</head>" in parts[0], "the project's template looks different now"
        head = parts[0].replace("</head>", f"{meta}\n</head>")
        self.template.write_text(f"{load}\n{head}{label}\n{parts[1]}{parts[2]}", "utf-8")

    def command(self, line: str) -> str:
        """Run one line of the README, with the wheel in the place of the package's name."""
        program, *words = line.split()
        return self.run(program, *[str(self.wheel) if word == PACKAGE else word for word in words])

    # -- running --------------------------------------------------------------------------------------------------

    def manage(self, *words: str, **environment: str) -> str:
        return self.run("python", "manage.py", *words, **environment)

    def attempt(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run ``manage.py`` whether it succeeds or not."""
        return self._run("python", "manage.py", *words, **environment)

    def run(self, program: str, *words: str, folder: Path | None = None, **more: str) -> str:
        """Run a program of the environment; what it says, or what it complained about."""
        done = self._run(program, *words, folder=folder, **more)
        said = done.stdout + done.stderr
        assert done.returncode == 0, f"{program} {' '.join(words)}: {done.returncode}\n{said}"
        return said

    def _run(
        self, program: str, *words: str, folder: Path | None = None, **more: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.bin / program, *words],
            cwd=folder or self.folder,
            env=self._environment(**more),
            capture_output=True,
            text=True,
        )

    def _environment(self, **more: str) -> dict[str, str]:
        """Nothing of the checkout is left: no search path, no settings, no database of the tests."""
        ours = ("PYTHON", "DJANGO_", "GOVREVIEW_", "VIRTUAL_ENV")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        path = f"{self.bin}{os.pathsep}{kept.get('PATH', '')}"
        return {**kept, "PATH": path, "PYTHONUTF8": "1", **more}

    @contextmanager
    def served(self) -> Iterator[str]:
        """The site on a port of this machine, as long as the block runs; its address."""
        port = _free_port()
        log = (self.folder / "server.log").open("w")
        server = subprocess.Popen(
            [self.bin / "python", "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"],
            cwd=self.folder,
            env=self._environment(),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/", server)
            yield f"http://127.0.0.1:{port}"
        except BaseException:
            log.flush()
            print((self.folder / "server.log").read_text("utf-8")[-6000:])
            raise
        finally:
            server.terminate()
            server.wait(timeout=30)
            log.close()

    def remove(self) -> None:
        shutil.rmtree(self.folder.parent, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes], seconds: float = 60) -> None:
    opener = build_opener(ProxyHandler({}))
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        try:
            opener.open(address, timeout=10).close()
            return
        except URLError:
            time.sleep(0.2)
    raise AssertionError(f"Nothing answers at {address}.")
