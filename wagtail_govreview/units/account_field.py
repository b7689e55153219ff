"""A person named by the account, for those who may not read the list of all accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.ledger import people
from wagtail_govreview.units.models import Unit


class AccountInput(forms.TextInput):
    """A line to type the account into; the people of the own units are offered while typing."""

    template_name = "wagtail_govreview/units/widgets/account.html"
    offered: Any = ()

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        list_id = f"{name}-accounts"
        attrs = {**(attrs or {}), "list": list_id, "autocomplete": "off", "spellcheck": "false"}
        context: dict[str, Any] = super().get_context(name, value, attrs)
        known = [(user.get_username(), people.display_name(user)) for user in self.offered]
        context["widget"].update(list_id=list_id, accounts=known)
        return context


class AccountField(forms.ModelChoiceField):
    """An active account by its exact name. ``units``: whose people are offered while typing."""

    def __init__(self, *, units: QuerySet[Unit], **kwargs: Any) -> None:
        model = get_user_model()
        active = model._default_manager.filter(is_active=True)
        kwargs.setdefault("label", capfirst(_("person")))
        kwargs.setdefault(
            "help_text",
            _("The name of the account, exactly. People who are in the unit already are offered."),
        )
        super().__init__(
            queryset=active,
            to_field_name=model.USERNAME_FIELD,
            widget=AccountInput,
            error_messages={
                "invalid_choice": _(
                    "There is no active account of this name. Ask who looks after the site for one."
                )
            },
            **kwargs,
        )
        known = active.filter(groups__govreview_role__unit__in=units.values("pk")).distinct()
        self.widget.offered = known.order_by(*people.name_fields())

    def to_python(self, value: Any) -> Any:
        # A NUL is no part of any name, and PostgreSQL refuses to look for one.
        return super().to_python(str(value or "").replace("\x00", "\ufffd").strip())
