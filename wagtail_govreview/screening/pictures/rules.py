"""When the metadata of a picture may be removed: pure decisions."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from wagtail_govreview.refusal import Refusal

NAMED = 5


def for_stripping(live_titles: Sequence[str]) -> list[Refusal]:
    """``live_titles``: of the public pages under review on which the picture stands: what was signed does not change."""
    if not live_titles:
        return []
    titles = ", ".join(live_titles[:NAMED]) + ("…" if len(live_titles) > NAMED else "")
    sentence = _(
        "The picture belongs to what was signed for these public pages: %(titles)s. Upload a copy without metadata "
        "and put it in the picture's place there, so that it is reviewed."
    )
    return [Refusal("screening.picture_signed", sentence % {"titles": titles})]


def not_stripped() -> Refusal:
    """The file is none of the formats of which the metadata can be taken without touching the picture."""
    sentence = _(
        "The metadata of this file cannot be removed here. Save the picture as JPEG or PNG without metadata and upload it."
    )
    return Refusal("screening.picture_format", sentence)
