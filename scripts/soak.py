"""Run the tests of races and killed processes again and again: what happens once in a hundred times is found.

    python scripts/soak.py [ROUNDS] [MINUTES]

Ends after so many rounds or minutes, whichever is first (100 and 60), and says how many rounds, which failures and how long. The
output of every failed round stays in ``var/soak``. Needs GOVREVIEW_DATABASE to name a server.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
FOLDER = HERE / "var" / "soak"


def main(rounds: int = 100, minutes: int = 60) -> int:
    """Gives 1 if any round failed, 2 if there is no server to race on."""
    if os.environ.get("GOVREVIEW_DATABASE", "sqlite").startswith("sqlite"):
        print("Races need a database that locks rows. For instance:")
        print("    make soak GOVREVIEW_DATABASE=postgresql://postgres@127.0.0.1:5432/soak")
        return 2
    begin, failed, done = time.monotonic(), 0, 0
    while done < rounds and time.monotonic() - begin < minutes * 60:
        done += 1
        started = time.monotonic()
        finished = one_round(first=done == 1)
        seconds = time.monotonic() - started
        held = finished.returncode == 0
        failed += not held
        last = finished.stdout.strip().splitlines()[-1:] or ["no output"]
        print(f"{done:4d}  {'held' if held else 'FAILED'}  {seconds:6.1f} s  {last[0]}", flush=True)
        if not held:
            keep(done, finished.stdout)
    total = (time.monotonic() - begin) / 60
    print(f"{done} rounds, {failed} failed, {total:.1f} minutes.")
    return int(failed > 0)


def one_round(*, first: bool) -> subprocess.CompletedProcess[str]:
    """All tests of ``tests/concurrency`` once; the database is made anew in the first round only."""
    command = [sys.executable, "-m", "pytest", "-q", "--tb=long", "tests/concurrency"]
    command.append("--create-db" if first else "--reuse-db")
    return subprocess.run(
        command, cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )


def keep(number: int, output: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"round-{number:04d}.txt").write_text(output, "utf-8")


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
