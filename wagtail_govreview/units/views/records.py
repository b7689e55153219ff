"""modeladmin's views for units and signers, with this room's services behind them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from wagtail_modeladmin.views import CreateView, DeleteView, EditView

from wagtail_govreview.ledger import people
from wagtail_govreview.units import access
from wagtail_govreview.units.changes import SIGNER, UNIT
from wagtail_govreview.units.models import Signer
from wagtail_govreview.units.roles import role_label
from wagtail_govreview.units.services import dismiss
from wagtail_govreview.versions.views.record import HistoryOf


class UnitCreateView(CreateView):
    def get_success_url(self) -> str:
        """A new unit can do nothing yet: on to its set-up, for whoever may."""
        if self.instance.root_page_id and access.may_set_up(self.request.user):
            return reverse("wagtail_govreview:unit_set_up", args=[self.instance.pk])
        return reverse("wagtail_govreview:unit_people", args=[self.instance.pk])


class UnitEditView(EditView):
    def get_success_url(self) -> str:
        return reverse("wagtail_govreview:unit_people", args=[self.instance.pk])


class UnitHistory(HistoryOf):
    """The unit's history: its record, its people, its workflow."""

    code = UNIT


class SignerHistory(HistoryOf):
    code = SIGNER


class SignerCreateView(CreateView):
    def get_initial(self) -> dict[str, Any]:
        """``?unit=…&tier=…`` as the people page links it."""
        wanted = {name: self.request.GET.get(name) for name in ("unit", "tier")}
        return {**super().get_initial(), **{name: value for name, value in wanted.items() if value}}

    def get_success_url(self) -> str:
        return _people_page(self.instance)


class SignerEditView(EditView):
    def get_page_subtitle(self) -> str:
        return _in_words(self.instance)

    def get_success_url(self) -> str:
        return _people_page(self.instance)


class SignerDeleteView(DeleteView):
    page_title = gettext_lazy("Dismiss")

    def get_page_subtitle(self) -> str:
        return _in_words(self.instance)

    def confirmation_message(self) -> str:
        return gettext(
            "%(person)s will no longer sign and leaves the group of the tier. What is signed stays signed."
        ) % {"person": people.display_name(self.instance.user)}

    def delete_instance(self) -> None:
        dismiss(self.instance, actor=self.request.user)


def _in_words(signer: Signer) -> str:
    person = people.display_name(signer.user)
    return f"{person} · {signer.unit.name} · {role_label(signer.tier)}"


def _people_page(signer: Signer) -> str:
    return reverse("wagtail_govreview:unit_people", args=[signer.unit_id])
