"""What a person must see before they sign: the parts that the dialog and the page of signing share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail_govreview.content.compare import Change, compare
from wagtail_govreview.content.fingerprint import has_fingerprint
from wagtail_govreview.content.models import SignedAttachment, SignedContent
from wagtail_govreview.review.clock import Clock, clock_for, since
from wagtail_govreview.review.desk import Desk
from wagtail_govreview.review.findings import Said, said
from wagtail_govreview.review.labels import attribute_label, class_label, signed_tier_label
from wagtail_govreview.review.notices import Notice, notices_of
from wagtail_govreview.review.removal import removal_of
from wagtail_govreview.review.sheets import ReviewSheet, SheetState, Signature
from wagtail_govreview.review.viewing import Viewing, left_words


@dataclass(frozen=True)
class Comparison:
    """The content that is to be signed beside an older one.

    ``state`` is ``"same"``, ``"changed"`` or ``"new"`` (nothing to compare with); ``sentence`` says with what
    it was compared and what came out, also when that is nothing. ``url`` leads to Wagtail's own comparison.
    """

    state: str
    sentence: str
    changes: tuple[Change, ...] = ()
    url: str = ""

    @property
    def places(self) -> int:
        """How many paragraphs differ, in all fields together."""
        return sum(change.html.count("<p>") for change in self.changes)


@dataclass
class SigningScreen:
    """Everything about one sheet in front of one person. Properties read the database when first asked."""

    desk: Desk
    task_state_id: int | None = None

    @property
    def sheet(self) -> ReviewSheet:
        return self.desk.sheet

    @property
    def clock(self) -> Clock | None:
        return clock_for(self.sheet.due_at)

    @property
    def submitted(self) -> str:
        return since(self.sheet.submitted_at)

    @property
    def class_label(self) -> str:
        return class_label(self.sheet)

    @property
    def attribute_label(self) -> str:
        return attribute_label(self.sheet)

    @property
    def viewing(self) -> Viewing:
        """What has to be opened before signing, and what this person has opened."""
        return self.desk.viewing

    @property
    def attachments(self) -> list[SignedAttachment]:
        """The files exactly as they were submitted."""
        return [part.attachment for part in self.viewing.parts if part.attachment is not None]

    @property
    def left(self) -> str:
        """How much is still to be opened, in words."""
        return left_words(len(self.viewing.unread))

    @cached_property
    def decisions(self) -> list[Signature]:
        """What was decided on this number so far, in every round, oldest first."""
        return list(
            Signature.objects.filter(
                sheet__number=self.sheet.number, sheet__unit_id=self.sheet.unit_id
            )
            .select_related("sheet")
            .order_by("signed_at", "pk")
        )

    @property
    def decisions_here(self) -> list[Signature]:
        """Signatures on this very content."""
        return [item for item in self.decisions if item.sheet_id == self.sheet.pk]

    @property
    def decisions_before(self) -> list[Signature]:
        """Decisions of earlier rounds: the content has changed since."""
        return [item for item in self.decisions if item.sheet_id != self.sheet.pk]

    @cached_property
    def findings(self) -> list[Said]:
        """What the automatic checks found, with what was decided about it."""
        return said(self.sheet.findings)

    @property
    def removal(self) -> dict[str, Any]:
        """Why the page is to go; empty for a publication."""
        return removal_of(self.sheet)

    @property
    def preview_url(self) -> str:
        """Exactly the submitted draft, of a removal what is or was public; opening it is noted."""
        if self.sheet.page_id is None:
            return ""
        return reverse("wagtail_govreview:open_preview", args=[self.sheet.pk])

    @property
    def has_preview(self) -> bool:
        return any(part.attachment is None for part in self.viewing.parts)

    @property
    def openings_url(self) -> str:
        return reverse("wagtail_govreview:openings", args=[self.sheet.pk])

    @cached_property
    def notices(self) -> list[Notice]:
        """What rooms above have to say about this sheet."""
        return notices_of(self.sheet)

    @property
    def sheet_url(self) -> str:
        return reverse("govreview_sheets:inspect", args=[self.sheet.pk])

    @property
    def page_url(self) -> str:
        """The editor, where the page is shown locked."""
        if self.sheet.page_id is None:
            return ""
        return reverse("wagtailadmin_pages:edit", args=[self.sheet.page_id])

    # -- comparisons ----------------------------------------------------------------------------------------

    @cached_property
    def page(self) -> Any:
        """The draft that was submitted, or ``None`` when Wagtail has it no more."""
        return self.sheet.revision.as_object() if self.sheet.revision else None

    @cached_property
    def comparisons(self) -> list[Comparison]:
        """Against what the tiers before have signed, what was read in the round before, what is public now.

        A removal changes no content: nothing is compared.
        """
        if self.sheet.is_removal:
            return []
        found = [self._with_signed(), self._with_round_before(), self._with_live()]
        return [comparison for comparison in found if comparison is not None]

    def _with_signed(self) -> Comparison | None:
        signed = [s for s in self.decisions_here if s.decision == Signature.Decision.SIGNED]
        if not signed:
            return None
        sentence = _("Nothing changed since this was signed: %(tier)s.")
        return Comparison("same", sentence % {"tier": signed_tier_label(signed[-1])})

    def _with_round_before(self) -> Comparison | None:
        """What somebody read and decided last, in the newest round before this one."""
        if not self.decisions_before:
            return None
        earlier = self.decisions_before[-1]
        if earlier.sheet.fingerprint == self.sheet.fingerprint:
            return Comparison(
                "same",
                _("Nothing changed since round %(round)d.") % {"round": earlier.sheet.round},
            )
        return self._against_earlier(earlier)

    def _against_earlier(self, earlier: Signature) -> Comparison:
        place = {"round": earlier.sheet.round, "tier": signed_tier_label(earlier)}
        old = earlier.sheet.revision.as_object() if earlier.sheet.revision else None
        if old is None or self.page is None:
            return Comparison(
                "new",
                _("Changed since round %(round)d (%(tier)s); that draft is kept as evidence only.")
                % place,
            )
        return Comparison(
            "changed",
            _("Changed since round %(round)d (%(tier)s)") % place,
            tuple(compare(old, self.page, kept=earlier.sheet.content)),
            self._compare_url(earlier.sheet.revision_id),
        )

    def _with_live(self) -> Comparison | None:
        live = self._live_page()
        if live is None:
            return Comparison("new", _("Never published before: everything is new."))
        if self.page is None:
            return None
        if has_fingerprint(live, self.sheet.fingerprint):
            return Comparison("same", _("Nothing changed since it was last published."))
        return Comparison(
            "changed",
            _("Changed since it was last published"),
            tuple(compare(live, self.page, kept=self._published_content())),
            self._compare_url("live"),
        )

    def _published_content(self) -> SignedContent | None:
        """The evidence of what is public: with it a file that was replaced since shows as changed."""
        published = (
            ReviewSheet.objects.filter(page=self.sheet.page, state=SheetState.PUBLISHED)
            .select_related("content")
            .first()
        )
        return published.content if published is not None else None

    def _live_page(self) -> Any:
        page = self.sheet.page
        return page.specific if page is not None and page.live else None

    def _compare_url(self, older: int | str | None) -> str:
        if self.sheet.page_id is None or not older or not self.sheet.revision_id:
            return ""
        return reverse(
            "wagtailadmin_pages:revisions_compare",
            args=[self.sheet.page_id, older, self.sheet.revision_id],
        )
