"""Asking for a package: first what it will hold, then making it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from wagtail_govreview.archive.access import units_filed_by
from wagtail_govreview.archive.forms import PackageForm
from wagtail_govreview.archive.services import request as ask_for_package
from wagtail_govreview.archive.views.addresses import index_url, package_url
from wagtail_govreview.pace import too_often


class NewPackageView(WagtailAdminTemplateMixin, TemplateView):
    """Reading with the form filled in counts; posting the same makes."""

    page_title = gettext_lazy("New filing package")
    header_icon = "folder-inverse"
    template_name = "wagtail_govreview/archive/new.html"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not units_filed_by(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def form(self) -> PackageForm:
        data = self.request.POST if self.request.method == "POST" else self.request.GET
        asked = data if "first_day" in data else None
        return PackageForm(asked, initial=PackageForm.defaults(), user=self.request.user)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        if refused := too_often(request):
            return refused
        chosen = self.form.cleaned_data
        package = ask_for_package(
            chosen["unit"],
            chosen["first_day"],
            chosen["last_day"],
            user=request.user,
            sheets=chosen["printed"],
        )
        messages.success(
            request,
            gettext("Package %(number)s was asked for. You can leave this page and come back.")
            % {"number": package.number},
        )
        return redirect(package_url(package))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": index_url(), "label": gettext("Filing")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = self.form
        return super().get_context_data(
            form=form,
            media=form.media,
            count=form.selection.entries().count() if form.is_bound and form.is_valid() else None,
            index_url=index_url(),
            **kwargs,
        )
