"""How a person is written into evidence: a name that stays readable when the account is gone, and a key."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth import get_user_model

HAN = re.compile(r"[\u2e80-\u2fdf\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af·]+")


def display_name(user: Any) -> str:
    """The full name; without one, the account name; ``""`` for nobody.

    Chinese names are written surname first and without a space.
    """
    if user is None:
        return ""
    first = str(getattr(user, "first_name", "") or "").strip()
    last = str(getattr(user, "last_name", "") or "").strip()
    if HAN.fullmatch(first) and HAN.fullmatch(last):
        return last + first
    full_name = user.get_full_name() if hasattr(user, "get_full_name") else ""
    return full_name.strip() or str(user.get_username())


def key(user: Any) -> str:
    """The primary key as text; ``""`` for nobody and for an account that is not saved."""
    if user is None or user.pk is None:
        return ""
    return str(user.pk)


def name_fields() -> list[str]:
    """The fields of the site's user model by which people are ordered and searched: its names, then the account.

    A user model of the site's own may lack the first and last name.
    """
    model = get_user_model()
    fields = {field.name for field in model._meta.get_fields()}
    return [name for name in ("last_name", "first_name") if name in fields] + [model.USERNAME_FIELD]
