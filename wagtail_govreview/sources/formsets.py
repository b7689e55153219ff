"""The formset of the source attribution: asks the rules when the page is being submitted, and only then.

A draft can always be saved; what a submission lacks appears beside the fields it belongs to.
"""

from __future__ import annotations

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import ValidationError

from wagtail_govreview.content.parents import PlacedChildFormSet
from wagtail_govreview.moments import local_day
from wagtail_govreview.refusal import Refusal
from wagtail_govreview.sources import rules
from wagtail_govreview.sources.models import SourceAttribution
from wagtail_govreview.units.governance import is_governed, unit_of

SUBMITTING = ("action-submit", "action-restart-workflow")


class SourceFormSet(PlacedChildFormSet):
    """The page's one source attribution."""

    @property
    def submitting(self) -> bool:
        """Does this post submit a governed page for review?"""
        asked = any(name in self.data for name in SUBMITTING)
        return asked and is_governed(self.instance, self.parent_page)

    def clean(self) -> None:
        """Put the refusals on the form, each beside its field; ``self.instance`` is the page as posted."""
        super().clean()
        if not self.forms or not self.submitting:
            return
        form = self.forms[0]
        unreadable = set(form.errors)  # such a field says so, and only that
        for refusal in self._refusals(form.instance):
            field = refusal.field if refusal.field in form.fields else NON_FIELD_ERRORS
            if field not in unreadable:
                form.add_error(field, ValidationError(str(refusal.sentence), code=refusal.code))

    def _refusals(self, attribution: SourceAttribution) -> list[Refusal]:
        return rules.for_submission(
            attribution,
            title=self.instance.title,
            on=local_day(),
            unit=unit_of(self.instance, self.parent_page),
        )
