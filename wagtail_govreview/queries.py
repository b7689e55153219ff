"""What an address asks for, before a list takes it to the database."""

from __future__ import annotations

import datetime
from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

# Nobody searches for more; databases refuse patterns of ten thousands of characters with an error.
LONGEST = 200
# Of a number: beyond it no database keeps a key.
MOST_DIGITS = 18
# Outside of these years a day has no midnight in every time zone.
YEARS = range(1900, 3000)


def tamed(query: QueryDict) -> Any:
    """``query`` without what a database refuses: NUL characters, endless texts, and numbers that are no key."""
    if all(_tame(value) == value for name in query for value in query.getlist(name)):
        return query
    copy: Any = query.copy()
    for name in query:
        copy.setlist(name, [_tame(value) for value in query.getlist(name)])
    return copy


def _tame(value: str) -> str:
    if len(value) > MOST_DIGITS and value.isdigit():
        return "0"
    return value.replace("\x00", "")[:LONGEST]


def is_moment(value: str) -> bool:
    """Is ``value`` a day or a point in time that a database can compare with?"""
    try:
        found: datetime.date | None = parse_datetime(value) or parse_date(value)
    except ValueError:
        return False
    return found is not None and found.year in YEARS


class TamedQuery:
    """Mixed into the view of a list, before Wagtail's or modeladmin's own."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        request.GET = tamed(request.GET)
        super().setup(request, *args, **kwargs)  # type: ignore[misc]


class DayRangeField(django_filters.fields.DateRangeField):
    """Two days; those at the end of time are an error beside the field, and not of the calendar."""

    def compress(self, data_list: Any) -> Any:
        for day in data_list or ():
            if day is not None and day.year not in YEARS:
                raise ValidationError(
                    _("Choose a day between the years %(first)d and %(last)d.")
                    % {"first": YEARS[0], "last": YEARS[-1]}
                )
        return super().compress(data_list)


class DayRangeFilter(django_filters.DateFromToRangeFilter):
    """From a day to a day, both included."""

    field_class = DayRangeField
