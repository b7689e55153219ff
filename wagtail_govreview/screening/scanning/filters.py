"""What the list of findings can be narrowed to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from wagtail_govreview.moments import midnight
from wagtail_govreview.queries import YEARS
from wagtail_govreview.screening.findings import Severity
from wagtail_govreview.screening.registry import registry
from wagtail_govreview.screening.scanning.models import LiveFinding
from wagtail_govreview.units.models import Unit


class FindingsFilter(forms.Form):
    """What makes no sense in an address narrows nothing."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), required=False)
    code = forms.ChoiceField(label=_("Finding"), required=False)
    severity = forms.ChoiceField(
        label=_("Severity"), choices=[("", _("All")), *Severity.choices], required=False
    )
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), *LiveFinding.State.choices], required=False
    )
    since = forms.DateField(label=_("First seen since"), required=False, widget=AdminDateInput())

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset, unit.empty_label = units, _("All")
        code: Any = self.fields["code"]
        labels = ((each.code, each.label) for each in registry.types.values())
        code.choices = [("", _("All")), *sorted(labels, key=lambda item: item[0])]

    def narrowed(self, findings: QuerySet[LiveFinding]) -> QuerySet[LiveFinding]:
        self.is_valid()
        chosen = getattr(self, "cleaned_data", {})
        for name in ("unit", "code", "severity", "state"):
            if chosen.get(name):
                findings = findings.filter(**{name: chosen[name]})
        since = chosen.get("since")
        if since and since.year in YEARS:
            findings = findings.filter(first_seen__gte=midnight(since))
        return findings
