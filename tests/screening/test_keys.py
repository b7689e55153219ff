"""The key of a finding: what a ruling holds for."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from sandbox.portal.models import NewsPage
from wagtail_govreview.screening.registry import Context, look_at

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
BODY = '<p><a href="https://bet.example.com/">赌球</a></p><p><a href="http://127.0.0.1:81/a">查看</a></p>'


def keys(body: str) -> set[str]:
    page = NewsPage(title="《条例》图解", body=body)
    return {finding.key for finding in look_at([], Context(on=DAY), page=page)}


def test_a_finding_has_the_same_key_in_every_language() -> None:
    with translation.override("en"):
        english = keys(BODY)
    with translation.override("zh-hans"):
        assert keys(BODY) == english
    assert len(english) > 1


def test_a_link_keeps_its_key_when_it_moves() -> None:
    assert keys(BODY) <= keys(f"<p>新的一段。</p>{BODY}")


def test_another_address_is_another_finding() -> None:
    assert not keys(BODY) <= keys(BODY.replace("bet.example.com", "bets.example.com"))
