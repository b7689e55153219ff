"""What the README tells somebody who installs the package: its code blocks, in their order.

The walk does what stands there and nothing else, so the README and the walk cannot part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """One fenced block: its language and its text."""

    language: str
    text: str

    @property
    def lines(self) -> list[str]:
        """Without empty ones; commands without their prompt."""
        return [line.removeprefix("$ ") for line in self.text.splitlines() if line.strip()]


def installation(name: str = "README.md", heading: str = "## Install it in a site") -> list[Block]:
    """The blocks of the README's section on installing."""
    text = (ROOT / name).read_text("utf-8")
    section = text.partition(f"{heading}\n")[2].partition("\n## ")[0]
    return [Block(*found) for found in BLOCK.findall(section)]
