"""Mail about delegations of signing: nobody is represented, and nobody signs for another, without being told."""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override
from wagtail.admin.mail import send_mail

from wagtail_govreview.review.notifications import language_of
from wagtail_govreview.units import signals
from wagtail_govreview.units.delegations import Delegation

logger = logging.getLogger("wagtail_govreview")
TEMPLATES = "wagtail_govreview/review/mail/"


def connect() -> None:
    """Called once, when the site starts."""
    signals.signing_delegated.connect(_entered, dispatch_uid="govreview_mail_delegated")
    signals.delegation_ended.connect(_ended, dispatch_uid="govreview_mail_delegation_ended")


def _entered(delegation: Delegation, actor: Any, **kwargs: Any) -> None:
    _after_commit("delegated", delegation, actor)


def _ended(delegation: Delegation, actor: Any, **kwargs: Any) -> None:
    _after_commit("delegation_ended", delegation, actor)


def _after_commit(event: str, delegation: Delegation, actor: Any) -> None:
    """A mail that cannot be sent is logged; it never undoes what was entered."""

    def tell() -> None:
        for person in (delegation.principal, delegation.delegate):
            if _is_told(person, actor):
                _send(event, delegation, person)

    transaction.on_commit(tell, robust=True)


def _is_told(person: Any, actor: Any) -> bool:
    """Not whoever did it, and no closed account. It is no matter of preference: it concerns one's own signature."""
    return bool(person and person.is_active and person.email and person != actor)


def _send(event: str, delegation: Delegation, person: Any) -> None:
    with override(language_of(person)):
        context = {"delegation": delegation, "user": person}
        subject = render_to_string(f"{TEMPLATES}{event}_subject.txt", context)
        text = render_to_string(f"{TEMPLATES}{event}.txt", context).strip() + "\n"
    try:
        send_mail(" ".join(subject.split()), text, [person.email])
    except Exception:  # noqa: BLE001 - one refused address must not keep the other from their mail
        logger.exception("Failed to send a mail about a delegation to %s", person.email)
