"""Ask for a trial run of a draft over everything live, and run it: in the background, telling how far it is."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from wagtail_govreview.content.gathering import UNREADABLE
from wagtail_govreview.ledger.people import display_name
from wagtail_govreview.moments import local_day
from wagtail_govreview.refusal import refuse_if
from wagtail_govreview.screening.dictionaries import rules
from wagtail_govreview.screening.dictionaries.models import DictionaryTrial, DictionaryVersion
from wagtail_govreview.screening.dictionaries.rows import digest_of, rows_of
from wagtail_govreview.screening.dictionaries.trying import Trial
from wagtail_govreview.screening.everything import each_page, keys_after, live_pages
from wagtail_govreview.screening.folding import view_of
from wagtail_govreview.screening.material import material_of

logger = logging.getLogger(__name__)

PIECE = 100
MOST_TERMS = 2000  # that a result names; it counts all findings
MOST_PAGES = 10  # of each term
SILENCE = timedelta(minutes=10)
State = DictionaryTrial.State


@transaction.atomic
def ask_for_trial(version: DictionaryVersion, *, user: Any = None) -> DictionaryTrial:
    """Run the draft over everything live, once the transaction ends. Raises ``Refused``.

    One that was cut off goes on where it was, unless the draft has changed since then.
    """
    refuse_if(rules.for_change(is_draft=version.is_draft))
    digest = digest_of(rows_of(version).values())
    trial = version.trials.select_for_update().first()
    if trial is None or trial.digest != digest or trial.is_ready:
        now = timezone.now()
        version.trials.all().delete()
        trial = DictionaryTrial.objects.create(
            version=version,
            digest=digest,
            total=live_pages(version.dictionary.unit).count(),
            asked_at=now,
            asked_by=display_name(user)[:255],
            touched_at=now,
        )
    elif trial.is_under_way and not is_silent(trial):
        return trial
    else:
        trial.state, trial.touched_at = State.WAITING, timezone.now()
        trial.save(update_fields=["state", "touched_at"])
    from wagtail_govreview.screening.dictionaries.tasks import run_trial

    transaction.on_commit(partial(run_trial.enqueue, trial.pk))
    return trial


def is_silent(trial: DictionaryTrial) -> bool:
    """Should somebody be working on it, and is nobody?"""
    return trial.is_under_way and timezone.now() - trial.touched_at > SILENCE


def run(trial_id: int) -> None:
    """Run the trial, if it still waits. What goes wrong is noted in its record."""
    waiting = DictionaryTrial.objects.filter(pk=trial_id, state=State.WAITING)
    if not waiting.update(state=State.RUNNING, touched_at=timezone.now()):
        return
    trial = DictionaryTrial.objects.select_related("version__dictionary__unit").get(pk=trial_id)
    try:
        _run(trial)
    except Exception:  # noqa: BLE001 - nobody waits for it: the record has to say what happened
        logger.exception("The trial run %s failed.", trial_id)
        DictionaryTrial.objects.filter(pk=trial_id).update(
            state=State.FAILED, touched_at=timezone.now()
        )


def _run(trial: DictionaryTrial) -> None:
    dictionary = trial.version.dictionary
    active = dictionary.versions.filter(state=DictionaryVersion.State.ACTIVE)
    versions = Trial(trial.version, active.select_related("dictionary").first())
    while keys := keys_after(int(trial.last or 0), dictionary.unit, size=PIECE):
        for page in each_page(keys):
            try:
                views = [view_of(stretch) for _source, stretch in material_of(page).texts]
            except UNREADABLE:
                trial.unread += 1
                continue
            found, gone = versions.look(views, local_day())
            _note(trial.found, page, found)
            _note(trial.gone, page, gone)
        trial.done += len(keys)
        trial.last, trial.touched_at = str(keys[-1]), timezone.now()
        trial.save()
    trial.state, trial.touched_at = State.READY, timezone.now()
    trial.save()


def _note(result: dict[str, Any], page: Any, counts: Counter[str]) -> None:
    for term, count in counts.items():
        if term not in result and len(result) >= MOST_TERMS:
            continue
        entry = result.setdefault(term, {"count": 0, "items": 0, "pages": []})
        entry["count"] += count
        entry["items"] += 1
        if len(entry["pages"]) < MOST_PAGES:
            entry["pages"].append([page.pk, str(page.title)])
