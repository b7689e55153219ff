"""The checks of whole items: doubles, dates, interpretations, periods of public notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from wagtail_govreview.content.bookkeeping import SIGNED_PAGE_FIELDS
from wagtail_govreview.content.reading import content_fields
from wagtail_govreview.screening.checks.items import types
from wagtail_govreview.screening.checks.items.facts import ITEM_FACTS, ItemFacts
from wagtail_govreview.screening.checks.items.periods import ends
from wagtail_govreview.screening.checks.links.facts import LINKS, LinkFacts, links_of
from wagtail_govreview.screening.findings import Hit
from wagtail_govreview.screening.folding import View
from wagtail_govreview.screening.places import Kind, Place
from wagtail_govreview.screening.registry import ITEM, Context, Item, register
from wagtail_govreview.screening.sources import PAGE

_PUBLISHED = re.compile(
    r"^(?:date|day|(?:date_)?(?:publish|publication|published|pub|issue|issued|release|released|post|posted)"
    r"(?:_?(?:on|at|date|day))?)$"
)
_PUBLISHED_WORDS = re.compile(r"^(?:日期|(?:发布|发文|成文|印发|公布|刊发|发表)(?:日期|时间))$")
_NOTICE_END = re.compile(
    r"公示.{0,4}(?:结束|截止|终止|止)|^(?:public|notice|objections?)_(?:until|end|ends|to)$"
)
_INTERPRETS = re.compile(
    r"解读|图解|[一1]图(?:读|看|弄)懂|[读看]懂|图说|答记者问|政策问答|政策简明问答|明白纸|明白卡"
)
_NAMES_DOCUMENT = re.compile(
    r"《[^《》]{4,120}》|[〔\[(【][0-9]{4}[〕\])】] ?(?:第 ?)?[0-9]{1,5} ?号|令 ?第 ?[0-9〇一二三四五六七八九十百]{1,6} ?号"
)


@register(types.DUPLICATE, scope=ITEM)
def doubles(item: Item, context: Context) -> Iterator[Hit]:
    """The same text is public on another page."""
    facts: ItemFacts = context.data.get(ITEM_FACTS) or ItemFacts()
    for title, path in facts.doubles:
        note = _("on the page “%(title)s” (%(path)s)") % {"title": title, "path": path}
        yield Hit(type=types.DUPLICATE, note=note, about=path, place=_place(item.page, "title"))


@register(types.NO_DATE, scope=ITEM)
def dates(item: Item, context: Context) -> Iterator[Hit]:
    """The page's type asks for a date of publication and none is filled in; or it is public without one."""
    field = next((field for field in _date_fields(item.page) if _is_publication(field)), None)
    if field is not None:
        if field.value_from_object(item.page) is None:
            yield Hit(type=types.NO_DATE, place=_place(item.page, field.name))
    elif item.page.pk and item.page.live and item.page.first_published_at is None:
        yield Hit(type=types.NO_DATE, place=_place(item.page, "title"))


@register(types.INTERPRETATION, scope=ITEM)
def interpretations(item: Item, context: Context) -> Iterator[Hit]:
    """By its title it interprets a document, which it neither links to nor names."""
    if not _INTERPRETS.search(item.page.title):
        return
    texts = [stretch.text for source, stretch in item.stretches if source == PAGE]
    if any(_NAMES_DOCUMENT.search(text) for text in (item.page.title, *texts)):
        return
    facts: LinkFacts | None = context.data.get(LINKS)
    found = facts.found if facts else links_of(item.page)
    if not any(each.element.is_link and not each.element.is_out_of_sight for each in found):
        yield Hit(type=types.INTERPRETATION, place=_place(item.page, "title"))


@register(types.NOTICE_PERIOD)
def notice_periods(view: View, context: Context) -> Iterator[Hit]:
    """A period of public notice in the text that is over on the day of the look."""
    if context.on is None or "示" not in view.text:
        return
    for start, end, last in ends(view.text):
        if last < context.on:
            yield Hit(type=types.NOTICE_PERIOD, start=start, end=end, note=_ended(last))


@register(types.NOTICE_PERIOD, scope=ITEM)
def notice_period_fields(item: Item, context: Context) -> Iterator[Hit]:
    """The same, where the page's type has a field for the end of the period."""
    for field in _date_fields(item.page) if context.on else ():
        if _NOTICE_END.search(str(field.verbose_name)) or _NOTICE_END.search(field.name):
            last = field.value_from_object(item.page)
            last = last.date() if hasattr(last, "date") else last
            if isinstance(last, date) and context.on and last < context.on:
                place = _place(item.page, field.name)
                yield Hit(type=types.NOTICE_PERIOD, note=_ended(last), about=str(last), place=place)


def _ended(last: date) -> str:
    return _("it ended on %(day)s") % {"day": date_format(last, "DATE_FORMAT")}


def _date_fields(page: Any) -> list[models.DateField]:
    return [
        field
        for field in content_fields(type(page))
        if isinstance(field, models.DateField) and field.name not in SIGNED_PAGE_FIELDS
    ]


def _is_publication(field: models.DateField) -> bool:
    return bool(_PUBLISHED.match(field.name) or _PUBLISHED_WORDS.match(str(field.verbose_name)))


def _place(page: Any, name: str) -> Place:
    label = capfirst(str(page._meta.get_field(name).verbose_name))
    return Place(Kind.FIELD, name, label)
