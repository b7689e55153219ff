from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Permission

from tests.road import Road
from wagtail_govreview.archive.selection import Selection
from wagtail_govreview.archive.services import Packed, pack


class Opened:
    """A package that was made, and what is in it."""

    def __init__(self, data: bytes, packed: Packed) -> None:
        self.data = data
        self.packed = packed
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        self.names = self.zip.namelist()

    def text(self, name: str) -> str:
        return self.zip.read(name).decode()

    def named(self, *parts: str) -> list[str]:
        """The names in which all of ``parts`` occur."""
        return [name for name in self.names if all(part in name for part in parts)]

    def one(self, *parts: str) -> str:
        (name,) = self.named(*parts)
        return self.text(name)


@pytest.fixture
def opened() -> Iterator[Callable[..., Opened]]:
    """Packs a selection and opens the package."""

    def make(selection: Selection, **options: Any) -> Opened:
        out = io.BytesIO()
        packed = pack(selection, out, **options)
        return Opened(out.getvalue(), packed)

    yield make


@pytest.fixture
def signed_in(client: Any, road: Road) -> Callable[[Any], Any]:
    """The client of somebody who may enter the admin, by role or as an account."""

    def enter(who: Any) -> Any:
        user = road.people[who] if isinstance(who, str) else who
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(user)
        return client

    return enter
