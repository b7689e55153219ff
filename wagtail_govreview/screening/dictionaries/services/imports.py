"""Keep what was read from a file until somebody has seen what it would change; take it over."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from wagtail_govreview.refusal import refuse_if
from wagtail_govreview.screening.dictionaries import rules
from wagtail_govreview.screening.dictionaries.comparing import Differences
from wagtail_govreview.screening.dictionaries.models import DictionaryImport, DictionaryVersion
from wagtail_govreview.screening.dictionaries.rows import Row
from wagtail_govreview.screening.dictionaries.services.enter import apply_rows
from wagtail_govreview.screening.dictionaries.tables import Table

WAITS = timedelta(days=7)  # for somebody to take it over; then it is forgotten


@transaction.atomic
def keep_import(
    version: DictionaryVersion, table: Table, *, title: str = "", user: Any = None
) -> DictionaryImport:
    """Keep the rows of ``table`` beside the draft. Nothing in the draft changes. Raises ``Refused``."""
    refuse_if(rules.for_change(is_draft=version.is_draft))
    DictionaryImport.objects.filter(made_at__lt=timezone.now() - WAITS).delete()
    return DictionaryImport.objects.create(
        version=version,
        title=title[:255],
        rows=_packed(table.rows),
        errors={"rows": table.errors, "count": table.left_out},
        made_at=timezone.now(),
        made_by=user,
    )


def rows_of_import(kept: DictionaryImport) -> list[Row]:
    return [Row.from_json(each) for each in json.loads(zlib.decompress(bytes(kept.rows)))]


@transaction.atomic
def take_over(kept: DictionaryImport, *, replace: bool) -> Differences:
    """Put the rows into the draft and forget the import. Raises ``Refused``."""
    found = apply_rows(kept.version, rows_of_import(kept), replace=replace)
    kept.delete()
    return found


def _packed(rows: Iterable[Row]) -> bytes:
    text = json.dumps([row.to_json() for row in rows], ensure_ascii=False)
    return zlib.compress(text.encode())
