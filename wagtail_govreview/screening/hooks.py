"""What this room registers with Wagtail; importing does it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wagtail_govreview.content.edit_tab import register_panel
from wagtail_govreview.screening.dictionaries import hooks as dictionaries
from wagtail_govreview.screening.panels import FindingsPanel
from wagtail_govreview.screening.scanning import hooks as scanning

__all__ = ["dictionaries", "scanning"]

# Last in the tab: it looks at everything above it.
register_panel(lambda: FindingsPanel(heading=_("Automatic checks"), icon="glasses"), order=40)
