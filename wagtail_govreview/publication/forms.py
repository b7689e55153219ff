"""The form for taking a page offline."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.publication.reasons import OTHER, WITHDRAWAL_REASONS, printed_reason


class WithdrawalForm(forms.Form):
    """Why, and with or without what lies below."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        widget=forms.RadioSelect,
        choices=[(reason.code, reason.label) for reason in WITHDRAWAL_REASONS],
        error_messages={"required": _("Say why the page is taken offline.")},
    )
    details = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "What was wrong, who asked for it, what takes its place. Stands in the register."
        ),
    )
    include_descendants = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("reason") == OTHER and not cleaned.get("details", "").strip():
            self.add_error("details", _("Say what the other reason is."))
        return cleaned

    @property
    def printed_reason(self) -> str:
        """What the register keeps. For a valid form."""
        return printed_reason(self.cleaned_data["reason"], self.cleaned_data["details"])
