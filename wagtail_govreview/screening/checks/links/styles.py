"""Styles that keep a text out of sight: what 暗链 are hidden with.

Pure: values in, values out. Browsers know more ways; these are the ones that are used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

Style = dict[str, str]

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6}) ?|\\(.)")
_SIMPLE = re.compile(r"[.#]?[a-zA-Z_][\w-]{0,80}")
_LENGTH = re.compile(r"([+-]?[0-9]{0,6}(?:\.[0-9]{0,6})?) ?(px|pt|em|rem|ex|%|vw|vh|cm|mm|in)?")
_CHANNELS = re.compile(
    r"rgba?\( ?([0-9]{1,3})[ ,]+([0-9]{1,3})[ ,]+([0-9]{1,3})(?:[ ,/]+([0-9.%]{1,6}))? ?\)"
)
_NAMES = {"white": "ffffff", "black": "000000", "snow": "fffafa", "ivory": "fffff0"}
_PIXELS = {"": 1.0, "px": 1.0, "pt": 1.33, "em": 16.0, "rem": 16.0, "ex": 8.0, "%": 5.0}
_PIXELS |= {"vw": 12.0, "vh": 8.0, "cm": 37.8, "mm": 3.8, "in": 96.0}
OFF_SCREEN = -300  # pixels
TINY = 1.5
ALMOST_EQUAL = 12  # of 255, in every channel


def declarations(text: str) -> Style:
    """The declarations of a ``style`` attribute: names and values in lower case."""
    plain = _COMMENT.sub("", _ESCAPE.sub(_unescaped, text))
    found: Style = {}
    for declaration in plain.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            value = " ".join(value.lower().replace("!important", " ").split())
            found[name.strip().lower()] = value
    return found


def _unescaped(match: re.Match[str]) -> str:
    if match[2]:
        return match[2]
    code = int(match[1], 16)
    return chr(code) if 0 < code < 0x110000 else ""


def simple_rules(sheet: str) -> dict[str, Style]:
    """The rules of a style sheet for single tags, classes and identifiers (``p``, ``.x``, ``#x``)."""
    rules: dict[str, Style] = {}
    for rule in _COMMENT.sub("", sheet).split("}"):
        selectors, _brace, body = rule.rpartition("{")
        style = declarations(body)
        for selector in selectors.rpartition("{")[2].split(","):
            name = selector.split()[-1] if selector.split() else ""
            if _SIMPLE.fullmatch(name):
                rules.setdefault(name, {}).update(style)
    return rules


def hides(style: Mapping[str, str]) -> bool:
    """Does this style alone keep an element and what is in it out of sight?"""
    get = style.get
    if get("display") == "none" or get("visibility") in ("hidden", "collapse"):
        return True
    if (
        _is_nothing(get("opacity"), 0.05)
        or _is_tiny(get("font-size"))
        or _is_tiny(get("zoom"), 0.05)
    ):
        return True
    if "alpha(opacity=0)" in get("filter", "").replace(" ", ""):
        return True
    if get("overflow", get("overflow-x", "")) in ("hidden", "clip", "scroll") and (
        any(
            _is_tiny(get(name))
            for name in ("width", "height", "max-width", "max-height", "line-height")
        )
    ):
        return True
    return _is_elsewhere(style) or _is_clipped(style)


def _is_elsewhere(style: Mapping[str, str]) -> bool:
    names = ["text-indent", "margin-left", "margin-top", "margin"]
    if style.get("position") in ("absolute", "fixed", "relative"):
        names += ["left", "top", "right", "bottom"]
    values = (part for name in names for part in style.get(name, "").split())
    return any((pixels(value) or 0) <= OFF_SCREEN for value in values)


def _is_clipped(style: Mapping[str, str]) -> bool:
    clip = style.get("clip", "") + style.get("clip-path", "") + style.get("transform", "")
    squeezed = clip.replace(" ", "").replace("px", "").replace(",", "")
    return any(
        word in squeezed
        for word in ("rect(0000)", "rect(1111)", "inset(100%)", "inset(50%)", "scale(0)")
    )


def _is_nothing(value: str | None, most: float) -> bool:
    try:
        return value is not None and float(value.rstrip("%") or 1) <= most
    except ValueError:
        return False


def _is_tiny(value: str | None, most: float = TINY) -> bool:
    size = pixels(value) if value else None
    return size is not None and abs(size) <= most


def is_tiny_attribute(value: str | None) -> bool:
    """Is a ``width`` or ``height`` attribute 0 or 1 pixel?"""
    return _is_tiny(value.strip().lower()) if value else False


def pixels(value: str) -> float | None:
    """A length in pixels, about; ``None`` if it is none."""
    match = _LENGTH.fullmatch(value)
    try:
        return float(match[1]) * _PIXELS[match[2] or ""] if match else None
    except ValueError:
        return None


def colour(value: str | None) -> tuple[int, int, int] | str | None:
    """A colour as red, green and blue; ``"transparent"``; ``None`` if it is not known."""
    value = " ".join((value or "").lower().split())
    if value == "transparent":
        return value
    channels = _CHANNELS.search(value)
    if channels:
        if _is_nothing(channels[4], 0.05):
            return "transparent"
        return int(channels[1]), int(channels[2]), int(channels[3])
    for word in value.split():
        digits = _NAMES.get(word, word.removeprefix("#"))
        if len(digits) in (3, 4) and word.startswith("#"):
            digits = "".join(sign * 2 for sign in digits[:3])
        if re.fullmatch(r"[0-9a-f]{6}(?:[0-9a-f]{2})?", digits) and (
            word[0] == "#" or word in _NAMES
        ):
            return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    return None


def are_alike(one: object, other: object) -> bool:
    """Can nobody tell these two colours apart?"""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return all(abs(a - b) <= ALMOST_EQUAL for a, b in zip(one, other, strict=True))
    return False
