"""What is read from a file can be written down and read again, to the last place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_govreview.screening.extraction.extracts import Extract, Notice
from wagtail_govreview.screening.extraction.keeping import packed, unpacked
from wagtail_govreview.screening.places import Hidden, Kind, Place
from wagtail_govreview.screening.stretches import Stretch, kept_places, stretch_of

PLACE = Place(Kind.CELL, "Sheet1!D2", group="Sheet1!D", hidden=Hidden.COLUMN)

places = st.builds(
    Place,
    st.sampled_from(Kind),
    st.text(max_size=9),
    label=st.text(max_size=5),
    group=st.text(max_size=5),
    hidden=st.none() | st.sampled_from(Hidden),
    inside=st.lists(st.text(min_size=1, max_size=5), max_size=2).map(tuple),
)
texts = st.text(st.characters(), max_size=30)  # half pairs of surrogates included


@given(st.lists(st.tuples(places, texts), max_size=5), st.lists(st.tuples(places, texts)))
def test_everything_comes_back(parts, noticed):
    stretch = stretch_of(parts)
    notices = [Notice("attachment.author", place, note) for place, note in noticed]
    again = unpacked(packed(Extract("docx", [stretch], notices)))
    assert again == Extract("docx", [stretch], notices)
    (found,) = again.stretches
    assert [found.part(number) for number in range(len(parts))] == [text for _, text in parts]


def test_a_file_within_the_file_comes_back_with_its_names():
    inner = Extract("xlsx", [stretch_of([(PLACE, "a")])], [Notice("attachment.author")])
    outer = inner.inside("表.xlsx", Hidden.EMBEDDED).inside("一.zip")
    again = unpacked(packed(outer))
    (stretch,) = again.stretches
    assert stretch.place_at(0).inside == ("一.zip", "表.xlsx")
    assert stretch.place_at(0).hidden is Hidden.COLUMN  # its own reason is the nearer one
    assert again.notices[0].place.hidden is Hidden.EMBEDDED
    assert again.notices == outer.notices


@kept_places("of a test")
class Squares:
    def __init__(self, count):
        self.count = count

    def __len__(self):
        return self.count

    def __getitem__(self, index):
        return Place(Kind.CELL, f"Sheet1!A{index**2}")

    def to_json(self):
        return self.count

    @classmethod
    def from_json(cls, data):
        return cls(data)


def test_places_that_are_worked_out_stay_so():
    table = Stretch("a\tb\nc", [0, 2, 4], Squares(3), is_table=True)
    (again,) = unpacked(packed(Extract("xlsx", [table]))).stretches
    assert isinstance(again.places, Squares) and again.is_table
    assert again.place_at(4).name == "Sheet1!A4"


def test_two_classes_cannot_share_a_name():
    with pytest.raises(ValueError, match="of a test"):
        kept_places("of a test")(type("Others", (), {}))


@given(st.binary())
def test_something_else_is_no_extract(data):
    with pytest.raises(ValueError, match="."):
        unpacked(data)
