"""Stream content has one canonical form, however it was stored, loaded or built."""

import datetime
import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from wagtail_govreview.content.blocks import block_references, plain_block
from wagtail_govreview.ledger.canonical import canonical_json


class Contact(blocks.StructBlock):
    id = blocks.CharBlock()
    name = blocks.CharBlock()
    since = blocks.DateBlock(required=False)
    public = blocks.BooleanBlock(required=False)
    note = blocks.CharBlock(default="无", required=False)


class Body(blocks.StreamBlock):
    heading = blocks.CharBlock()
    paragraph = blocks.RichTextBlock()
    raw = blocks.RawHTMLBlock()
    number = blocks.IntegerBlock()
    money = blocks.DecimalBlock()
    when = blocks.DateTimeBlock()
    clock = blocks.TimeBlock()
    choice = blocks.MultipleChoiceBlock(choices=[("a", "A"), ("b", "B")])
    contact = Contact()
    names = blocks.ListBlock(blocks.CharBlock())
    contacts = blocks.ListBlock(Contact())
    section = blocks.StreamBlock([("heading", blocks.CharBlock()), ("text", blocks.TextBlock())])
    table = TableBlock()
    typed = TypedTableBlock([("text", blocks.CharBlock()), ("rich", blocks.RichTextBlock())])
    line = blocks.StaticBlock()


BODY = Body()


def item(kind, value, key="k"):
    return {"type": kind, "value": value, "id": key}


def plain(*items):
    return plain_block(BODY, list(items))


def test_ids_are_book_keeping_but_a_field_called_id_is_not():
    contact = {"id": "7", "name": "张三"}
    assert plain(item("contact", contact)) == [
        {"type": "contact", "value": {"id": "7", "name": "张三", "note": "无"}}
    ]
    assert plain(item("contact", contact, "x")) == plain(item("contact", contact, "y"))
    assert plain(item("contact", {**contact, "id": "8"})) != plain(item("contact", contact))


def test_what_wagtail_ignores_is_ignored_and_what_it_fills_in_is_filled_in():
    known = item("contact", {"id": "7", "name": "张三", "note": "无"})
    assert plain(known, item("removed", "x")) == plain(known)
    assert plain(item("contact", {"id": "7", "name": "张三", "removed": 1})) == plain(known)


def test_both_forms_of_a_list_are_one():
    wrapped = [
        {"type": "item", "value": "张三", "id": "1"},
        {"type": "item", "value": "李四", "id": "2"},
    ]
    assert plain(item("names", wrapped)) == plain(item("names", ["张三", "李四"]))
    assert plain(item("names", wrapped)) != plain(item("names", ["李四", "张三"]))


def test_a_struct_in_a_list_that_looks_like_a_wrapped_item_keeps_its_fields():
    block = blocks.ListBlock(
        blocks.StructBlock([("type", blocks.CharBlock()), ("value", blocks.CharBlock())])
    )
    assert plain_block(block, [{"type": "item", "value": "x"}]) == [{"type": "item", "value": "x"}]


@pytest.mark.parametrize(
    ("kind", "forms"),
    [
        ("money", ["1.50", "1.5", Decimal("1.500")]),
        ("when", ["2026-03-02T09:12:00+08:00", "2026-03-02T01:12:00Z"]),
        ("clock", ["09:12:00", "09:12:30", datetime.time(9, 12, 30)]),
        ("number", [1, 1.0]),
        ("heading", [None, ""]),
        ("heading", ["a\r\nb", "a\nb"]),
        ("paragraph", ['<p data-block-key="x">甲</p>', "<p>甲</p>"]),
        ("names", [None, []]),
        ("contact", [None, {}]),
        ("typed", [None, ""]),
        (
            "table",
            [
                {"data": [["一"]], "cell": []},
                {"data": [["一"]], "first_row_is_table_header": False, "table_caption": ""},
            ],
        ),
        ("line", [None, ""]),
    ],
)
def test_values_of_one_meaning_have_one_form(kind, forms):
    assert len({canonical_json(plain(item(kind, form))) for form in forms}) == 1


@pytest.mark.parametrize(
    ("kind", "value"), [("money", "many"), ("when", "2026-99-99"), ("clock", "late")]
)
def test_a_value_that_cannot_be_read_is_itself(kind, value):
    assert plain(item(kind, value)) == [{"type": kind, "value": value}]


def test_typed_tables_are_read_cell_by_cell():
    table = {
        "columns": [{"type": "text", "heading": "名称"}, {"type": "rich", "heading": "说明"}],
        "rows": [{"values": ["甲", '<p data-block-key="x">一</p>']}],
        "caption": "表一",
    }
    assert plain(item("typed", table)) == [
        {
            "type": "typed",
            "value": {"columns": table["columns"], "caption": "表一", "cells": ["甲", "<p>一</p>"]},
        }
    ]


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
CONTACT = st.fixed_dictionaries(
    {"id": TEXT, "name": TEXT},
    optional={"since": st.dates().map(str), "public": st.booleans(), "note": TEXT},
)
KEY = st.none() | st.uuids().map(str)


def wrapped(values):
    return st.lists(
        st.builds(lambda value, key: {"type": "item", "value": value, "id": key}, values, KEY),
        max_size=3,
    )


VALUES = {
    "heading": TEXT,
    "paragraph": TEXT,
    "raw": TEXT,
    "number": st.integers(-(10**6), 10**6),
    "money": st.decimals(-999, 999, places=2).map(str),
    "when": st.datetimes(timezones=st.just(datetime.timezone.utc)).map(
        lambda moment: moment.isoformat()
    ),
    "clock": st.times().map(lambda time: time.isoformat()),
    "choice": st.lists(st.sampled_from("ab"), unique=True),
    "contact": CONTACT,
    "names": st.lists(TEXT, max_size=3) | wrapped(TEXT),
    "contacts": st.lists(CONTACT, max_size=2) | wrapped(CONTACT),
    "section": st.lists(
        st.builds(item, st.sampled_from(["heading", "text"]), TEXT, KEY), max_size=3
    ),
    "table": st.none()
    | st.lists(st.lists(st.none() | TEXT)).map(lambda rows: {"data": rows, "cell": []}),
    "line": st.none(),
}
STREAM = st.lists(
    st.sampled_from(sorted(VALUES)).flatmap(
        lambda kind: st.builds(item, st.just(kind), VALUES[kind], KEY)
    ),
    max_size=4,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STREAM)
def test_loading_and_saving_a_stream_changes_nothing(raw):
    """What Wagtail makes of the stream when it is loaded, looked at and saved, once and again."""
    before = plain_block(BODY, json.loads(json.dumps(raw)))
    for _turn in range(2):
        value = BODY.to_python(json.loads(json.dumps(raw)))
        for child in value:  # makes Python objects of the raw data
            assert child.value is not None or child.block_type in ("line", "table")
        raw = json.loads(json.dumps(BODY.get_prep_value(value), default=str))
        assert plain_block(BODY, raw) == before


@pytest.mark.django_db
def test_references_are_those_that_wagtail_finds(samples):
    body = blocks.StreamBlock(
        [
            ("document", DocumentChooserBlock()),
            ("image", ImageChooserBlock()),
            ("described", ImageBlock()),
            ("bare", ImageBlock(required=False)),
            ("text", blocks.RichTextBlock()),
            ("group", blocks.StructBlock([("files", blocks.ListBlock(DocumentChooserBlock()))])),
            (
                "typed",
                TypedTableBlock(
                    [("rich", blocks.RichTextBlock()), ("file", DocumentChooserBlock())]
                ),
            ),
        ]
    )
    document, image = samples.document.pk, samples.image.pk
    raw = [
        item("document", document),
        item("image", image),
        item("described", {"image": image, "decorative": False, "alt_text": "图"}),
        item("bare", image),
        item("bare", None),
        item("text", samples.rich_text),
        item("group", {"files": [document, {"type": "item", "value": document, "id": "x"}]}),
        item(
            "typed",
            {
                "columns": [{"type": "rich", "heading": ""}, {"type": "file", "heading": ""}],
                "rows": [{"values": [samples.rich_text, document]}],
            },
        ),
    ]
    found = sorted((model.__name__, key) for model, key in block_references(body, raw))
    typed = list(block_references(body, [raw.pop()]))  # Wagtail 7.4 does not look into these tables
    assert sorted(key for _model, key in typed) == sorted(
        [str(document), str(document), str(image)]
    )
    theirs = body.extract_references(body.to_python(raw))
    expected = [(model.__name__, str(key)) for model, key, *_paths in theirs]
    assert found == sorted([*expected, *((model.__name__, key) for model, key in typed)])


@pytest.mark.django_db
def test_a_bare_key_and_a_described_image_are_read_alike(samples):
    block = ImageBlock()
    described = block.get_prep_value(block.to_python(samples.image.pk))
    assert plain_block(block, samples.image.pk) == plain_block(block, described)
    assert plain_block(block, samples.image.pk)["image"] == samples.image.pk
