"""Are the files of what was destroyed gone as well?"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from wagtail_govreview.archive.destruction.destroy import files_left
from wagtail_govreview.ledger.models import Destruction
from wagtail_govreview.ledger.verification import Problem


def verify_destroyed_files(unit: str = "") -> Iterator[Problem]:
    """The private storage holds no bytes that a list of destruction names."""
    lists = Destruction.objects.order_by("pk")
    if unit:
        lists = lists.filter(chain__name=unit)
    for destruction in lists.iterator():
        for path in files_left(destruction):
            sentence = _(
                "The file %(path)s was destroyed by list %(list)s, but its bytes are still there. "
                "Run govreview_destroy --leftovers."
            )
            yield Problem(
                "destruction.file_left", path, sentence % {"path": path, "list": destruction.number}
            )
