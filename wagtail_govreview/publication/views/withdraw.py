"""Taking a page offline: Wagtail's confirmation page, with a reason that the register keeps."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views.pages import unpublish as wagtail_unpublish

from wagtail_govreview.publication.forms import WithdrawalForm
from wagtail_govreview.publication.services import withdraw
from wagtail_govreview.publication.services.register import current_entry
from wagtail_govreview.refusal import Refused
from wagtail_govreview.units.governance import is_governed

# Wagtail 8 renamed the page's view; in 7.4 that name is its parent's.
PageUnpublishView: Any = getattr(wagtail_unpublish, "Unpublish", wagtail_unpublish.UnpublishView)


def withdraw_url(page: Any, query: str = "") -> str:
    """Where ``page`` is taken offline; ``query``: an address's query string, without its question mark."""
    url = reverse("wagtail_govreview:withdraw", args=[page.pk])
    return f"{url}?{query}" if query else url


class WithdrawView(PageUnpublishView):
    """For governed pages only; all others are sent to Wagtail's own page."""

    page_title = _("Take offline")
    success_message = _("“%(page_title)s” was taken offline.")
    template_name = "wagtail_govreview/publication/confirm_withdraw.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_governed(self.object):
            return redirect(self.unpublish_url_name, self.object.pk)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def form(self) -> WithdrawalForm:
        if self.request.method == "POST":
            return WithdrawalForm(self.request.POST)
        return WithdrawalForm(initial={"include_descendants": self._asked_for_descendants})

    @property
    def _asked_for_descendants(self) -> bool:
        return bool(self.request.GET.get("include_descendants"))

    def get_unpublish_url(self) -> str:
        return withdraw_url(self.object)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self._again()
        try:
            self._withdraw()
        except Refused as refused:
            for refusal in refused.refusals:
                self.form.add_error(None, str(refusal))
            return self._again()
        messages.success(request, self.get_success_message(), buttons=self.get_success_buttons())
        return redirect(self.get_next_url())

    @transaction.atomic
    def _withdraw(self) -> None:
        for page in self.objects_to_unpublish:
            withdraw(
                page,
                user=self.request.user,
                reason=self.form.printed_reason,
                include_descendants=self.form.cleaned_data["include_descendants"],
            )

    def _again(self) -> HttpResponse:
        return self.render_to_response(self.get_context_data(), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            form=self.form, entry=current_entry(self.object.pk), **kwargs
        )
