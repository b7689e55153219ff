"""Names of files that people uploaded, as a browser may be told to save them."""

from __future__ import annotations

import unicodedata

# What nobody sees: control characters, and marks that turn a line around so that ``exe`` stands before the dot.
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
LONGEST = 150


def harmless_filename(name: str) -> str:
    """``name`` without what is not seen and without folders; its ending stays. Never empty."""
    seen = "".join(
        character for character in name if unicodedata.category(character) not in INVISIBLE
    )
    seen = seen.replace("\\", "/").rpartition("/")[2].strip(" .")
    stem, dot, ending = seen.rpartition(".")
    if len(seen) > LONGEST and dot:
        seen = f"{stem[: LONGEST - len(ending[:20]) - 1]}.{ending[:20]}"
    return seen[:LONGEST] or "file"
