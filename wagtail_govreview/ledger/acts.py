"""The acts that the ledger knows: codes for programs, words for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_LABELS: dict[str, Any] = {}


def register_acts(labels: Mapping[str, Any]) -> None:
    """Give acts their (lazily translated) labels; each room registers its own when the site starts.

    ``labels``: for instance ``{"review.signed": _("signed")}``. The same code twice must mean the same.
    """
    for code, text in labels.items():
        if code in _LABELS and str(_LABELS[code]) != str(text):
            raise ValueError(f"The act “{code}” is already registered as “{_LABELS[code]}”.")
        _LABELS[code] = text


def label(code: str) -> str:
    """The act in the user's language. A code nobody registered, as of a room since removed, is shown itself."""
    return str(_LABELS.get(code, code))


def choices() -> list[tuple[str, str]]:
    """All registered acts, ``(code, label)``, in the order of their codes."""
    return [(code, label(code)) for code in sorted(_LABELS)]
