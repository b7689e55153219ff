"""From a template and plain data to the bytes of a PDF/A-2b file.

Data reaches the template as JSON, never as markup, so that ``#``, ``$`` or ``[`` in a title stay what they are. A
character that no font has is an error that names it: a form on which a signer's name is a box proves nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext

from wagtail_govreview.conf import settings as govreview_settings

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "templates"
FONTS = HERE / "fonts"

# What word processors and web pages leave in a text and nobody sees: control characters, soft hyphens, zero-width and
# direction marks, variation selectors. No font has to have them, and a direction mark could turn a line around.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_LINE_END = re.compile("\r\n?|[\u2028\u2029]")
_MISSING = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


class MissingGlyph(Exception):
    """No font has some of the characters to be printed.

    ``characters`` holds them, each once, in the order in which they were met. The text of the exception is a translated
    sentence that can be shown to the person who prints.
    """

    def __init__(self, characters: tuple[str, ...]) -> None:
        super().__init__(characters)
        self.characters = characters

    def __str__(self) -> str:
        return gettext(
            "This document cannot be printed: no font has the characters %(characters)s. Put a font "
            "that has them into a folder and name the folder in the setting GOVREVIEW_FONT_PATHS."
        ) % {"characters": ", ".join(map(_named, self.characters))}


def render_pdf(template: str, data: Mapping[str, Any], at: datetime | None = None) -> bytes:
    """Typeset ``templates/<template>.typ`` with JSON-like ``data``; images are bytes.

    ``at``: the moment that the file gives as its own, instead of now: equal data then make equal bytes.
    Raises MissingGlyph for characters that cannot be shown, and typst.TypstError for a fault of the
    template itself.
    """
    try:
        return typst.compile(
            TEMPLATES / f"{template}.typ",
            root=TEMPLATES,
            font_paths=_fonts(tuple(govreview_settings.font_paths)),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": json.dumps(printable(data), ensure_ascii=False)},
            pdf_standards=["a-2b"],
            timestamp=int(at.timestamp()) if at is not None else None,
        )
    except typst.TypstError as error:
        missing = _missing_characters(error.diagnostic)
        if missing:
            raise MissingGlyph(missing) from error
        raise


def printable(value: Any) -> Any:
    """The same data as JSON knows it: bytes become numbers, and texts lose what cannot be seen."""
    if isinstance(value, str):
        return _INVISIBLE.sub("", _LINE_END.sub("\n", value)).replace("\t", " ")
    if isinstance(value, Mapping):
        return {key: printable(item) for key, item in value.items()}
    if isinstance(value, bytes):
        return list(value)
    if isinstance(value, list | tuple):
        return [printable(item) for item in value]
    return value


@lru_cache(maxsize=8)
def _fonts(further: tuple[str, ...]) -> typst.Fonts:
    # Ours first: where two fonts bear the same name, the first one is asked and the second helps
    # out. The machine's own fonts are left alone, so that a sheet looks the same wherever it is
    # printed; so are Typst's, whose signs of mathematics sit on codes that others use differently.
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[FONTS, *map(Path, further)],
    )


def _missing_characters(diagnostic: str) -> tuple[str, ...]:
    found = (
        _ESCAPED.sub(lambda escaped: chr(int(escaped[1], 16)), text)
        for text in _MISSING.findall(diagnostic)
    )
    return tuple(dict.fromkeys(found))


def _named(characters: str) -> str:
    codes = " ".join(f"U+{ord(character):04X}" for character in characters)
    return f"{characters} ({codes})" if characters.isprintable() else codes
