"""One package: how far it is, what is in it, and whether it is still what was made."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from wagtail_govreview.archive import access
from wagtail_govreview.archive.labels import counted
from wagtail_govreview.archive.models import FilingPackage
from wagtail_govreview.archive.services import request_again, take
from wagtail_govreview.archive.services.request import is_silent
from wagtail_govreview.archive.verification import package_problems
from wagtail_govreview.archive.views.addresses import index_url, package_url
from wagtail_govreview.pace import paced
from wagtail_govreview.refusal import Refused
from wagtail_govreview.units.views.read_only import RecordView

ZIP = "application/zip"


class PackageView(RecordView):
    """Everything about one package on one page."""

    page_title = gettext_lazy("Filing package")
    header_icon = "folder-inverse"
    template_name = "wagtail_govreview/archive/package.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": index_url(), "label": gettext("Filing")},
            {"url": "", "label": self.instance.number, "sublabel": self.instance.unit.name},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        package = self.instance
        silent = is_silent(package)
        return super().get_context_data(
            package=package,
            counts=counted(package.counts),
            silent=silent,
            may_try_again=(package.has_failed or silent)
            and access.may_file(self.request.user, package.unit_id),
            **kwargs,
        )


def _package(request: HttpRequest, pk: int) -> FilingPackage:
    """The package, if the reader may read it; 404 otherwise."""
    packages = access.packages_read_by(request.user).select_related("unit")
    return get_object_or_404(packages, pk=pk)


@require_POST
@paced
def download(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The file. Asked for by POST: the ledger notes who took it."""
    package = _package(request, pk)
    if not package.is_ready:
        return redirect(package_url(package))
    try:
        file = take(package, user=request.user)
    except FileNotFoundError:
        messages.error(request, gettext("The file is gone from the storage."))
        return redirect(package_url(package))
    return zip_response(file, f"{package.number}.zip")


def zip_response(file: Any, filename: str) -> FileResponse:
    response = FileResponse(file, as_attachment=True, filename=filename, content_type=ZIP)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@paced
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Once more, after it failed."""
    package = _package(request, pk)
    if not access.may_file(request.user, package.unit_id):
        raise PermissionDenied
    try:
        request_again(package)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(package_url(package))


@require_POST
@paced
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Is the file still what was made? Reads all of it."""
    package = _package(request, pk)
    problems = package_problems(package) if package.is_ready else []
    for problem in problems:
        messages.error(request, str(problem))
    if not problems:
        messages.success(
            request, gettext("The file is still what was made: its digest is the ledger's.")
        )
    return redirect(package_url(package))
