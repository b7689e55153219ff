"""Where the screens of this room lie."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

INDEX = "govreview_filing_modeladmin_index"
PACKAGE = "govreview_filing_modeladmin_inspect"


def index_url() -> str:
    return reverse(INDEX)


def package_url(package: Any) -> str:
    return reverse(PACKAGE, args=[package.pk])


def item_url(record: Any) -> str:
    """Where the package of a record's page is made: a sheet or an entry of the register."""
    return reverse("wagtail_govreview:filing_item", args=[record.unit_id, record.page_key])
