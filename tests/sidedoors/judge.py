"""What came of an attempt, judged by the state of the site alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.db import DatabaseError
from django.db.models import ProtectedError
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.log_actions import LogContext
from wagtail.models import Page, Revision

from sandbox.portal.models import HomePage, SectionIndexPage
from tests.sidedoors.visit import NotOffered, Visit
from wagtail_govreview.content.fingerprint import has_fingerprint
from wagtail_govreview.ledger.verification import verify_all
from wagtail_govreview.models import LedgerLine, RegisterEntry, ReviewSheet
from wagtail_govreview.publication.aliases import as_signed
from wagtail_govreview.refusal import Refused
from wagtail_govreview.review.facts import next_tier_of
from wagtail_govreview.review.sheets import OPEN_STATES
from wagtail_govreview.units.governance import governed_paths

REFUSED, REVIEWED, DETECTED, RECORDED = "refused", "re-reviewed", "detected", "recorded"
NOT_OFFERED, HARMLESS, OPEN = "not offered", "harmless", "open"
EXCEPTION = "registered"
REFUSALS = (PermissionDenied, ValidationError, ProtectedError, DatabaseError)


@dataclass(frozen=True)
class Photo:
    """What a visitor sees, what lies behind it, and what the verification says."""

    content: dict[Any, str]
    addresses: dict[Any, str]
    drafts: frozenset[Any]
    under_way: frozenset[Any]
    problems: frozenset[tuple[str, str]]
    entries: dict[Any, int]
    lines: int
    rows: dict[str, int]

    @classmethod
    def take(cls) -> Photo:
        pages = list(_watched())
        return cls(
            content={**{page.pk: _content(page) for page in pages}, **_files()},
            addresses={page.pk: page.get_url() or "" for page in pages},
            drafts=frozenset(
                (draft.object_id, draft.pk, json.dumps(draft.content, sort_keys=True, default=str))
                for draft in Revision.page_revisions.all()
            ),
            under_way=frozenset(
                ReviewSheet.objects.filter(state__in=OPEN_STATES).values_list("pk", flat=True)
            ),
            problems=frozenset((found.code, found.where) for found in verify_all(thorough=True)),
            entries=dict(RegisterEntry.objects.order_by("pk").values_list("page_id", "pk")),
            lines=LedgerLine.objects.count(),
            rows={model._meta.label: model._base_manager.count() for model in apps.get_models()},
        )


def _watched() -> Iterator[Any]:
    """Every public page under the rule, or said to be public by the register, or once signed."""
    signed = set(ReviewSheet.objects.values_list("page_id", flat=True))
    registered = set(RegisterEntry.objects.values_list("page_id", flat=True))
    paths = governed_paths()
    for page in Page.objects.filter(live=True).order_by("pk"):
        if page in paths or page.pk in signed | registered:
            yield page.specific


def _content(page: Any) -> str:
    """An article as a stranger's browser gets it; of a section its own words, since its list changes by itself."""
    if isinstance(page, HomePage | SectionIndexPage):
        return str([page.title, page.seo_title, page.search_description, page.slug])
    address = page.get_url()
    answer = Client().get(address) if address else None
    if answer is None or answer.status_code != 200:
        return ""
    return str(BeautifulSoup(answer.content.decode(), "html.parser").find("article"))


def _files() -> dict[Any, str]:
    images = get_image_model()
    files = {}
    for model in (get_document_model(), images, images.get_rendition_model()):
        for item in model.objects.all():
            known = default_storage.exists(item.file.name)
            data = default_storage.open(item.file.name).read() if known else b""
            files[f"{model.__name__} {item.pk}"] = hashlib.sha256(data).hexdigest()
    return files


class Judge:
    """Watches one attempt and gives one word for what came of it."""

    def __init__(self, visit: Visit, heard: list[str]) -> None:
        self.visit = visit
        self.heard = heard
        self.offered = True

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Take whatever the attempt raises for the answer that the person gets."""
        self.before = Photo.take()
        assert not self.before.problems, self.before.problems
        self.heard.clear()
        self.visit.said.clear()
        try:
            with LogContext(user=self.visit.user):
                yield
        except NotOffered:
            self.offered = False
        except REFUSALS as refusal:
            self.visit.said.append(str(refusal))
        self.after = Photo.take()

    def verdict(self) -> str:
        found = self.after.problems - self.before.problems
        if self._unsigned_in_public() or self._moved_without_a_line():
            if found:
                return DETECTED
            told = self.after.lines > self.before.lines
            return f"{OPEN}: {'only the ledger tells' if told else 'nothing tells'} of it"
        if found:
            return DETECTED
        if self._registered_as_exception():
            return EXCEPTION
        if (
            self.heard
        ):  # one of our own reasons, even where Wagtail dresses it as a missing permission
            return REFUSED
        if not self.offered:
            assert self._nothing_happened()
            return NOT_OFFERED
        if self.visit.said:
            return REFUSED
        if self.after.content != self.before.content and self.after.lines > self.before.lines:
            return RECORDED
        if self.after.drafts - self.before.drafts or self.before.under_way - self.after.under_way:
            return REVIEWED
        if self.after.lines > self.before.lines:
            return RECORDED
        if self.after.rows != self.before.rows:
            return HARMLESS
        raise AssertionError("The attempt came to nothing, and nobody said why.")

    def _unsigned_in_public(self) -> bool:
        before, after = self.before.content, self.after.content
        changed = [key for key in after if after[key] != before.get(key)]
        new_files = {
            key for key in after if isinstance(key, str)
        } - before.keys()  # shown by no page yet
        return any(key not in new_files and not self._went_the_road(key) for key in changed)

    def _went_the_road(self, key: Any) -> bool:
        """Was it registered just now, with every signature for what it says?"""
        return self._is_newly_registered(key) and (_is_signed(key) or _is_exception(key))

    def _registered_as_exception(self) -> bool:
        changed = [key for key in self.after.content if self._is_newly_registered(key)]
        return any(_is_exception(key) for key in changed)

    def _is_newly_registered(self, key: Any) -> bool:
        return self.after.entries.get(key) != self.before.entries.get(key)

    def _moved_without_a_line(self) -> bool:
        before, after = self.before.addresses, self.after.addresses
        moved = any(after[key] != before.get(key, after[key]) for key in after)
        return moved and self.after.lines == self.before.lines

    def _nothing_happened(self) -> bool:
        return self.before.content == self.after.content


def _is_signed(key: Any) -> bool:
    """Is there a published sheet with every signature for exactly what the page says now?"""
    page = Page.objects.filter(pk=key).first() if isinstance(key, int) else None
    if page is None:
        return False
    page = page.specific
    signed_page = page.alias_of_id or page.pk
    sheets = ReviewSheet.objects.filter(page_id=signed_page, state=ReviewSheet.State.PUBLISHED)
    return any(
        next_tier_of(sheet) is None and has_fingerprint(as_signed(page), sheet.fingerprint)
        for sheet in sheets
    )


def _is_exception(key: Any) -> bool:
    """Does the register say of exactly what the page says now that nobody has signed it, and why?"""
    entries = RegisterEntry.objects.filter(page_id=key, state=RegisterEntry.State.CURRENT)
    entry = entries.exclude(exception="").exclude(reason="").first()
    page = Page.objects.filter(pk=key).first() if entry is not None else None
    return page is not None and has_fingerprint(as_signed(page.specific), entry.fingerprint)


@contextmanager
def listening(monkeypatch: Any) -> Iterator[list[str]]:
    """The codes of every refusal of ours, also of those that Wagtail's admin turns into a sentence of its own."""
    heard: list[str] = []
    born = Refused.__init__

    def overheard(self: Refused, refusals: Any) -> None:
        born(self, refusals)
        heard.extend(self.codes)

    with monkeypatch.context() as patch:
        patch.setattr(Refused, "__init__", overheard)
        yield heard
