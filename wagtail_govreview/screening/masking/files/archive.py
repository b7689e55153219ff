"""A zip written anew with some of its members changed, the others copied as they are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import IO

from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.readers.parts import Member, open_zip


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
            (each for each in self._data if each.replace("\\", "/").lstrip("/").lower() == wanted), ""
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
