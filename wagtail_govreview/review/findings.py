"""What the site noticed about a draft without stopping it: frozen into the sheet for the signers to see."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import translation

from wagtail_govreview.content.text import passages
from wagtail_govreview.moments import local_day
from wagtail_govreview.sources import rules as source_rules
from wagtail_govreview.sources.attributions import attribution_of
from wagtail_govreview.units.governance import unit_of


def findings_of(page: Any) -> list[dict[str, str]]:
    """``{"code", "sentence"}`` for each thing to look at, in the site's language, as the sheet prints it."""
    with translation.override(settings.LANGUAGE_CODE):
        return [
            {"code": advice.code, "sentence": str(advice.sentence)}
            for advice in source_rules.advice(
                attribution_of(page),
                title=page.title,
                on=local_day(),
                text=text_of(page),
                unit=unit_of(page),
            )
        ]


def text_of(page: Any) -> str:
    """The page's content as plain text, a paragraph a line."""
    return "\n".join(passage.text for passage in passages(page))
