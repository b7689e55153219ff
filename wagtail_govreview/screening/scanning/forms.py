"""The form with which a finding in what is live is settled."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.refusal import Refused
from wagtail_govreview.screening.rulings import Decision
from wagtail_govreview.screening.scanning.models import LiveFinding
from wagtail_govreview.screening.scanning.services.settle import settle


class SettleForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("Decision"), choices=Decision.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def settle(self, item: LiveFinding, user: Any) -> bool:
        """Rule as the form says. ``False`` if that was refused; the form says why."""
        chosen = self.cleaned_data
        try:
            settle(item, chosen["decision"], chosen["reason"], user)
        except Refused as refused:
            for refusal in refused.refusals:
                self.add_error(
                    refusal.field if refusal.field in self.fields else None, str(refusal)
                )
            return False
        return True
