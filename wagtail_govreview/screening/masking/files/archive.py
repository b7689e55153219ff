"""A zip written anew with some of its members changed, the others copied as they are."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterator
from typing import IO

from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.readers.parts import Member, open_zip

_OVERRIDE = re.compile(
    rb"""<(?:\w+:)?Override\b[^<>]*?\bPartName\s*=\s*["']([^"'<>]*)["'][^<>]*/>"""
)
_RELATION = re.compile(
    rb"""<(?:\w+:)?Relationship\b[^<>]*?\bTarget\s*=\s*["']([^"'<>]*)["'][^<>]*/>"""
)


class Zip:
    """The members of a zip by name, to be changed and written. Raises :class:`Unreadable` as readers do."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        package = open_zip(stream)
        self._infos: dict[str, zipfile.ZipInfo] = {}
        self._data: dict[str, bytes] = {}
        for info in package.infolist():
            if not info.is_dir():
                with Member(package, info, budget) as member:
                    self._data[info.filename] = member.all()
                self._infos[info.filename] = info

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._data))

    def __contains__(self, name: str) -> bool:
        return name in self._data

    def __getitem__(self, name: str) -> bytes:
        return self._data[name]

    def __setitem__(self, name: str, data: bytes) -> None:
        self._data[name] = data

    def named(self, name: str) -> str:
        """The name of a member as it is written in this zip; names of parts differ in case only by mistake."""
        wanted = name.lstrip("/").lower()
        return next(
            (each for each in self._data if each.replace("\\", "/").lstrip("/").lower() == wanted),
            "",
        )

    def drop(self, name: str) -> None:
        self._data.pop(name, None)

    def written(self) -> bytes:
        """The zip, its members in the order in which they were."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in self._data.items():
                before = self._infos[name]
                info = zipfile.ZipInfo(name, before.date_time)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = before.external_attr
                package.writestr(info, data)
        return target.getvalue()

    def forget(self, names: Collection[str]) -> None:
        """Take what refers to these members out of the lists of contents and relations."""
        ends = {name.replace("\\", "/").rpartition("/")[2].lower() for name in names}
        full = {"/" + name.replace("\\", "/").lstrip("/").lower() for name in names}
        for name in self:
            if name == "[Content_Types].xml":
                self[name] = _OVERRIDE.sub(lambda tag: _without(tag, full), self[name])
            elif name.lower().endswith(".rels"):
                self[name] = _RELATION.sub(lambda tag: _without_target(tag, ends), self[name])


def _without(tag: re.Match[bytes], names: Collection[str]) -> bytes:
    return b"" if tag[1].decode("utf-8", "replace").lower() in names else tag[0]


def _without_target(tag: re.Match[bytes], ends: Collection[str]) -> bytes:
    target = tag[1].decode("utf-8", "replace").rpartition("/")[2].lower()
    return b"" if target in ends else tag[0]
