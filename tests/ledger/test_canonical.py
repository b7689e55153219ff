"""Equal values have equal text, and the text is JSON."""

import datetime
import json
import uuid
from decimal import Decimal

import pytest
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from wagtail_govreview.ledger.canonical import canonical_json

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def turned(value):
    """The same value with every dictionary's keys in the opposite order."""
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in reversed(list(value))}
    return [turned(item) for item in value] if isinstance(value, list) else value


@given(JSON)
def test_the_order_of_keys_and_a_detour_through_json_do_not_matter(value):
    text = canonical_json(value)
    assert canonical_json(turned(value)) == text
    assert canonical_json(json.loads(text)) == text
    assert canonical_json(json.loads(json.dumps(value))) == text


@given(JSON)
def test_the_text_says_the_value(value):
    assert json.loads(canonical_json(value)) == value


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_can_be_encoded(text):
    assert json.loads(canonical_json(text).encode("utf-8")) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [1.0, -0.0, 1e22, 0.1]}, '{"a":[1,0,10000000000000000000000,0.1],"b":1}'),
        ("宁政发〔2020〕1号\n", '"宁政发〔2020〕1号\\n"'),
        ((1, 2), "[1,2]"),
        ({3, 1, 2}, "[1,2,3]"),
        (float("nan"), '"NaN"'),
        (float("-inf"), '"-Infinity"'),
        (Decimal("1.50"), '"1.5"'),
        (Decimal("1E+3"), '"1000"'),
        (Decimal("-0.00"), '"0"'),
        (datetime.date(2026, 3, 2), '"2026-03-02"'),
        (datetime.datetime(2026, 3, 2, 9, 12), '"2026-03-02T09:12:00.000"'),
        (datetime.time(9, 12, 0, 123999), '"09:12:00.123"'),
        (uuid.UUID(int=1), '"00000000-0000-0000-0000-000000000001"'),
        (datetime.timedelta(hours=1), '"P0DT01H00M00S"'),
        (gettext_lazy("ledger"), '"ledger"'),
        ({1: True, "x": None}, '{"1":true,"x":null}'),
    ],
)
def test_each_kind_of_value_has_one_form(value, text):
    assert canonical_json(value) == text


def test_a_moment_is_the_same_in_every_time_zone():
    shanghai = datetime.timezone(datetime.timedelta(hours=8))
    moment = datetime.datetime(2026, 3, 2, 9, 12, 0, 123999, tzinfo=shanghai)
    assert canonical_json(moment) == '"2026-03-02T01:12:00.123Z"'
    assert canonical_json(moment.astimezone(datetime.timezone.utc)) == canonical_json(moment)


@pytest.mark.parametrize("value", [b"bytes", object(), {None: 1}, {True: 1}])
def test_what_has_no_form_is_an_error(value):
    with pytest.raises(TypeError, match="no canonical form"):
        canonical_json(value)
