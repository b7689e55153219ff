"""The ways outside that need no paper: a mail, a log that another host keeps, a file."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings as django_settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from wagtail_govreview.ledger.anchors.written import Anchor
from wagtail_govreview.moments import local_moment

logger = logging.getLogger("wagtail_govreview.anchor")


def file_name(anchor: Anchor) -> str:
    """``govreview-anchor-2026-03-02-0912.txt``, in the site's time."""
    return f"govreview-anchor-{local_moment(anchor.at):%Y-%m-%d-%H%M}.txt"


def to_log(anchor: Anchor) -> None:
    """One line at level INFO for each chain."""
    for line in anchor.lines:
        logger.info("%s", line)


def to_mail(anchor: Anchor, recipients: Sequence[str]) -> None:
    """One mail to all ``recipients``: in words, with the anchor in it and as a file beside it.

    Raises what Django's mail backend raises.
    """
    context = {
        "anchor": anchor,
        "site": getattr(django_settings, "WAGTAIL_SITE_NAME", ""),
        "at": local_moment(anchor.at),
        "file_name": file_name(anchor),
    }
    subject = _("Heads of the review ledger, check code %(code)s") % {"code": anchor.code}
    text = render_to_string("wagtail_govreview/ledger/anchor_mail.txt", context)
    message = EmailMessage(subject, text.strip() + "\n", to=list(recipients))
    message.attach(file_name(anchor), anchor.text, "text/plain")
    message.send()


def to_file(anchor: Anchor, path: Path) -> None:
    """A new file. Raises ``OSError``, also where there is a file already: what was given out is not overwritten."""
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(anchor.text)
