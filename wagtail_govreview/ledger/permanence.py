"""Base classes of models that hold evidence: nothing in Python deletes or rewrites them.

What goes round Python (SQL, a raw queryset) is refused by the database (:mod:`wagtail_govreview.ledger.guard`) and, where
somebody took that guard away, found by ``govreview_verify``.
"""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models

from wagtail_govreview.ledger import rules
from wagtail_govreview.refusal import Refused


class KeptQuerySet(models.QuerySet):
    """Refuses to delete."""

    def delete(self) -> NoReturn:
        raise Refused(rules.for_deletion(str(self.model._meta.verbose_name_plural)))

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class UnchangeableQuerySet(KeptQuerySet):
    """Refuses to delete and to change."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise Refused(rules.for_change(str(self.model._meta.verbose_name_plural)))

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Refused(rules.for_change(str(self.model._meta.verbose_name_plural)))

    bulk_update.alters_data = True  # type: ignore[attr-defined]


class Kept(models.Model):
    """A record that is never deleted.

    ``changes_later`` names the fields that services change after the insert. All others stay as they were written,
    except that a foreign key with ``SET_NULL`` may lose what it points to. The database holds to it (``ledger.guard``).
    ``may_be_destroyed``: may the archive law take the record away, through a list of destruction (销毁清册)?
    """

    changes_later: ClassVar[tuple[str, ...]] = ()
    may_be_destroyed: ClassVar[bool] = False

    objects: ClassVar[Any] = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Refused(rules.for_deletion(str(self._meta.verbose_name_plural)))

    delete.alters_data = True  # type: ignore[attr-defined]


class Unchangeable(Kept):
    """A record that is written once, and neither changed nor deleted."""

    objects: ClassVar[Any] = UnchangeableQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Refused(rules.for_change(str(self._meta.verbose_name_plural)))
        super().save(*args, **kwargs)

    save.alters_data = True  # type: ignore[attr-defined]
