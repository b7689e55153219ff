"""What a person needs to find one row: the words with which a problem has to name it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models

from wagtail_govreview.ledger.verification import Problem
from wagtail_govreview.models import (
    Chain,
    EmergencyPublication,
    FilingPackage,
    LedgerLine,
    Opening,
    RegisterEntry,
    ReviewSheet,
    Ruling,
    SerialCounter,
    Signature,
    SignedAttachment,
    SignedContent,
    SignedFile,
)

WORDS: dict[type[models.Model], Callable[[Any], tuple[Any, ...]]] = {
    RegisterEntry: lambda row: (row.number,),
    ReviewSheet: lambda row: (row.number, row.round),
    Signature: lambda row: (row.sheet.number, row.name, row.tier_wording),
    LedgerLine: lambda row: (row.chain.name, row.number),
    Chain: lambda row: (row.name,),
    SignedContent: lambda row: (row.fingerprint,),
    SignedFile: lambda row: (row.digest,),
    SignedAttachment: lambda row: (row.content.fingerprint, row.title, row.file.digest),
    SerialCounter: lambda row: (row.unit.code, row.series, row.year),
    Opening: lambda row: (row.sheet.number, row.name),
    EmergencyPublication: lambda row: (row.entry.number,),
    Ruling: lambda row: (row.unit.code, row.page_key, row.pk),
    FilingPackage: lambda row: (row.number,),
}


def words_for(row: models.Model) -> list[str]:
    """The words that name ``row``; of a model that has none here, its own text."""
    words = WORDS.get(type(row), lambda row: (row,))
    return [str(word) for word in words(row)]


def names(problem: Problem, words: Iterable[str]) -> bool:
    text = f"{problem.where} {problem.sentence}"
    return all(word in text for word in words)
