"""The form that asks for a package."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from wagtail_govreview.archive import rules
from wagtail_govreview.archive.access import units_filed_by
from wagtail_govreview.archive.selection import Selection
from wagtail_govreview.moments import local_day


class PackageForm(forms.Form):
    """Of which unit, from when to when, with or without what is printed."""

    unit: Any = forms.ModelChoiceField(
        queryset=None,
        label=_("Unit"),
        empty_label=None,
        error_messages={"invalid_choice": _("Choose a unit that you file for.")},
    )
    first_day = forms.DateField(label=_("First day"), widget=AdminDateInput)
    last_day = forms.DateField(
        label=_("Last day"),
        widget=AdminDateInput,
        help_text=_("Both days are included. What counts is the day of registration."),
    )
    printed = forms.BooleanField(
        label=_("With printed sheets and register (PDF)"),
        required=False,
        help_text=_(
            "Without them the package is ready much sooner; it holds the same evidence as data."
        ),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = units_filed_by(user)

    @staticmethod
    def defaults() -> dict[str, Any]:
        """This year up to today."""
        today = local_day()
        return {"first_day": today.replace(month=1, day=1), "last_day": today, "printed": True}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not {"unit", "first_day", "last_day"} <= cleaned.keys():
            return cleaned
        days = cleaned["first_day"], cleaned["last_day"]
        refusals = rules.for_period(*days, local_day())
        self.selection = Selection(cleaned["unit"], first_day=days[0], last_day=days[1])
        for refusal in refusals or rules.for_packing(self.selection):
            self.add_error(refusal.field, str(refusal))
        return cleaned
