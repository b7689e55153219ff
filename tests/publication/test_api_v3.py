"""Wagtail's write API cannot publish what nobody signed, and says why."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("wagtail.api.v3", reason="Wagtail 7.4 has no write API")

from django.test import Client  # noqa: E402
from wagtail.models import APIToken  # noqa: E402

from tests.road import Road, fresh  # noqa: E402
from wagtail_govreview.models import RegisterEntry  # noqa: E402


@pytest.fixture
def boss(django_user_model: Any) -> dict[str, str]:
    """The headers of a superuser's token."""
    user = django_user_model.objects.create_superuser("boss", "boss@example.gov.cn", "x")
    _token, key = APIToken.create_token(user=user, name="test")
    return {"authorization": f"Bearer {key}"}


def test_publishing_an_unsigned_draft_is_refused_with_the_reason(
    road: Road, client: Client, boss: dict[str, str]
) -> None:
    page = road.draft()
    answer = client.post(f"/api/v3/pages/{page.pk}/actions/publish/", headers=boss)
    assert answer.status_code == 403
    assert page.title in answer.json()["detail"]
    assert not fresh(page).live


def test_a_page_cannot_be_made_public_in_one_request(
    road: Road, client: Client, boss: dict[str, str]
) -> None:
    answer = client.post(
        "/api/v3/pages/",
        {
            "title": "接口直接发布",
            "slug": "api",
            "meta": {
                "type": "portal.PolicyDocumentPage",
                "parent_id": road.section.pk,
                "action": "publish",
            },
        },
        content_type="application/json",
        headers=boss,
    )
    assert answer.status_code == 403, answer.content.decode()
    assert not road.section.get_children().live().exists()


def test_nor_changed_in_public(road: Road, client: Client, boss: dict[str, str]) -> None:
    page = road.published()
    answer = client.patch(
        f"/api/v3/pages/{page.pk}/",
        {"title": "接口改的标题", "meta": {"type": "portal.NewsPage", "action": "publish"}},
        content_type="application/json",
        headers=boss,
    )
    assert answer.status_code == 403, answer.json()
    assert fresh(page).title != "接口改的标题"


def test_a_draft_through_the_api_is_nobodys_business(
    road: Road, client: Client, boss: dict[str, str]
) -> None:
    page = road.published()
    answer = client.patch(
        f"/api/v3/pages/{page.pk}/",
        {"title": "接口改的草稿", "meta": {"type": "portal.NewsPage"}},
        content_type="application/json",
        headers=boss,
    )
    assert answer.status_code == 200, answer.json()
    assert fresh(page).get_latest_revision_as_object().title == "接口改的草稿"


def test_taking_a_page_offline_through_the_api_is_registered(
    road: Road, client: Client, boss: dict[str, str]
) -> None:
    page = road.published()
    answer = client.post(
        f"/api/v3/pages/{page.pk}/actions/unpublish/",
        {},
        content_type="application/json",
        headers=boss,
    )
    assert answer.status_code == 200, answer.json()
    assert RegisterEntry.objects.latest("pk").kind == RegisterEntry.Kind.WITHDRAWAL
