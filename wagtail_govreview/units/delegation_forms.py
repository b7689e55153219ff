"""The forms with which a delegation of signing is entered and revoked. What they ask, the services ask again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateTimeInput

from wagtail_govreview.conf import settings
from wagtail_govreview.ledger import people
from wagtail_govreview.units.account_field import AccountField
from wagtail_govreview.units.delegating import Place, places_entered_by
from wagtail_govreview.units.delegation_rules import FILE_HEADS
from wagtail_govreview.units.models import Signer, Unit
from wagtail_govreview.units.roles import role_label


class GrantForm(forms.Form):
    """Who signs for whom, from when until when, by which authorisation. ``user`` is who enters it."""

    principal = forms.ChoiceField(
        label=capfirst(gettext_lazy("in whose place")),
        error_messages={"invalid_choice": gettext_lazy("Choose one of these people.")},
    )
    starts_at = forms.DateTimeField(
        label=capfirst(gettext_lazy("in force from")),
        widget=AdminDateTimeInput,
        help_text=gettext_lazy("From this moment on."),
    )
    ends_at = forms.DateTimeField(
        label=capfirst(gettext_lazy("in force until")),
        widget=AdminDateTimeInput,
        help_text=gettext_lazy(
            "At this moment it is over: for the whole of the 4th, enter the 5th at 00:00."
        ),
    )
    reason = forms.CharField(
        label=capfirst(gettext_lazy("reason")),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        error_messages={
            "required": gettext_lazy("Say why, as the authorisation does: leave, business trip, …")
        },
        help_text=gettext_lazy("As in the authorisation: leave, business trip, …"),
    )
    file = forms.FileField(
        label=capfirst(gettext_lazy("authorisation")),
        allow_empty_file=True,
        error_messages={
            "required": gettext_lazy(
                "Add the written authorisation: nobody signs for another without it."
            )
        },
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in FILE_HEADS)}),
        help_text=gettext_lazy(
            "The signed 授权书 as PDF, OFD, DOCX, JPEG or PNG, at most 20 MB. It is kept as evidence."
        ),
    )

    def __init__(
        self, *args: Any, user: Any, unit: str = "", tier: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places = {_code(place): place for place in places_entered_by(user)}
        field: Any = self.fields["principal"]
        field.choices = _choices(list(self.places.values()), unit, tier)
        units = Unit.objects.filter(pk__in={place[0] for place in self.places.values()})
        self.fields["delegate"] = AccountField(
            units=units,
            label=capfirst(_("who signs")),
            help_text=_(
                "The name of the account, exactly: any active one. People of the unit are offered."
            ),
        )
        self.order_fields(["principal", "delegate"])
        if settings.delegation_days is not None:
            sentence = _("At most %(days)d days after the beginning.")
            limit = sentence % {"days": settings.delegation_days}
            self.fields["ends_at"].help_text = f"{self.fields['ends_at'].help_text} {limit}"

    @property
    def place(self) -> tuple[Unit, str, Any]:
        """The chosen unit, tier and principal; for valid forms."""
        unit, tier, principal = self.places[self.cleaned_data["principal"]]
        users = get_user_model()._default_manager
        return Unit.objects.get(pk=unit), tier, users.get(pk=principal)


def _code(place: Place) -> str:
    return ":".join(str(part) for part in place)


def _choices(places: list[Place], unit: str, tier: str) -> list[Any]:
    """The principals by unit, in the order of the tiers; ``unit`` and ``tier`` narrow them where they are known."""
    narrowed = [place for place in places if unit in ("", str(place[0])) and tier in ("", place[1])]
    places = narrowed or places
    names = _names(places)
    groups: dict[str, list[tuple[str, str]]] = {}
    units = dict(
        Unit.objects.filter(pk__in={place[0] for place in places}).values_list("pk", "name")
    )
    for place in places:
        groups.setdefault(units[place[0]], []).append((_code(place), names[place]))
    chosen = [
        (name, sorted(choices, key=lambda choice: choice[1])) for name, choices in groups.items()
    ]
    return chosen if len(places) == 1 else [("", "---------"), *chosen]


def _names(places: list[Place]) -> dict[Place, str]:
    """“三审 · 王×× (副厅长)”. Two queries."""
    keys = {place[2] for place in places}
    users = get_user_model()._default_manager.in_bulk(keys)
    titles = {
        (unit, tier, user): title
        for unit, tier, user, title in Signer.objects.filter(user__in=keys).values_list(
            "unit_id", "tier", "user_id", "title"
        )
    }

    def name(place: Place) -> str:
        person, title = people.display_name(users[place[2]]), titles.get(place, "")
        titled = _("%(name)s (%(title)s)") % {"name": person, "title": title} if title else person
        return f"{role_label(place[1])} · {titled}"

    return {place: name(place) for place in places}


class EndForm(forms.Form):
    """Why a delegation is revoked before its time."""

    revocation_reason = forms.CharField(
        label=capfirst(gettext_lazy("reason")),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        error_messages={"required": gettext_lazy("Say why it is revoked.")},
        help_text=gettext_lazy("For instance: back earlier, entered by mistake. It is kept."),
    )
