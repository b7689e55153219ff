"""What this room connects when the site starts."""

from __future__ import annotations


def connect() -> None:
    """Put the source into the editor's tab."""
    from wagtail_govreview.content.edit_tab import register_panel
    from wagtail_govreview.sources.panels import ORDER, source_panel

    register_panel(source_panel, ORDER)
