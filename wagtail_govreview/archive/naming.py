"""Names of files in a package: readable, and harmless on every system that unpacks them."""

from __future__ import annotations

import re
import unicodedata

from wagtail_govreview.filenames import INVISIBLE

TITLE_LENGTH = 40
SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}$")
# What Windows, a shell or a terminal takes for something else, and what nobody sees.
UNSAFE = re.compile(r'[\\/:*?"<>|]')
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def safe(text: str, length: int = TITLE_LENGTH) -> str:
    """``text`` as one part of a path; never empty, never ``..``, at most ``length`` characters."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(
        " " if unicodedata.category(character) in INVISIBLE else character for character in text
    )
    text = " ".join(UNSAFE.sub(" ", text).split())[:length].strip(" .")
    return f"_{text}" if not text or RESERVED.match(text) else text


def safe_filename(name: str) -> str:
    """The same for a file's own name: what stands behind its last dot stays."""
    found = SUFFIX.search(name)
    suffix = found[0].lower() if found else ""
    return safe(name.removesuffix(found[0]) if found else name) + suffix


def of_digest(digest: str) -> str:
    """``sha256:ab…`` as a part of a name: ``sha256-ab…``."""
    return safe(digest.replace(":", "-"), 160)
