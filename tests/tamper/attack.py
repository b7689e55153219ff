"""One attack on one row, and what the verification says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, models, transaction

from tests.tamper.mutations import write
from tests.tamper.naming import names, words_for
from wagtail_govreview.ledger.verification import Problem, verify_all


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is put back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def found_after(attack: Callable[[], Any], row: models.Model) -> list[Problem] | None:
    """The problems that name ``row`` once it was attacked; ``None`` where the database refuses the attack.

    The row may be named as it was or as it is now. Raises ``AssertionError`` if nothing names it.
    """
    words = [words_for(row)]
    with undone():
        try:
            with transaction.atomic():
                attack()
        except DatabaseError:
            return None
        now = type(row)._base_manager.filter(pk=row.pk).first()
        if now is not None:
            words.append(_words_now(now))
        problems = list(verify_all())
        naming = [problem for problem in problems if any(names(problem, each) for each in words)]
        said = [f"{problem.code}: {problem}" for problem in problems]
        assert naming, f"nothing names {words[0]}; the verification says {said}"
        return naming


def _words_now(row: models.Model) -> list[str]:
    try:
        return words_for(row)
    except models.ObjectDoesNotExist:  # it points to nothing now
        return ["\x00"]


def changed(row: models.Model, field: models.Field, value: Any) -> list[Problem] | None:
    """As :func:`found_after`, of another value in one column."""
    return found_after(lambda: write(row, field, value), row)
