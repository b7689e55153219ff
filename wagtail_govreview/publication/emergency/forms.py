"""The form of an emergency publication."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from wagtail_govreview.publication.emergency import rules
from wagtail_govreview.publication.emergency.rules import Order
from wagtail_govreview.publication.emergency.terms import (
    EMERGENCY_REASONS,
    ORDER_WAYS,
    printed_reason,
)
from wagtail_govreview.rulebook import get_profile


class EmergencyForm(forms.Form):
    """Why, and on whose order. What is missing is said by the rules, beside the field."""

    reason = forms.ChoiceField(
        label=_("Kind of emergency"),
        widget=forms.RadioSelect,
        choices=[(item.code, item.label) for item in EMERGENCY_REASONS],
        error_messages={"required": _("Choose the kind of emergency.")},
    )
    details = forms.CharField(
        label=_("What happened, and why it cannot wait"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands in the register and in the ledger."),
        error_messages={
            "required": _("Say what happened and why it cannot wait for the signatures.")
        },
    )
    ordered_by = forms.CharField(
        label=_("Ordered by (name)"),
        max_length=255,
        error_messages={"required": _("Name the person who ordered it.")},
    )
    ordered_post = forms.CharField(
        label=_("Post"),
        max_length=255,
        error_messages={"required": _("Give the post of the person who ordered it.")},
    )
    ordered_how = forms.ChoiceField(
        label=_("How it was ordered"),
        widget=forms.RadioSelect,
        choices=[(item.code, item.label) for item in ORDER_WAYS],
        error_messages={"required": _("Say how it was ordered.")},
    )
    ordered_at = forms.DateTimeField(
        label=_("When it was ordered"),
        widget=AdminDateTimeInput,
        error_messages={"required": _("Say when it was ordered. That cannot be in the future.")},
    )
    secrecy = forms.MultipleChoiceField(
        label=_("Declarations on secrecy"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Check the text and every attachment, then tick."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        declarations: Any = self.fields["secrecy"]
        declarations.choices = [(item.code, item.label) for item in get_profile().secrecy]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for refusal in rules.for_order(self.order, now=timezone.now()):
            if refusal.field not in self.errors:
                self.add_error(refusal.field, str(refusal))
        return cleaned

    @property
    def order(self) -> Order:
        """What was stated, as far as it could be read."""
        said = self.cleaned_data
        return Order(
            reason=printed_reason(said.get("reason", ""), said.get("details", "")),
            ordered_by=said.get("ordered_by", ""),
            ordered_post=said.get("ordered_post", ""),
            ordered_how=said.get("ordered_how", ""),
            ordered_at=said.get("ordered_at"),
            secrecy=said.get("secrecy", ()),
        )
