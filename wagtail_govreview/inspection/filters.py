"""The filters of the inspection report. They stay in the address, so that a list can be sent to somebody.

Some say what is inspected (the *scope*: period, units, class, source, …), the others narrow the list to some of the rows
(outcome, exception, label, kind). The figures count the whole scope; each figure is a link that narrows.
"""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from wagtail_govreview.inspection.endings import UNSIGNED
from wagtail_govreview.inspection.facts import COUNTED_KINDS
from wagtail_govreview.inspection.indicators import INDICATORS
from wagtail_govreview.inspection.models import FactException
from wagtail_govreview.inspection.periods import Period, quarter_of
from wagtail_govreview.inspection.services.recount import is_outdated
from wagtail_govreview.moments import local_day
from wagtail_govreview.publication.access import units_read_by
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.review.sheets import Signature
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.units.below import with_units_below

NARROWING = ("outcome", "exception", "label", "kind", "reason", "signed")
NO_REASON = "none"
ALONE = "alone"
OUTCOMES: dict[str, tuple[Any, Q]] = {
    "passed": (_("Without faults"), Q(inspection_fact__faults=0)),
    "faulty": (_("With faults"), Q(inspection_fact__faults__gt=0)),
    "noticed": (_("With something to look at"), Q(inspection_fact__notices__gt=0)),
    "uncounted": (_("Not counted yet"), Q()),
}
LABELS: dict[str, tuple[Any, bool | None]] = {
    "complete": (_("Complete"), True),
    "incomplete": (_("Incomplete"), False),
    "none": (_("None needed"), None),
}


def _units(request: Any) -> QuerySet[Any]:
    return units_read_by(request.user)


def _class_choices() -> list[tuple[str, Any]]:
    """The classes of the rule in force, and those that only older entries have."""
    known = [(item.code, item.label) for item in get_profile().classes]
    codes = [code for code, _label in known]
    older = RegisterEntry.objects.exclude(information_class__in=["", *codes]).order_by()
    return [
        *known,
        *((code, code) for code in older.values_list("information_class", flat=True).distinct()),
    ]


def _attribute_choices() -> list[tuple[str, Any]]:
    return [(item.code, item.label) for item in get_profile().attributes]


def _exception_choices() -> list[tuple[str, Any]]:
    return [(item.code, item.label) for item in INDICATORS.values()]


def _reason_choices() -> list[tuple[str, Any]]:
    reasons = get_profile().withdrawal.known_reasons
    known = [(item.code, item.label) for item in reasons]
    return [*known, (NO_REASON, _("Without a reason from the list"))]


class InspectionFilterSet(WagtailFilterSet):
    """Without days in the address: the current quarter. Without a kind: publications and updates."""

    day = django_filters.DateFromToRangeFilter(
        label=_("Period"), field_name="happened_at", widget=DateRangePickerWidget
    )
    unit = django_filters.ModelChoiceFilter(
        label=_("Unit"), queryset=_units, method="filter_unit", empty_label=_("All units")
    )
    sub_units = django_filters.ChoiceFilter(
        label=_("Units below"),
        choices=[(ALONE, _("The chosen unit alone"))],
        empty_label=_("With all units below it"),
        widget=forms.RadioSelect,
        method="filter_nothing",
    )
    information_class = django_filters.MultipleChoiceFilter(
        label=_("Information class"), choices=_class_choices, widget=forms.CheckboxSelectMultiple
    )
    outcome = django_filters.ChoiceFilter(
        label=_("Outcome"),
        choices=[(code, label) for code, (label, _condition) in OUTCOMES.items()],
        empty_label=_("All outcomes"),
        widget=forms.RadioSelect,
        method="filter_outcome",
    )
    exception = django_filters.MultipleChoiceFilter(
        label=_("Exception"),
        choices=_exception_choices,
        widget=forms.CheckboxSelectMultiple,
        method="filter_exception",
    )
    label = django_filters.ChoiceFilter(
        label=_("Source label"),
        choices=[(code, label) for code, (label, _value) in LABELS.items()],
        empty_label=_("All"),
        widget=forms.RadioSelect,
        method="filter_label",
    )
    source = django_filters.CharFilter(label=_("Source or website"), method="filter_source")
    signer = django_filters.CharFilter(label=_("Name of a signer"), method="filter_signer")
    attribute = django_filters.MultipleChoiceFilter(
        label=_("Disclosure attribute"),
        choices=_attribute_choices,
        widget=forms.CheckboxSelectMultiple,
    )
    kind = django_filters.MultipleChoiceFilter(
        label=_("Kind of entry"),
        choices=RegisterEntry.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    reason = django_filters.MultipleChoiceFilter(
        label=_("Why it is no longer public"),
        choices=_reason_choices,
        widget=forms.CheckboxSelectMultiple,
        method="filter_reason",
    )
    signed = django_filters.ChoiceFilter(
        label=_("Signatures of what was taken offline"),
        choices=[("later", _("Offline at once, not signed yet"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
        method="filter_signed",
    )

    class Meta:
        model = RegisterEntry
        fields: list[str] = []

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        data = data.copy() if data is not None else {}
        if not data.get("day_from") and not data.get("day_to"):
            for name, day in quarter_of(local_day()).parameters.items():
                data[name] = day
        super().__init__(data, *args, **kwargs)

    # -- what was chosen ----------------------------------------------------------------------------------------

    @property
    def period(self) -> Period | None:
        """The chosen days; ``None`` when the beginning or the end is left open."""
        chosen = self.form.cleaned_data.get("day")
        if chosen is None or chosen.start is None or chosen.stop is None:
            return None
        return Period(local_day(chosen.start), local_day(chosen.stop))

    @property
    def chosen_unit(self) -> Any:
        return self.form.cleaned_data.get("unit")

    # -- what is shown ------------------------------------------------------------------------------------------

    def scope(self, entries: QuerySet[RegisterEntry]) -> QuerySet[RegisterEntry]:
        """What is inspected: entries of every kind and outcome."""
        return self._apply(entries, narrowing=False)

    def filter_queryset(self, queryset: QuerySet[RegisterEntry]) -> QuerySet[RegisterEntry]:
        """The rows of the list."""
        chosen = self.form.cleaned_data
        if not chosen.get("kind"):
            ended = chosen.get("reason") or chosen.get("signed")
            kinds = RegisterEntry.ENDS if ended else COUNTED_KINDS
            queryset = queryset.filter(kind__in=kinds)
        return self._apply(self.scope(queryset), narrowing=True)

    def _apply(
        self, entries: QuerySet[RegisterEntry], *, narrowing: bool
    ) -> QuerySet[RegisterEntry]:
        for name, value in self.form.cleaned_data.items():
            if (name in NARROWING) is narrowing:
                entries = self.filters[name].filter(entries, value)
        return entries

    # -- one filter each ----------------------------------------------------------------------------------------

    def filter_unit(self, entries: QuerySet[Any], name: str, unit: Any) -> QuerySet[Any]:
        if self.form.cleaned_data.get("sub_units") == ALONE:
            return entries.filter(unit=unit)
        return entries.filter(unit__in=with_units_below(unit))

    def filter_nothing(self, entries: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Read by another filter."""
        return entries

    def filter_outcome(self, entries: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        _label, condition = OUTCOMES[value]
        return entries.filter(
            is_outdated() if value == "uncounted" else condition, kind__in=COUNTED_KINDS
        )

    def filter_exception(
        self, entries: QuerySet[Any], name: str, codes: list[str]
    ) -> QuerySet[Any]:
        if not codes:
            return entries
        found = FactException.objects.filter(code__in=codes)
        return entries.filter(pk__in=found.values("fact_id"))

    def filter_label(self, entries: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        _label, complete = LABELS[value]
        if complete is None:
            return entries.filter(inspection_fact__label_complete__isnull=True).exclude(
                inspection_fact__isnull=True
            )
        return entries.filter(inspection_fact__label_complete=complete)

    def filter_reason(self, entries: QuerySet[Any], name: str, codes: list[str]) -> QuerySet[Any]:
        if not codes:
            return entries
        wanted = ["" if code == NO_REASON else code for code in codes]
        return entries.filter(reason_code__in=wanted, kind__in=RegisterEntry.ENDS)

    def filter_signed(self, entries: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return entries.filter(UNSIGNED, kind__in=RegisterEntry.ENDS) if value else entries

    def filter_source(self, entries: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
        return entries.filter(Q(source__icontains=words) | Q(source_link__icontains=words))

    def filter_signer(self, entries: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
        """By the names on the signatures, which outlive the accounts."""
        signed = Signature.objects.filter(name__icontains=words, decision=Signature.Decision.SIGNED)
        return entries.filter(sheet__in=signed.values("sheet_id"))
