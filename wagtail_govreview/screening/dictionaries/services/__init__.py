"""The verbs of dictionaries: begin and discard a draft, change its terms, put it in force."""

from wagtail_govreview.screening.dictionaries.services.activate import activate
from wagtail_govreview.screening.dictionaries.services.draft import discard, new_draft
from wagtail_govreview.screening.dictionaries.services.enter import (
    apply_rows,
    remove_terms,
    save_term,
)

__all__ = ["activate", "apply_rows", "discard", "new_draft", "remove_terms", "save_term"]
