"""Put a person into a role of a unit, or take them out: for who manages the unit's people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from wagtail.admin import messages

from wagtail_govreview.ledger import people as names
from wagtail_govreview.refusal import Refused
from wagtail_govreview.units import access
from wagtail_govreview.units.account_field import AccountField
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.people import overview
from wagtail_govreview.units.roles import role_label, roles
from wagtail_govreview.units.services import admit, release
from wagtail_govreview.units.views.people import UnitView


class RoleView(UnitView):
    """A page about one role of one unit. 403 for those who may not fill it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.role not in {role.code for role in roles()}:
            raise Http404
        if self.role not in access.roles_filled_by(request.user, self.unit):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def role(self) -> str:
        return str(self.kwargs["role"])

    def get_page_subtitle(self) -> str:
        return f"{self.unit.name} · {role_label(self.role)}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(role_label=role_label(self.role), **kwargs)

    def done(self, sentence: str, person: Any) -> HttpResponse:
        words = {"person": names.display_name(person), "role": role_label(self.role)}
        messages.success(self.request, sentence % words)
        return redirect("wagtail_govreview:unit_people", self.unit.pk)


class AdmitForm(forms.Form):
    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"] = AccountField(units=Unit.objects.filter(pk=unit.pk))


class AdmitView(RoleView):
    page_title = gettext_lazy("Add a person")
    template_name = "wagtail_govreview/units/admit.html"

    @cached_property
    def form(self) -> AdmitForm:
        return AdmitForm(self.request.POST or None, unit=self.unit)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        person = self.form.cleaned_data["user"]
        try:
            admit(self.unit, self.role, person, actor=request.user)
        except Refused as refused:
            for refusal in refused.refusals:
                self.form.add_error(refusal.field or None, str(refusal))
            return self.render_to_response(self.get_context_data(), status=422)
        return self.done(gettext("%(person)s now belongs to “%(role)s”."), person)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(form=self.form, **kwargs)


class ReleaseView(RoleView):
    """Asks first; posting does it. 404 for a person who is not in the role."""

    page_title = gettext_lazy("Remove from the role")
    template_name = "wagtail_govreview/units/release.html"

    @cached_property
    def person(self) -> Any:
        wanted = str(self.kwargs["person"])
        for item in overview(self.unit):
            for member in item.members if item.role.code == self.role else ():
                if names.key(member.user) == wanted:
                    return member.user
        raise Http404

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = self.person
        release(self.unit, self.role, person, actor=request.user)
        return self.done(gettext("%(person)s no longer belongs to “%(role)s”."), person)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(person=names.display_name(self.person), **kwargs)
