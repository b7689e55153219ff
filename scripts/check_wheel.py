"""Does a wheel hold what the package in this tree holds, and nothing else?

    python scripts/check_wheel.py dist/wagtail_govreview-0.1.0-py3-none-any.whl

Compares the wheel with the files that are under version control, and names the kinds of data file without
which the package starts but does not work.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "wagtail_govreview"
KINDS = {
    "templates of screens": ".html",
    "templates of printed documents": ".typ",
    "style sheets": ".css",
    "scripts": ".js",
    "fonts": ".ttf",
    "compiled catalogues": ".mo",
    "type marker": "py.typed",
}


def main(wheel: str) -> int:
    """Print what differs; return the exit status."""
    with ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith(f"{PACKAGE}/")}
        metadata = next(name for name in archive.namelist() if name.endswith("/METADATA"))
        licensed = b"License-Expression: BSD-3-Clause AND OFL-1.1" in archive.read(metadata)
    tracked = committed_files()
    problems = [f"missing in the wheel: {name}" for name in sorted(tracked - packed)]
    problems += [f"not under version control: {name}" for name in sorted(packed - tracked)]
    for kind, ending in KINDS.items():
        count = sum(name.endswith(ending) for name in packed)
        print(f"{count:5} {kind} ({ending})")
        if not count:
            problems.append(f"no {kind} ({ending}) in the wheel")
    if not licensed:
        problems.append("the wheel's metadata does not name its licence")
    for problem in problems:
        print(problem)
    size = Path(wheel).stat().st_size / 1e6
    print(f"{Path(wheel).name}: {len(packed)} files, {size:.1f} MB, {len(problems)} problem(s)")
    return 1 if problems else 0


def committed_files() -> set[str]:
    """The package's files as version control knows them."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", PACKAGE],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return {name for name in listed.split("\0") if name}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
