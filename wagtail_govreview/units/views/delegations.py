"""One delegation of signing in the admin, entering and revoking it, and the file of its authorisation."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from wagtail_govreview.moments import local_moment
from wagtail_govreview.refusal import Refused
from wagtail_govreview.units import access, delegating
from wagtail_govreview.units.delegation_forms import EndForm, GrantForm
from wagtail_govreview.units.delegation_history import DELEGATION
from wagtail_govreview.units.delegations import Delegation
from wagtail_govreview.units.roles import role_label
from wagtail_govreview.units.services import delegate, end_delegation
from wagtail_govreview.units.views.delegation_list import standing
from wagtail_govreview.units.views.read_only import RecordView

INDEX = "govreview_delegations_modeladmin_index"
INSPECT = "govreview_delegations_modeladmin_inspect"
SHOWN = 50


class DelegationView(RecordView):
    """Everything about one delegation, and what was signed under it."""

    page_title = gettext_lazy("Delegation of signing")
    header_icon = "user"
    template_name = "wagtail_govreview/units/delegations/delegation.html"

    def get_page_subtitle(self) -> str:
        return str(self.instance)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(INDEX), "label": gettext("Delegations")},
            {"url": "", "label": str(self.instance), "sublabel": self.instance.unit.name},
        ]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        url = reverse("wagtail_govreview:record_history", args=[DELEGATION, self.instance.pk])
        return [HeaderButton(gettext("Change history"), url=url, icon_name="history")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, delegation = self.request.user, self.instance
        signed = delegation.signatures.select_related("sheet").order_by("-signed_at", "-pk")
        told = delegating.told_who_signs(Delegation.objects.filter(pk=delegation.pk)).get()
        return super().get_context_data(
            delegation=delegation,
            tier=role_label(delegation.tier),
            standing=standing(told),
            may_end=delegation.is_open and delegating.may_end(user, delegation),
            signatures=signed[:SHOWN],
            count=signed.count(),
            opens_sheets=_opens_sheets(user, delegation),
            **kwargs,
        )


def _opens_sheets(user: Any, delegation: Delegation) -> bool:
    if user.has_perm("wagtail_govreview.view_reviewsheet"):
        return True
    return access.units_of(user).filter(unit=delegation.unit_id).exists()


class FormView(WagtailAdminTemplateMixin, TemplateView):
    """A page with one form, below the list."""

    header_icon = "user"
    _show_breadcrumbs = True
    form: Form

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(INDEX), "label": gettext("Delegations")},
            {"url": "", "label": self.get_page_title()},
        ]

    def again(self) -> HttpResponse:
        return self.render_to_response(self.get_context_data(), status=422)

    def refuse(self, refused: Refused) -> HttpResponse:
        """The form once more, with every reason at its field."""
        for refusal in refused.refusals:
            field = refusal.field if refusal.field in self.form.fields else None
            self.form.add_error(field, str(refusal))
        return self.again()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            form=self.form, media=self.form.media, index_url=reverse(INDEX), **kwargs
        )


class GrantView(FormView):
    """For principals, and for who appoints signers. 403 for everybody else."""

    page_title = gettext_lazy("New delegation")
    template_name = "wagtail_govreview/units/delegations/new.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.form.places:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def form(self) -> GrantForm:  # type: ignore[override]
        asked = self.request.GET
        data = self.request.POST if self.request.method == "POST" else None
        return GrantForm(
            data,
            self.request.FILES or None,
            user=self.request.user,
            unit=asked.get("unit", ""),
            tier=asked.get("tier", ""),
            initial={"starts_at": local_moment().replace(second=0, microsecond=0)},
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.again()
        chosen = self.form.cleaned_data
        unit, tier, principal = self.form.place
        try:
            delegation = delegate(
                unit,
                tier,
                principal=principal,
                to=chosen["delegate"],
                starts_at=chosen["starts_at"],
                ends_at=chosen["ends_at"],
                reason=chosen["reason"],
                authorisation=chosen["file"],
                actor=request.user,
            )
        except Refused as refused:
            return self.refuse(refused)
        sentence = gettext("%(delegate)s may sign for %(principal)s in this period.")
        names = {"delegate": delegation.delegate_name, "principal": delegation.principal_name}
        messages.success(request, sentence % names)
        return redirect(INSPECT, delegation.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        file_again = self.form.is_bound and bool(self.form.files)
        return super().get_context_data(file_again=file_again, **kwargs)


class EndView(FormView):
    """Asks why; posting revokes. 404 for those who may not know of it, 403 for those who may not revoke it."""

    page_title = gettext_lazy("Revoke the delegation")
    template_name = "wagtail_govreview/units/delegations/end.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not delegating.may_end(request.user, self.delegation):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def delegation(self) -> Delegation:
        return readable_delegation(self.request, self.kwargs["pk"])

    @cached_property
    def form(self) -> EndForm:  # type: ignore[override]
        return EndForm(self.request.POST if self.request.method == "POST" else None)

    def get_page_subtitle(self) -> str:
        return str(self.delegation)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.again()
        reason = self.form.cleaned_data["revocation_reason"]
        try:
            end_delegation(self.delegation, reason=reason, actor=request.user)
        except Refused as refused:
            return self.refuse(refused)
        messages.success(request, gettext("The delegation is revoked."))
        return redirect(INSPECT, self.delegation.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(delegation=self.delegation, **kwargs)


def readable_delegation(request: HttpRequest, pk: int) -> Delegation:
    """404 for one that the reader may not know of."""
    readable = delegating.delegations_read_by(request.user).select_related("unit")
    return get_object_or_404(readable, pk=pk)


@require_safe
def authorisation(request: HttpRequest, pk: int) -> FileResponse:
    """The authorisation as it was uploaded: saved by the browser, never shown or run by it."""
    delegation = readable_delegation(request, pk)
    try:
        file: Any = delegation.file.open("rb")
    except FileNotFoundError as error:
        sentence = gettext("The kept file is missing. govreview_verify names it.")
        raise Http404(sentence) from error
    response = FileResponse(
        file,
        as_attachment=True,
        filename=delegation.file_name,
        content_type="application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
