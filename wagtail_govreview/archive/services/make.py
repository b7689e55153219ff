"""Make a package that was asked for: in the background, telling how far it is."""

from __future__ import annotations

import logging
import tempfile
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_govreview.archive.acts import FILED
from wagtail_govreview.archive.models import FilingPackage
from wagtail_govreview.archive.selection import Selection
from wagtail_govreview.archive.services.pack import Packed, pack
from wagtail_govreview.ledger.canonical import canonical_json
from wagtail_govreview.ledger.digests import algorithm_of, digest_of_text
from wagtail_govreview.ledger.people import key
from wagtail_govreview.ledger.services import append
from wagtail_govreview.refusal import Refused
from wagtail_govreview.storage import private_storage

FOLDER = "filing"
RECORDED = (
    "number",
    "first_day",
    "last_day",
    "printed",
    "total",
    "done",
    "requested_at",
    "maker",
    "touched_at",
    "made_at",
    "path",
    "size",
    "digest",
    "manifest",
    "counts",
    "unprinted",
    "damaged",
    "failure",
)
"""The fields of a package under the digest in its ledger line; none of them changes once it is made."""

logger = logging.getLogger(__name__)


def make(package_id: int) -> None:
    """Make the package, if it still waits. What goes wrong is written into its record, for people."""
    State = FilingPackage.State
    waiting = FilingPackage.objects.filter(pk=package_id, state=State.WAITING)
    if not waiting.update(state=State.RUNNING, touched_at=timezone.now()):
        return
    package = FilingPackage.objects.select_related("unit", "requested_by").get(pk=package_id)
    try:
        _make(package)
    except Exception as problem:  # noqa: BLE001 - nobody waits for it: the record has to say what happened
        logger.exception("The filing package %s was not made.", package.number)
        FilingPackage.objects.filter(pk=package_id).update(
            state=State.FAILED, failure=_in_plain_words(problem), touched_at=timezone.now()
        )


def _make(package: FilingPackage) -> None:
    selection = Selection(package.unit, first_day=package.first_day, last_day=package.last_day)

    def progress(done: int) -> None:
        FilingPackage.objects.filter(pk=package.pk).update(done=done, touched_at=timezone.now())

    with tempfile.TemporaryFile() as file:
        packed = pack(selection, file, sheets=package.printed, progress=progress)
        file.seek(0)
        path = private_storage().save(f"{FOLDER}/{package.pk}.zip", File(file))
    _record(package, path, packed)


@transaction.atomic
def _record(package: FilingPackage, path: str, packed: Packed) -> None:
    package.state = FilingPackage.State.READY
    package.path, package.size = path, packed.size
    package.digest, package.manifest = packed.digest, packed.manifest
    package.counts = packed.counts
    package.unprinted, package.damaged = packed.unprinted, packed.damaged
    package.total = package.done = packed.counts.get("entries", 0)
    package.made_at = package.touched_at = timezone.now()
    package.save()
    note_filed(
        package.unit.code,
        packed,
        actor=package.requested_by,
        subject=package,
        summary=package.number,
        first_day=package.first_day,
        last_day=package.last_day,
        number=package.number,
        record=package_digest(package),
        requested_by=key(package.requested_by),
    )


def package_digest(package: FilingPackage, like: str = "") -> str:
    """Digest of everything that the record of a package says once it is made. ``like``: in its algorithm."""
    said = {name: getattr(package, name) for name in RECORDED}
    text = canonical_json({**said, "unit": package.unit.code})
    return digest_of_text(text, algorithm_of(like) or None)


def note_filed(
    chain: str, packed: Packed, *, actor: Any, subject: Any, summary: str, **what: Any
) -> None:
    """The ledger's line of a package that was made. ``what``: of which item or period it is."""
    data = {**what, **packed.facts()}
    append(chain, FILED, actor=actor, subject=subject, summary=summary, data=data)


def _in_plain_words(problem: Exception) -> str:
    if isinstance(problem, Refused):
        return str(problem)
    if isinstance(problem, OSError):
        sentence = _("The file could not be written or read: %(problem)s. Is the disk full?")
        return sentence % {"problem": problem.strerror or problem}
    sentence = _(
        "Something unexpected happened (%(kind)s). The site's log says more; tell who looks after the site."
    )
    return sentence % {"kind": type(problem).__name__}
