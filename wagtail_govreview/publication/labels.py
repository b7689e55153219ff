"""An entry's codes in the reader's language, without a query; codes that the rulebook no longer knows as they are."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.rulebook.types import Term


def class_label(entry: RegisterEntry) -> str:
    return _label(get_profile().classes, entry.information_class)


def attribute_label(entry: RegisterEntry) -> str:
    return _label(get_profile().attributes, entry.attribute)


def reason_label(entry: RegisterEntry) -> str:
    """Why it was taken offline or deleted, as one of the profile's reasons; the code of one that it does not know."""
    return _label(get_profile().withdrawal.known_reasons, entry.reason_code)


def class_wording(entry: RegisterEntry) -> str:
    """As the printed register says it."""
    return _wording(get_profile().classes, entry.information_class)


def attribute_wording(entry: RegisterEntry) -> str:
    return _wording(get_profile().attributes, entry.attribute)


def _label(terms: Iterable[Term], code: str) -> str:
    return next((str(term.label) for term in terms if term.code == code), code)


def _wording(terms: Iterable[Term], code: str) -> str:
    return next((term.wording for term in terms if term.code == code), code)
