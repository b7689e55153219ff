"""What the editor's script hears about a link and a number while they are typed."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from tests.road import person
from tests.sources.register import small_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(admin_client: Client) -> Client:
    small_register()
    return admin_client


def ask(client: Client, **typed: str) -> Any:
    response = client.get(reverse("wagtail_govreview:recognise_source"), typed)
    assert response.status_code == 200
    return response.json()


def test_a_good_link_is_named_and_fills_what_is_known(clerk: Client) -> None:
    answer = ask(clerk, information_class="reprint", link="https://www.moe.gov.cn/a")
    assert answer["link"]["state"] == "good" and "教育部" in answer["link"]["sentence"]
    assert answer["fill"]["source_site"] == "教育部"
    assert answer["fill"]["issuing_organ"] == "教育部"
    assert len(answer["fill"]["reprinted_at"]) == len("2026-03-02 09:12")


def test_a_medium_fills_its_website_but_no_organ(clerk: Client) -> None:
    fill = ask(clerk, information_class="reprint", link="http://politics.people.com.cn/a")["fill"]
    assert (fill["source_site"], fill["issuing_organ"]) == ("人民网", "")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"link": "https://x.gov.cn/a"}, "x.gov.cn"),
        ({"link": "javascript:alert(1)"}, "https://"),
        (
            {"link": "https://www.nx.gov.cn/a", "document_number": "国办发〔2018〕123号"},
            "中国政府网",
        ),
        ({"link": "https://www.nx.gov.cn/a", "title": "国务院办公厅关于某事的意见"}, "中国政府网"),
        ({"link": "https://www.gov.cn/a", "source_site": "教育部"}, "教育部"),
    ],
)
def test_a_bad_link_is_explained(clerk: Client, typed: dict[str, str], said: str) -> None:
    answer = ask(clerk, information_class="reprint", **typed)
    assert answer["link"]["state"] == "bad"
    assert said in answer["link"]["sentence"]


def test_a_link_is_looked_up_in_any_class(clerk: Client) -> None:
    assert ask(clerk, link="https://www.gov.cn/a")["link"]["state"] == "good"
    assert ask(clerk, information_class="other", link="https://x.gov.cn/")["link"]["state"] == "bad"


def test_a_number_is_put_right(clerk: Client) -> None:
    number = ask(clerk, document_number="国办发[2018]0123号")["number"]
    assert number["state"] == "bad" and number["suggestion"] == "国办发〔2018〕123号"
    assert "国办发〔2018〕123号" in number["offer"]
    assert ask(clerk, document_number="国办发〔2018〕123号")["number"]["state"] == ""


def test_nothing_typed_is_nothing_said(clerk: Client) -> None:
    answer = ask(clerk, reprinted_at="yesterday")
    assert answer == {
        "link": {"state": "", "sentence": ""},
        "number": {"state": "", "sentence": ""},
        "fill": {},
    }


def test_only_for_users_of_the_admin(client: Client) -> None:
    url = reverse("wagtail_govreview:recognise_source")
    assert client.get(url).status_code == 302
    client.force_login(person("visitor"))
    assert client.get(url).status_code in (302, 403)
    assert get_user_model().objects.count() == 1


def test_it_reads_only(clerk: Client) -> None:
    assert clerk.post(reverse("wagtail_govreview:recognise_source")).status_code == 405


def test_answers_are_not_kept_by_the_browser(clerk: Client) -> None:
    response = clerk.get(
        reverse("wagtail_govreview:recognise_source"), {"link": "https://www.gov.cn/"}
    )
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Type"] == "application/json"
