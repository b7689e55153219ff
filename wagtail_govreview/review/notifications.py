"""Mail to the people whom a step of the review concerns, in their language, after the transaction.

Wagtail's notification preferences are respected: “submitted” for what waits, “rejected” for returns, “approved”
for what is signed and published. Wagtail's own mails about a governed page would say the same a second time and
are not sent.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import get_connection
from django.db import transaction
from django.db.models.signals import post_save
from django.template.loader import render_to_string
from django.utils.translation import override
from wagtail.admin.mail import (
    EmailNotificationMixin,
    Notifier,
    OpenedConnection,
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
    WorkflowStateSubmissionEmailNotifier,
    send_mail,
)
from wagtail.models import WorkflowState
from wagtail.signals import workflow_approved, workflow_rejected, workflow_submitted
from wagtail.users.models import UserProfile

from wagtail_govreview.review import signals
from wagtail_govreview.review.labels import tier_label
from wagtail_govreview.review.removal import removal_of
from wagtail_govreview.review.sheets import ReviewSheet, SheetState
from wagtail_govreview.review.waiting import (
    people_whose_turn_it_is,
    stand_ins_whose_turn_it_is,
)

logger = logging.getLogger("wagtail_govreview")


class SheetMail(EmailNotificationMixin, Notifier):
    """One kind of mail about a sheet. ``notification`` is Wagtail's preference, ``event`` names the templates."""

    template_directory = "wagtail_govreview/review/mail/"
    event = ""

    def __init__(self) -> None:
        super().__init__((ReviewSheet,))

    def __call__(self, instance: Any = None, **kwargs: Any) -> bool:
        """Send it to all whom it concerns; True when every mail went out."""
        return bool(super().__call__(instance, **kwargs))

    def get_template_set(self, instance: Any, **kwargs: Any) -> dict[str, str]:
        base = self.template_directory + self.event
        return {
            "subject": f"{base}_subject.txt",
            "text": f"{base}.txt",
            "html": f"{base}.html",
        }

    def get_context(self, instance: ReviewSheet, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(instance, **kwargs)
        return {**context, "sheet": instance, "removal": removal_of(instance), **kwargs}

    def send_emails(
        self, template_set: Any, context: Any, recipients: Iterable[Any], **kwargs: Any
    ) -> bool:
        """As Wagtail's, but who has chosen no language gets the site's, not that of whoever acted."""
        delivered = True
        try:
            with OpenedConnection(get_connection()) as connection:
                for recipient in sorted(recipients, key=lambda user: user.pk):
                    message = self._written(template_set, context, recipient)
                    delivered &= self._delivered(message, recipient, connection)
        except (TimeoutError, ConnectionError):
            logger.exception("Mail connection error: %s was not sent", self.event)
            return False
        return delivered

    def _written(self, templates: dict[str, str], context: Any, recipient: Any) -> dict[str, str]:
        with override(language_of(recipient)):
            context = {
                **context,
                "user": recipient,
                "tier": tier_label(context["sheet"]),
                **self.context_for(recipient),
            }
            message = {
                "subject": " ".join(render_to_string(templates["subject"], context).split()),
                "message": render_to_string(templates["text"], context).strip() + "\n",
            }
            if getattr(settings, "WAGTAILADMIN_NOTIFICATION_USE_HTML", False):
                message["html_message"] = render_to_string(templates["html"], context)
        return message

    def context_for(self, recipient: Any) -> dict[str, Any]:
        """What only this recipient's mail says."""
        return {}

    def _delivered(self, message: dict[str, str], recipient: Any, connection: Any) -> bool:
        try:
            send_mail(recipient_list=[recipient.email], connection=connection, **message)
        except Exception:  # noqa: BLE001 - one refused address must not keep the others from their mail
            logger.exception("Failed to send “%s” to %s", message["subject"], recipient.email)
            return False
        return True


class WaitingMail(SheetMail):
    """To everybody who may sign the tier at which the sheet waits now, in their own name or for somebody."""

    notification = "submitted"
    event = "waiting"

    def __init__(self) -> None:
        super().__init__()
        self._principals: dict[Any, tuple[str, ...]] = {}

    def context_for(self, recipient: Any) -> dict[str, Any]:
        return {"principals": self._principals.get(recipient, ())}

    def get_recipient_users(self, instance: ReviewSheet, **kwargs: Any) -> set[Any]:
        groups = kwargs["task_state"].task.specific.groups.all()
        members = get_user_model()._default_manager.filter(groups__in=groups).distinct()
        signers = set(people_whose_turn_it_is(instance, members))
        self._principals = {
            person: names
            for person, names in stand_ins_whose_turn_it_is(instance).items()
            if person not in signers
        }
        return signers | set(self._principals)


class AuthorsMail(SheetMail):
    """To the undertaker and everybody who worked on the content, except who has just acted."""

    def get_recipient_users(self, instance: ReviewSheet, **kwargs: Any) -> set[Any]:
        keys = {person["key"] for person in instance.contributors}
        people = get_user_model()._default_manager.filter(pk__in=keys)
        actor = kwargs.get("user")
        return {person for person in people if actor is None or person.pk != actor.pk}


class ReturnedMail(AuthorsMail):
    notification = "rejected"
    event = "returned"


class SignedMail(AuthorsMail):
    """Every tier has signed; the page waits for its time of publication."""

    notification = "approved"
    event = "signed"


class PublishedMail(AuthorsMail):
    notification = "approved"
    event = "published"


class DoneMail(AuthorsMail):
    """Every tier has signed that the page goes, and it is gone."""

    notification = "approved"
    event = "done"


def language_of(user: Any) -> str:
    """The language a person has chosen for the admin, otherwise the site's."""
    return UserProfile.get_for_user(user).preferred_language or settings.LANGUAGE_CODE


MAILS: dict[str, type[SheetMail]] = {
    SheetState.PUBLISHED: PublishedMail,
    SheetState.DONE: DoneMail,
}


# -- when ------------------------------------------------------------------------------------------------------


def connect() -> None:
    """Called once, when the site starts."""
    signals.tier_started.connect(_tier_started, dispatch_uid="govreview_mail_waiting")
    signals.sheet_returned.connect(_returned, dispatch_uid="govreview_mail_returned")
    signals.sheet_completed.connect(_completed, dispatch_uid="govreview_mail_signed")
    post_save.connect(_saved, sender=ReviewSheet, dispatch_uid="govreview_mail_published")
    _replace_wagtails()


def _later(send: Callable[[], Any]) -> None:
    """After the commit, and robust. Django names what failed, so it has to have a name: a partial has none."""

    def send_mail_about_sheet() -> None:
        send()

    transaction.on_commit(send_mail_about_sheet, robust=True)


def _after_commit(mail: SheetMail, sheet: ReviewSheet, **kwargs: Any) -> None:
    """A mail that cannot be sent is logged; it never undoes or fails what was decided."""
    _later(partial(mail, sheet, **kwargs))


def _tier_started(sheet: ReviewSheet, task_state: Any, user: Any, **kwargs: Any) -> None:
    _after_commit(WaitingMail(), sheet, task_state=task_state, user=user)


def _returned(sheet: ReviewSheet, signature: Any, user: Any, **kwargs: Any) -> None:
    _after_commit(ReturnedMail(), sheet, signature=signature, user=user)


def _completed(sheet: ReviewSheet, user: Any, **kwargs: Any) -> None:
    _later(partial(_tell_signed, sheet.pk, user))


def _tell_signed(pk: int, user: Any) -> None:
    """Only where publication waits: otherwise the mail of the publication says enough."""
    sheet = ReviewSheet.objects.select_related("unit", "page").get(pk=pk)
    if sheet.state == SheetState.SIGNED:
        SignedMail()(sheet, user=user)


def _saved(
    instance: ReviewSheet, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """The floor above sets a sheet to “published” when its page is public, by hand of nobody or on a schedule.

    To “carried out”, when the page that was to go is gone.
    """
    told = update_fields is None or "state" in update_fields
    mail = MAILS.get(instance.state)
    if told and not raw and mail is not None:
        _after_commit(mail(), instance)


# -- Wagtail's own mails ---------------------------------------------------------------------------------------


class _NotForTiers:
    """Mixed into Wagtail's notifiers: they keep silent about workflows in which our tiers sign."""

    def can_handle(self, instance: Any, **kwargs: Any) -> bool:
        return super().can_handle(instance, **kwargs) and not _has_sheet(instance)  # type: ignore[misc]


class SubmissionMail(_NotForTiers, WorkflowStateSubmissionEmailNotifier):
    """Wagtail's “submitted”, to superusers: here they have nothing to decide."""


class ApprovalMail(_NotForTiers, WorkflowStateApprovalEmailNotifier):
    """Wagtail's “approved”."""


class RejectionMail(_NotForTiers, WorkflowStateRejectionEmailNotifier):
    """Wagtail's “rejected”."""


def _has_sheet(workflow_state: WorkflowState) -> bool:
    return ReviewSheet.objects.filter(workflow_state=workflow_state).exists()


def _replace_wagtails() -> None:
    """Take the place of Wagtail's receivers, whichever of the two apps starts first.

    A signal keeps one receiver for a ``dispatch_uid``: connected before Wagtail's, ours keeps Wagtail's out.
    """
    replaced = (
        (workflow_submitted, SubmissionMail, "workflow_state_submitted_email_notification"),
        (workflow_approved, ApprovalMail, "workflow_state_approved_email_notification"),
        (workflow_rejected, RejectionMail, "workflow_state_rejected_email_notification"),
    )
    for signal, mail, uid in replaced:
        signal.disconnect(sender=WorkflowState, dispatch_uid=uid)
        receiver = mail()
        _receivers.append(receiver)
        signal.connect(receiver, sender=WorkflowState, dispatch_uid=uid)


# Signals hold their receivers weakly.
_receivers: list[Any] = []
