"""Many pages at once, as a site has them that is years old: written past Wagtail's own save, for speed."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import models
from wagtail.documents.models import Document
from wagtail.models import Locale, Page

from sandbox.portal.models import (
    HomePage,
    NewsPage,
    PolicyAttachment,
    PolicyDocumentPage,
    SectionIndexPage,
)
from wagtail_govreview.models import Unit
from wagtail_govreview.units.services import set_up_unit

PIECE = 2000
POLICY_EVERY = 10
PARAGRAPH = "检修人员沿渠查看衬砌、护栏和警示标志，对发现的问题逐一登记，明确责任人和完成时限，确保春灌按期开闸放水。"
NOW = datetime.datetime(2020, 3, 2, 1, 12, tzinfo=datetime.timezone.utc)


def old_section(home: HomePage, code: str, slug: str, count: int) -> Unit:
    """A unit with ``count`` public pages below its section: news, and one policy document in ten."""
    section = SectionIndexPage(title=f"{code}要闻", slug=slug)
    home.add_child(instance=section)
    documents = [_document(f"{code}附件{number}") for number in range(5)]
    drafts = _articles(section, count - 1)
    while piece := list(islice(drafts, PIECE)):
        _insert(piece, documents)
    Page.objects.filter(pk=section.pk).update(numchild=count - 1)
    set_up_unit(code, name=f"{code}厅", root_page=section)
    return Unit.objects.get(code=code)


def _articles(section: Page, count: int) -> Iterator[Page]:
    locale = Locale.get_default()
    types = ContentType.objects.get_for_models(NewsPage, PolicyDocumentPage)
    for number in range(1, count + 1):
        is_policy = number % POLICY_EVERY == 0
        model = PolicyDocumentPage if is_policy else NewsPage
        title = f"{section.title}第{number}号：各灌区有序开展春灌前渠道检修"
        yield model(
            **(_policy(number) if is_policy else _news(number)),
            title=title,
            draft_title=title,
            slug=f"p{number}",
            path=Page._get_path(section.path, section.depth + 1, number),
            depth=section.depth + 1,
            url_path=f"{section.url_path}p{number}/",
            content_type=types[model],
            locale=locale,
            translation_key=uuid.uuid4(),
            live=True,
            first_published_at=NOW,
            last_published_at=NOW,
        )


def _news(number: int) -> dict[str, Any]:
    body = "".join(f"<p>{number}-{place}：{PARAGRAPH}</p>" for place in range(10))
    return {"body": body, "intro": PARAGRAPH, "date": NOW.date()}


def _policy(number: int) -> dict[str, Any]:
    body = [
        {"type": "paragraph", "value": f"<p>{number}-{place}：{PARAGRAPH}</p>", "id": str(place)}
        for place in range(10)
    ]
    return {"body": body, "document_number": f"宁水发〔2020〕{number}号", "issued_on": NOW.date()}


def _document(title: str) -> Document:
    return Document.objects.create(
        title=title, file=ContentFile(title.encode() * 2000, f"{title}.txt")
    )


def _insert(pages: list[Page], documents: list[Document]) -> None:
    """The rows of the base page, then those of each type: Django's bulk insert knows no inheritance."""
    base = [
        Page(**{each.attname: getattr(page, each.attname) for each in _base()}) for page in pages
    ]
    Page.objects.bulk_create(base)
    for page, row in zip(pages, base, strict=True):
        page.pk = page.page_ptr_id = row.pk
    for model in (NewsPage, PolicyDocumentPage):
        rows = [page for page in pages if isinstance(page, model)]
        if rows:
            model._base_manager._insert(
                rows, fields=model._meta.local_concrete_fields, using="default"
            )
    PolicyAttachment.objects.bulk_create(
        PolicyAttachment(
            page=page, document=documents[place % len(documents)], sort_order=0, title="附件"
        )
        for place, page in enumerate(pages)
        if isinstance(page, PolicyDocumentPage)
    )


def _base() -> list[models.Field]:
    return [each for each in Page._meta.concrete_fields if not each.primary_key]
