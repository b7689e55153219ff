"""The stranger's walk: an empty project becomes a governed site by the README alone, and a page takes the road.

    python -m tests.walk dist/wagtail_govreview-0.1.0-py3-none-any.whl [--wagtail "wagtail>=7.4,<7.5"] [--keep]

Everything happens outside of the checkout, with the wheel, over HTTP. ``--keep`` leaves the project where it is.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.walk import installed, mistakes
from tests.walk.project import Project
from tests.walk.readme import installation
from tests.walk.road import Walk


def stages(project: Project, wagtail: str) -> Iterator[str]:
    """Everything in its order; each line says what held."""
    project.start(wagtail)
    yield f"an empty project with {project.run('pip', 'show', 'wagtail').splitlines()[1]}"
    blocks = installation()
    for block in blocks:
        project.follow(block)
        yield f"README: {block.lines[0]} …"
    (settings,) = (block for block in blocks if block.language == "python")
    yield from installed.look(project)
    yield from mistakes.look(project, settings)
    with project.served() as site:
        yield from Walk(project, site).steps()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--wagtail", default="wagtail", help="what pip is asked to install")
    parser.add_argument("--keep", action="store_true", help="leave the project in its folder")
    options = parser.parse_args()
    begin = time.monotonic()
    project = Project(Path(tempfile.mkdtemp(prefix="stranger-")), options.wheel.resolve())
    try:
        for line in stages(project, options.wagtail):
            print(f"{time.monotonic() - begin:6.1f} s  {line}", flush=True)
    except AssertionError as problem:
        sys.exit(f"The walk ends here: {problem}")
    finally:
        if options.keep:
            print(f"The project: {project.folder}")
        else:
            project.remove()


if __name__ == "__main__":
    main()
