"""The verb that makes the bank of phrases."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from wagtail_govreview.conf import settings
from wagtail_govreview.screening.matching.likeness import sounds
from wagtail_govreview.screening.phrases.bank import Bank
from wagtail_govreview.screening.phrases.counting import Count
from wagtail_govreview.screening.phrases.models import PhraseBank
from wagtail_govreview.screening.phrases.published import published_texts


def can_hear() -> bool:
    """Is ``pypinyin`` there (extra ``match``), which says how characters sound?"""
    return bool(sounds())


def make_bank(
    frequency: int | None = None, advance: Callable[[int], None] = lambda count: None
) -> PhraseBank:
    """Read everything public twice (first what is frequent, then what else sounds like it) and keep what was counted.

    ``frequency``: how often a phrase has to stand in it; default ``GOVREVIEW_PHRASE_FREQUENCY``. ``advance`` is told
    of pages that were read, each twice. No line in the ledger: nobody decides anything here, and the bank can be made
    again from what is public.
    """
    frequency = frequency or settings.phrase_frequency
    counted, pages = Count(), 0
    for text in published_texts(advance):
        counted.add(text)
        pages += 1
    bank = Bank(counted.frequent(frequency))
    for text in published_texts(advance):
        bank.learn(text)
    with transaction.atomic():
        made = PhraseBank.objects.create(
            made_at=timezone.now(),
            pages=pages,
            frequency=frequency,
            count=len(bank.phrases),
            data=bank.to_bytes(),
        )
        PhraseBank.objects.exclude(pk=made.pk).delete()
    return made
