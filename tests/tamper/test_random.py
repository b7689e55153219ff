"""Any single value of any row, at random: found, and the finding names the row."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.tamper.attack import changed
from tests.tamper.mutations import values_instead
from tests.tamper.scene import Scene
from tests.tamper.test_every_value import COLUMNS

pytestmark = pytest.mark.django_db


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_value_of_any_row(scene: Scene, data: st.DataObject) -> None:
    model, field = data.draw(st.sampled_from(COLUMNS), label="column")
    rows = list(model._base_manager.order_by("pk"))
    assume(rows)
    row = data.draw(st.sampled_from(rows), label="row")
    values = list(values_instead(row, field))
    assume(values)
    changed(row, field, data.draw(st.sampled_from(values), label="value"))
