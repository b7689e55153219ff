"""Taking a page offline: Wagtail's confirmation page, with a reason that the register keeps.

Where the profile has the tiers sign it, the same page asks them for it.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.views.pages import unpublish as wagtail_unpublish

from wagtail_govreview.publication.access import (
    may_ask_for_removal,
    may_offer_withdrawal,
    may_take_offline,
)
from wagtail_govreview.publication.forms import WithdrawalForm
from wagtail_govreview.publication.offline import (
    deletion_is_reviewed,
    public_at_and_below,
)
from wagtail_govreview.publication.services import request as ask
from wagtail_govreview.publication.services import withdraw, withdraw_at_once
from wagtail_govreview.publication.services.register import current_entry
from wagtail_govreview.refusal import Refused
from wagtail_govreview.review.labels import tier_label
from wagtail_govreview.review.services import give_up
from wagtail_govreview.review.services.request_removal import returned_removal, review_under_way
from wagtail_govreview.review.sheets import ReviewSheet, Signature
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.rulebook.types import WithdrawalPolicy
from wagtail_govreview.units.governance import is_governed

# Wagtail 8 renamed the page's view; in 7.4 that name is its parent's.
PageUnpublishView: Any = getattr(wagtail_unpublish, "Unpublish", wagtail_unpublish.UnpublishView)


def withdraw_url(page: Any, query: str = "") -> str:
    """Where ``page`` is taken offline; ``query``: an address's query string, without its question mark."""
    url = reverse("wagtail_govreview:withdraw", args=[page.pk])
    return f"{url}?{query}" if query else url


def deletion_url(page: Any) -> str:
    """Where the deletion of ``page`` is asked for."""
    return reverse("wagtail_govreview:request_deletion", args=[page.pk])


class WithdrawView(PageUnpublishView):
    """For governed pages only; all others are sent to Wagtail's own page.

    Whoever may unpublish takes the page offline, where no signatures are wanted or for a reason that waits for none.
    Whoever may edit asks the tiers, where signatures are wanted.
    """

    page_title = _("Take offline")
    success_message = _("“%(page_title)s” was taken offline.")
    template_name = "wagtail_govreview/publication/confirm_withdraw.html"
    purpose: str = ReviewSheet.Purpose.WITHDRAWAL

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_governed(self.object):
            return self._to_wagtail()
        if not self._may():
            raise PermissionDenied
        # Past Wagtail's own question, which a review that is under way answers with no: a leak does not wait for it.
        response: HttpResponse = super(PageUnpublishView, self).dispatch(request, *args, **kwargs)
        return response

    def _to_wagtail(self) -> HttpResponse:
        return redirect(self.unpublish_url_name, self.object.pk)

    def _may(self) -> bool:
        return may_offer_withdrawal(self.request.user, self.object)

    @property
    def policy(self) -> WithdrawalPolicy:
        return get_profile().withdrawal

    @property
    def on_signatures(self) -> bool:
        return self.policy.reviewed

    @cached_property
    def may_take_offline(self) -> bool:
        return may_take_offline(self.request.user, self.object)

    @cached_property
    def under_way(self) -> Any:
        """The review in which the page is now; None when it is in none."""
        return review_under_way(self.object)

    @cached_property
    def returned(self) -> ReviewSheet | None:
        """The request that a tier returned, to be asked again."""
        return returned_removal(self.object, self.purpose) if self.on_signatures else None

    @cached_property
    def form(self) -> WithdrawalForm:
        if self.request.method == "POST":
            return WithdrawalForm(self.request.POST, on_signatures=self.on_signatures)
        return WithdrawalForm(initial=self._initial(), on_signatures=self.on_signatures)

    def _initial(self) -> dict[str, Any]:
        if self.returned is None:
            return {"include_descendants": bool(self.request.GET.get("include_descendants"))}
        before = self.returned.answers["removal"]
        return {**before, "reason": before["reason"]["code"]}

    def get_unpublish_url(self) -> str:
        return withdraw_url(self.object)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self._again()
        try:
            self._act()
        except Refused as refused:
            for refusal in refused.refusals:
                self.form.add_error(None, str(refusal))
            return self._again()
        return redirect(self.get_next_url())

    def _act(self) -> None:
        at_once = self.policy.is_immediate(self.form.asked.code) and self.may_take_offline
        if at_once and (self.on_signatures or self.under_way is not None):
            self._at_once()
        elif self.on_signatures:
            self._ask()
        else:
            self._withdraw()
            self._say(self.get_success_message())

    @transaction.atomic
    def _withdraw(self) -> None:
        for page in self.objects_to_unpublish:
            withdraw(
                page,
                user=self.request.user,
                reason=self.form.asked.printed,
                code=self.form.asked.code,
                include_descendants=self.form.cleaned_data["include_descendants"],
            )

    def _at_once(self) -> None:
        sheet = withdraw_at_once(self.object, user=self.request.user, asked=self.form.asked)
        done = str(self.get_success_message())
        if sheet is not None:
            sentence = gettext("The tiers sign sheet %(number)s afterwards.")
            self._say(f"{done} {sentence % {'number': sheet.number}}", sheet)
            return
        self._say(done)
        if self.on_signatures:
            messages.warning(
                self.request,
                gettext(
                    "No sheet was opened for the tiers, because nobody could sign it. Set up the unit's tiers."
                ),
            )

    def _ask(self) -> None:
        sheet = ask(
            self.object, user=self.request.user, asked=self.form.asked, purpose=self.purpose
        )
        values = {"title": sheet.title, "number": sheet.number, "tier": tier_label(sheet)}
        self._say(self._asked_sentence % values, sheet)
        if self.policy.is_immediate(self.form.asked.code) and self.object.live:
            messages.warning(
                self.request,
                gettext(
                    "The page is still public. A leak does not wait for signatures: "
                    "tell a registrar of the unit now, who can take it offline at once on this very page."
                ),
            )

    @property
    def _asked_sentence(self) -> str:
        return gettext(
            "The tiers are asked to take “%(title)s” offline: sheet %(number)s waits at %(tier)s. "
            "Until all have signed it stays public and nobody can change it."
        )

    def _say(self, sentence: Any, sheet: ReviewSheet | None = None) -> None:
        buttons = self.get_success_buttons()
        if sheet is not None:
            url = reverse("govreview_sheets:inspect", args=[sheet.pk])
            buttons = [messages.button(url, gettext("Review sheet")), *buttons]
        messages.success(self.request, sentence, buttons=buttons)

    def _again(self) -> HttpResponse:
        return self.render_to_response(self.get_context_data(), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            form=self.form,
            entry=current_entry(self.object.pk),
            on_signatures=self.on_signatures,
            deletion=self.purpose == ReviewSheet.Purpose.DELETION,
            may_take_offline=self.may_take_offline,
            under_way=self.under_way,
            returned=self.returned,
            last_return=_last_return(self.returned),
            below=public_at_and_below(self.object, inclusive=False) if self.on_signatures else [],
            **kwargs,
        )


class DeletionView(WithdrawView):
    """Asks the tiers to delete a page that is or was public; all others are sent to Wagtail's own page."""

    page_title = _("Ask for deletion")
    purpose = ReviewSheet.Purpose.DELETION

    def _to_wagtail(self) -> HttpResponse:
        return redirect("wagtailadmin_pages:delete", self.object.pk)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self._may():
            raise PermissionDenied
        if not (self.policy.deletion_reviewed and deletion_is_reviewed(self.object)):
            return self._to_wagtail()
        return super().dispatch(request, *args, **kwargs)

    def _may(self) -> bool:
        return may_ask_for_removal(self.request.user, self.object)

    @property
    def on_signatures(self) -> bool:
        return True

    def _act(self) -> None:
        self._ask()

    @property
    def _asked_sentence(self) -> str:
        return gettext(
            "The tiers are asked to delete “%(title)s”: sheet %(number)s waits at %(tier)s. "
            "Until all have signed nothing happens to it, and nobody can change it."
        )

    def get_unpublish_url(self) -> str:
        return deletion_url(self.object)


def _last_return(sheet: ReviewSheet | None) -> Signature | None:
    if sheet is None:
        return None
    returns: Any = sheet.signatures.filter(decision=Signature.Decision.RETURNED)
    found: Signature | None = returns.last()
    return found


@require_POST
def give_up_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever asked, or may work on the page, does not ask again for what a tier returned."""
    sheet = get_object_or_404(
        ReviewSheet.objects.exclude(purpose=ReviewSheet.Purpose.PUBLICATION), pk=pk
    )
    page = sheet.page
    mine = sheet.submitted_by_id is not None and sheet.submitted_by_id == request.user.pk
    if not mine and (page is None or not may_ask_for_removal(request.user, page)):
        raise PermissionDenied
    give_up(sheet, request.user)
    messages.success(
        request, gettext("The request %(number)s was given up.") % {"number": sheet.number}
    )
    return redirect("wagtailadmin_home")
