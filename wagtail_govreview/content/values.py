"""Plain values in words, as the fields of a page are read."""

from wagtail_govreview.versions.values import readable_value

__all__ = ["readable_value"]
