"""Check a unit, and set it up or repair it: first what would be done, then doing it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy, ngettext
from wagtail.admin import messages

from wagtail_govreview.refusal import Refused
from wagtail_govreview.units import access
from wagtail_govreview.units.services import SetUp, set_up_unit
from wagtail_govreview.units.views.people import UnitView


class SetUpView(UnitView):
    page_title = gettext_lazy("Set up")
    template_name = "wagtail_govreview/units/set_up.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not access.may_set_up(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.unit.root_page is None:
            return self.get(request, *args, **kwargs)
        try:
            result = self._run(dry_run=False)
        except Refused:
            # The page says why: it tries the same again without writing.
            return self.get(request, *args, **kwargs)
        self._tell(result)
        return redirect("wagtail_govreview:unit_people", self.unit.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        result, refusals = self._plan
        return super().get_context_data(result=result, refusals=refusals, **kwargs)

    @cached_property
    def _plan(self) -> tuple[SetUp | None, list[Any]]:
        """What would be done, or why it cannot be; neither for a unit without a page."""
        if self.unit.root_page is None:
            return None, []
        try:
            return self._run(dry_run=True), []
        except Refused as refused:
            return None, refused.refusals

    def _run(self, *, dry_run: bool) -> SetUp:
        return set_up_unit(
            self.unit.code,
            root_page=self.unit.root_page,
            actor=self.request.user,
            dry_run=dry_run,
        )

    def _tell(self, result: SetUp) -> None:
        for notice in result.notices:
            messages.warning(self.request, notice)
        if not result.changed:
            messages.success(self.request, gettext("Everything was in order."))
            return
        sentence = ngettext("%(count)d change made.", "%(count)d changes made.", len(result.done))
        messages.success(self.request, sentence % {"count": len(result.done)})
