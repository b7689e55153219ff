"""The form of the editor's half of the review sheet, inside the page's own form.

A draft can always be saved. Only a submission asks the rules, and shows what they refuse beside the fields.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from wagtail.admin.forms.models import WagtailAdminModelForm

from wagtail_govreview.content.parents import PlacedChildFormSet
from wagtail_govreview.refusal import Refusal
from wagtail_govreview.review.rules import sheet_draft_refusals
from wagtail_govreview.review.sheet_draft import SheetDraft
from wagtail_govreview.review.submission import readiness_refusals
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.rulebook.terms import Term
from wagtail_govreview.screening.last import keep as remember
from wagtail_govreview.screening.posted import page_as_posted
from wagtail_govreview.screening.rules import for_submission
from wagtail_govreview.screening.screening import screen
from wagtail_govreview.units.governance import governing_workflow, is_governed, unit_of


class RadioSelect(forms.RadioSelect):
    """Radio buttons of the disclosure attributes; each tells the script whether it wants a reason.

    Named as Django's, since Wagtail's style sheet goes by the name of the widget's class.
    """

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        wanting = {item.code for item in get_profile().attributes if item.reason_required}
        if value in wanting:
            option["attrs"]["data-govreview-reason"] = "true"
        return option


class SheetDraftForm(WagtailAdminModelForm):
    """Choices come from the rulebook. Nothing is required here; the formset asks what a submission needs."""

    carrier = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    attribute = forms.ChoiceField(widget=RadioSelect, required=False)
    escalation = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    channels = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    secrecy = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        profile = get_profile()
        self._offer("carrier", profile.carriers)
        self._offer("attribute", profile.attributes)
        self._offer("escalation", profile.escalation_reasons)
        self._offer("channels", profile.channels)
        self._offer("secrecy", profile.secrecy)

    def _offer(self, name: str, terms: Iterable[Term]) -> None:
        """Offer ``terms`` for the field, under the name and help text that the model gives it."""
        if name not in self.fields:
            return
        model_field = self._meta.model._meta.get_field(name)
        field = self.fields[name]
        field.choices = [(term.code, term.label) for term in terms]
        field.label = capfirst(model_field.verbose_name)
        field.help_text = model_field.help_text


SUBMISSIONS = ("action-submit", "action-restart-workflow")


class SheetDraftFormSet(PlacedChildFormSet):
    """The page's one sheet draft. Its fields are posted from the tab, which only governed pages show."""

    @property
    def is_submission(self) -> bool:
        """Was the page's form sent with “Submit for review”?"""
        return self.submitted and any(action in self.data for action in SUBMISSIONS)

    def clean(self) -> None:
        super().clean()
        if not self.is_submission:
            return
        if not self.forms:
            raise forms.ValidationError([str(item) for item in sheet_draft_refusals(SheetDraft())])
        for refusal in (
            *self._readiness(),
            *sheet_draft_refusals(self.forms[0].instance),
            *self._found(),
        ):
            _show(self.forms[0], refusal)

    def _readiness(self) -> list[Refusal]:
        """Said here as well, or the editor would learn it from an error page that names nothing."""
        page, parent = self.instance, self.parent_page
        workflow = governing_workflow(page, parent)
        return readiness_refusals(page, unit_of(page, parent), workflow) if workflow else []

    def _found(self) -> list[Refusal]:
        """What the automatic checks find in the page as it was posted, with the rulings on it."""
        page_form = self.page_form
        if page_form is None or not is_governed(self.instance, self.parent_page):
            return []
        page = page_as_posted(page_form)
        findings = screen(page, unit_of(self.instance, self.parent_page))
        remember(page, findings)
        return for_submission(findings)


def _show(form: forms.ModelForm, refusal: Refusal) -> None:
    """As an error of its field, unless that field has said already what is wrong with it."""
    field = refusal.field if refusal.field in form.fields else None
    if field is None or field not in form.errors:
        form.add_error(field, forms.ValidationError(str(refusal.sentence), code=refusal.code))
