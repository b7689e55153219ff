"""A browser without a screen: one person's cookies, real requests, forms as the page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

import requests
from bs4 import BeautifulSoup, Tag

Answers = Mapping[str, "str | list[str]"]


class Browser:
    """One person at one site."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.session = requests.Session()
        self.session.trust_env = False  # the server is on this machine, whatever proxy there is
        self.session.headers["Accept-Language"] = "zh-CN"

    def get(self, path: str, *, expect: int = 200) -> requests.Response:
        return self._seen(self.session.get(urljoin(self.site, path), timeout=60), expect)

    def see(self, path: str) -> BeautifulSoup:
        return soup(self.get(path))

    def send(self, path: str, answers: Answers, *, form: str = "form", button: str = "") -> Any:
        """Open ``path``, change its form (a CSS selector) as ``answers`` say, and send it."""
        return self.send_shown(self.get(path), answers, form=form, button=button)

    def send_shown(
        self, shown: requests.Response, answers: Answers, *, form: str = "form", button: str = ""
    ) -> requests.Response:
        """The same with a page that is open already."""
        element = soup(shown).select_one(form)
        assert element is not None, f"{shown.url} has no {form}"
        data = {**filled_in(element), **answers, **({button: "1"} if button else {})}
        target = urljoin(shown.url, str(element.get("action") or ""))
        answer = self.session.post(target, data=data, headers={"Referer": shown.url}, timeout=120)
        return self._seen(answer, 200)

    def log_in(self, username: str, password: str) -> Browser:
        answer = self.send("/admin/login/", {"username": username, "password": password})
        assert "/login/" not in answer.url, f"{username} cannot log in"
        return self

    @staticmethod
    def _seen(answer: requests.Response, expect: int) -> requests.Response:
        assert answer.status_code == expect, (
            f"{answer.request.method} {answer.url} answers {answer.status_code}\n{answer.text[:2000]}"
        )
        return answer


def soup(answer: requests.Response) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def filled_in(form: Tag) -> dict[str, list[str]]:
    """What the form would send as it stands, without any of its buttons."""
    data: dict[str, list[str]] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        if not field.has_attr("disabled"):
            data.setdefault(str(field["name"]), []).extend(_values(field))
    return {name: values for name, values in data.items() if values}


def _values(field: Tag) -> list[str]:
    if field.name == "textarea":
        return [field.text.removeprefix("\n")]
    if field.name == "select":
        options = field.select("option")
        chosen = [item for item in options if item.has_attr("selected")]
        if not chosen and not field.has_attr("multiple"):
            chosen = options[:1]
        return [str(item.get("value", item.text)) for item in chosen]
    kind = field.get("type", "text")
    if kind in ("submit", "button", "image", "reset", "file"):
        return []
    if kind in ("checkbox", "radio") and not field.has_attr("checked"):
        return []
    return [str(field.get("value", "on" if kind == "checkbox" else ""))]


def choice(page: BeautifulSoup, name: str, label: str) -> str:
    """The value of the checkbox or option of ``name`` that carries ``label``."""
    for field in page.select(f"input[name='{name}']"):
        text = field.find_parent("label") or page.select_one(f"label[for='{field.get('id')}']")
        if text is not None and label in text.text:
            return str(field["value"])
    for option in page.select(f"select[name='{name}'] option"):
        if label in option.text:
            return str(option["value"])
    raise AssertionError(f"{name} offers no “{label}”")


def problems(answer: requests.Response) -> str:
    """What a form that came back complains about."""
    found = soup(answer).select(".error-message, .messages .error, .w-field__errors")
    return " | ".join(dict.fromkeys(" ".join(item.text.split()) for item in found))
