"""The filters of the sheet list."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from wagtail_govreview.ledger.people import display_name, name_fields
from wagtail_govreview.queries import DayRangeFilter
from wagtail_govreview.review.access import units_read_by
from wagtail_govreview.review.sheets import ReviewSheet, SheetPurpose, SheetState, Signature
from wagtail_govreview.rulebook import get_profile


def _units(request: Any) -> QuerySet[Any]:
    return units_read_by(request.user)


def _signers(request: Any) -> QuerySet[Any]:
    """Everybody who signed a sheet of the reader's units."""
    signed = Signature.objects.filter(
        sheet__unit__in=units_read_by(request.user), decision=Signature.Decision.SIGNED
    )
    people = get_user_model()._default_manager
    return people.filter(pk__in=signed.values("user_id")).order_by(*name_fields(), "pk")


class _SignerField(django_filters.fields.ModelMultipleChoiceField):
    def label_from_instance(self, user: Any) -> str:
        return display_name(user)


class SignerFilter(django_filters.ModelMultipleChoiceFilter):
    """Sheets that carry a signature of one of these people."""

    field_class = _SignerField

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if not value:
            return qs
        signed = Signature.objects.filter(user__in=value, decision=Signature.Decision.SIGNED)
        return qs.filter(pk__in=signed.values("sheet_id"))


def _class_choices() -> list[tuple[str, Any]]:
    return [(item.code, item.label) for item in get_profile().classes]


UNDERTAKER = "undertaker"


def _stop_choices() -> list[tuple[str, Any]]:
    tiers = [(tier.code, tier.label) for tier in get_profile().tiers]
    return [(UNDERTAKER, _("Undertaker")), *tiers]


class SheetFilterSet(WagtailFilterSet):
    """Filters stay in the address, so that a filtered list can be sent to somebody."""

    unit = django_filters.ModelMultipleChoiceFilter(
        label=_("Unit"), queryset=_units, widget=forms.CheckboxSelectMultiple
    )
    information_class = django_filters.MultipleChoiceFilter(
        label=_("Information class"), choices=_class_choices, widget=forms.CheckboxSelectMultiple
    )
    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=SheetState.choices, widget=forms.CheckboxSelectMultiple
    )
    purpose = django_filters.MultipleChoiceFilter(
        label=_("Purpose"),
        choices=SheetPurpose.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    tier = django_filters.MultipleChoiceFilter(
        label=_("Waits at"),
        choices=_stop_choices,
        method="filter_tier",
        widget=forms.CheckboxSelectMultiple,
    )
    submitted_at = DayRangeFilter(label=_("Date of submission"), widget=DateRangePickerWidget)
    signer = SignerFilter(
        label=_("Signed by"), queryset=_signers, widget=forms.CheckboxSelectMultiple
    )
    escalated = django_filters.ChoiceFilter(
        label=_("Importance"),
        choices=[("1", _("Goes to the principal")), ("0", _("Ordinary"))],
        method="filter_escalated",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    findings = django_filters.ChoiceFilter(
        label=_("Findings"),
        choices=[("1", _("With findings")), ("0", _("Without findings"))],
        method="filter_findings",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )

    class Meta:
        model = ReviewSheet
        fields: list[str] = []

    def filter_tier(self, queryset: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """Sheets at one of these stops now; a returned one waits for its undertaker, not for its tier."""
        if not value:
            return queryset
        stops = Q(state=SheetState.IN_REVIEW, tier__in=value)
        if UNDERTAKER in value:
            stops |= Q(state=SheetState.RETURNED)
        return queryset.filter(stops)

    def filter_escalated(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(escalated=value == "1")

    def filter_findings(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The whole list is compared, which every database does with JSON in the same way."""
        none = Q(findings=[])
        return queryset.filter(none if value == "0" else ~none)
