"""The checks that come with the package. Importing this module registers them; a site adds its own beside them."""

from __future__ import annotations

from wagtail_govreview.screening.checks.privacy import numbers

__all__ = ["numbers"]
