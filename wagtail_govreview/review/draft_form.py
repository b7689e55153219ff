"""The form of the editor's half of the review sheet, inside the page's own form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from wagtail.admin.forms.models import WagtailAdminModelForm

from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.rulebook.terms import Term


class AttributeRadios(forms.RadioSelect):
    """Radio buttons of the disclosure attributes; each tells the script whether it wants a reason."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        wanting = {item.code for item in get_profile().attributes if item.reason_required}
        if value in wanting:
            option["attrs"]["data-govreview-reason"] = "true"
        return option


class SheetDraftForm(WagtailAdminModelForm):
    """Choices come from the rulebook. Nothing is required here: a draft can always be saved.

    What a submission needs is asked of ``review.rules`` by the formset, which knows the page.
    """

    carrier = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    attribute = forms.ChoiceField(widget=AttributeRadios, required=False)
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
        field.choices = [(term.code, term.label) for term in terms]  # type: ignore[attr-defined]
        field.label = capfirst(model_field.verbose_name)
        field.help_text = model_field.help_text
