"""Libraries that a site need not have (``pip install wagtail-govreview[attachments]``)."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def optional(name: str) -> Any:
    """The module, or ``None`` where it is not installed."""
    try:
        return import_module(name)
    except ImportError:
        return None
