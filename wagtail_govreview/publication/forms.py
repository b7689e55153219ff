"""The form for taking a page offline, or for asking that it goes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.publication.asked import Asked
from wagtail_govreview.rulebook import get_profile


class WithdrawalForm(forms.Form):
    """Why, and with or without what lies below.

    ``on_signatures``: the tiers sign it, so what takes its place is asked too, and every page is asked for by itself.
    """

    reason = forms.ChoiceField(
        label=_("Reason"),
        widget=forms.RadioSelect,
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
    replacement = forms.CharField(
        label=_("What takes its place"),
        required=False,
        max_length=500,
        help_text=_("Title or address of the newer information, if there is any."),
    )
    include_descendants = forms.BooleanField(required=False)

    def __init__(self, *args: Any, on_signatures: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason: Any = self.fields["reason"]
        policy = get_profile().withdrawal
        reason.choices = [(item.code, _choice(item, on_signatures)) for item in policy.reasons]
        del self.fields["include_descendants" if on_signatures else "replacement"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        explained = cleaned.get("reason") in get_profile().withdrawal.explained_reasons
        if explained and not cleaned.get("details", "").strip():
            self.add_error("details", _("Say what the other reason is."))
        return cleaned

    @property
    def asked(self) -> Asked:
        """For a valid form."""
        given = self.cleaned_data
        return Asked(given["reason"], given["details"], given.get("replacement", ""))


def _choice(reason: Any, on_signatures: bool) -> Any:
    if on_signatures and get_profile().withdrawal.is_immediate(reason.code):
        return _("%(reason)s (offline at once, signed afterwards)") % {"reason": reason.label}
    return reason.label
