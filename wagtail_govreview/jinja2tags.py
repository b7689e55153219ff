"""The template tags for public pages as functions of Jinja2, for sites whose templates are Jinja2's.

Add ``wagtail_govreview.jinja2tags.govreview`` to the engine's ``extensions``. Nothing else imports this module, so
a site without Jinja2 does not need it.
"""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, pass_context
from jinja2.ext import Extension

from wagtail_govreview.templatetags import govreview_tags


class GovReviewExtension(Extension):
    """``govreview_source``, ``govreview_source_label`` and ``govreview_meta``, with the arguments of the tags."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.globals.update(
            govreview_source=govreview_tags.govreview_source,
            govreview_source_label=govreview_tags.govreview_source_label,
            govreview_meta=_meta,
        )


@pass_context
def _meta(context: Any, page: Any, source: str = "") -> Any:
    return govreview_tags.govreview_meta(context, page, source)


govreview = GovReviewExtension
