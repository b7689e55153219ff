"""A page in its own type, with what is in memory."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist

CLUSTER = "_cluster_related_objects"  # where modelcluster keeps children that are not saved yet


def as_specific(page: Any) -> Any:
    """``page`` in its own type, for a page that was loaded as another, such as the base page.

    The fields and children that ``page`` has in memory lie over those of the database: they are what is
    about to be saved. A page whose type is gone, or which is not saved yet, comes back as it is.
    """
    if page.pk is None or page.content_type_id is None:
        return page
    model = page.specific_class
    if model is None or isinstance(page, model):
        return page
    try:
        specific = page.get_specific(copy_attrs=())
    except ObjectDoesNotExist:
        return page
    for field in page._meta.concrete_fields:
        if field.attname in page.__dict__:
            setattr(specific, field.attname, getattr(page, field.attname))
    setattr(specific, CLUSTER, dict(page.__dict__.get(CLUSTER, {})))
    return specific
