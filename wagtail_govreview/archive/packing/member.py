"""One file of a package, and the texts that files are made of."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wagtail_govreview.ledger.canonical import plain

ENTRIES, UNPUBLISHED = "登记", "未发布"
CONTENTS, FILES, LEDGER, REGISTER = "签审稿", "附件", "账本", "登记簿"
DELEGATIONS = "授权书"


@dataclass(frozen=True)
class Member:
    """``name``: its path in the package. ``compress``: ``False`` for what is compressed by itself."""

    name: str
    chunks: Iterable[bytes]
    compress: bool = True


def exact(name: str, text: str) -> Member:
    """A text whose digest stands in the ledger: its bytes and not one more."""
    return Member(name, [text.encode()])


def readable(name: str, value: Any) -> Member:
    """Plain data, laid out for people."""
    text = json.dumps(plain(value), ensure_ascii=False, indent=2)
    return Member(name, [text.encode("utf-8", "replace"), b"\n"])


def listed(name: str, records: Iterable[Any]) -> Member:
    """Plain records, one in each line of a JSON list."""
    lines = (json.dumps(plain(record), ensure_ascii=False) for record in records)
    text = "[\n" + ",\n".join(lines) + "\n]\n"
    return Member(name, [text.encode("utf-8", "replace")])
