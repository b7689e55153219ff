"""Checks a package that came from anywhere: against itself, and against the ledger where that is at hand."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_govreview.archive.acts import FILED
from wagtail_govreview.archive.packing.chain import DIGESTS, LINES
from wagtail_govreview.archive.packing.manifest import SHA256_LIST, SM3_LIST
from wagtail_govreview.archive.packing.member import CONTENTS, ENTRIES, UNPUBLISHED
from wagtail_govreview.archive.packing.readme import FACTS, FORMAT, VERSION
from wagtail_govreview.ledger.digests import (
    ALGORITHMS,
    CHUNK,
    algorithm_of,
    digest_of,
    digest_of_stream,
    digest_of_text,
)
from wagtail_govreview.ledger.models import Chain, LedgerLine
from wagtail_govreview.ledger.verification import Checked, Problem

PIECE = 1000
DIGEST = re.compile(r"\b(?:sha256|sm3):[0-9a-f]{64}\b")
# The texts whose digests the ledger keeps; histories and lists of contents beside them are no evidence.
EVIDENCE = re.compile(
    rf"(?:{ENTRIES}|{UNPUBLISHED})/.*/(?:登记|应急发布|审查表 第\d+轮(?: 签字[^/]*)?)\.json"
)
Found = Iterator["Problem | Checked"]


def check_filing(path: Path, *, with_ledger: bool = True) -> Found:
    """Problems of the package at ``path``, and how much was checked.

    ``with_ledger``: compare with this site's ledger too, if it has the package's chain.
    """
    try:
        with zipfile.ZipFile(path) as package:
            facts = _facts(package)
            yield from _Check(package, facts).run()
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError) as problem:
        sentence = _("This is no filing package, or it is damaged: %(problem)s.")
        yield Problem("archive.unreadable", path.name, sentence % {"problem": problem})
        return
    if with_ledger:
        yield from _against_ledger(path, facts)


def _facts(package: zipfile.ZipFile) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(package.read(FACTS))
    if facts.get("format") != FORMAT or facts.get("version") != VERSION:
        raise ValueError(f"{facts.get('format')} {facts.get('version')}")
    return facts


class _Check:
    def __init__(self, package: zipfile.ZipFile, facts: dict[str, Any]) -> None:
        self.package = package
        self.facts = facts
        self.told: set[str] = set()

    def run(self) -> Found:
        yield from self._files()
        yield from self._lines()
        yield from self._evidence()

    def _files(self) -> Found:
        """Every file against the list, and the list against the files."""
        listed = dict(self._listed())
        names = [name for name in self.package.namelist() if name not in (SHA256_LIST, SM3_LIST)]
        for name in names:
            expected = listed.pop(name, None)
            if expected is None:
                yield _problem("archive.unlisted", name, _("“%(name)s” is not in the list."))
            elif self._digest(name) != expected:
                yield _problem("archive.changed", name, _("“%(name)s” was changed."))
        for name in listed:
            yield _problem("archive.missing", name, _("“%(name)s” is missing."))
        yield Checked(gettext_lazy("files"), len(names))

    def _listed(self) -> Iterator[tuple[str, str]]:
        with self.package.open(SHA256_LIST) as lines:
            for line in lines:
                digest, _spaces, name = line.decode().rstrip("\n").partition("  ")
                yield name, digest

    def _digest(self, name: str) -> str:
        state = hashlib.sha256()
        try:
            with self.package.open(name) as file:
                while chunk := file.read(CHUNK):
                    state.update(chunk)
        except zipfile.BadZipFile:
            return ""
        return state.hexdigest()

    def _lines(self) -> Found:
        """Every ledger line against its digest, and its place in the chain's list of digests."""
        places = dict(_places(self.package))
        count = 0
        with self.package.open(LINES) as lines:
            for raw in lines:
                digest, _tab, text = raw.decode().rstrip("\n").partition("\t")
                count += 1
                line = json.loads(text)
                self.told.update(DIGEST.findall(line["data"]))
                number, algorithm = line["number"], algorithm_of(digest)
                if not algorithm or digest_of_text(text, algorithm) != digest:
                    yield _line_problem("archive.line", number, _("it is not what its digest says"))
                elif places.get(number) != digest or (
                    line["previous"] != places.get(number - 1, "")
                ):
                    yield _line_problem("archive.place", number, _("it does not fit the chain"))
        yield Checked(gettext_lazy("ledger lines"), count)

    def _evidence(self) -> Found:
        """Entries, sheets and signatures against what the lines tell; contents against their names."""
        count = 0
        for name in self.package.namelist():
            if name.startswith(f"{CONTENTS}/"):
                count += 1
                yield from self._content(name)
            elif EVIDENCE.fullmatch(name):
                count += 1
                text = self.package.read(name)
                if not any(digest_of(text, each) in self.told for each in ALGORITHMS):
                    sentence = _("No ledger line in the package tells of “%(name)s”.")
                    yield _problem("archive.unproved", name, sentence)
        yield Checked(gettext_lazy("proved texts"), count)

    def _content(self, name: str) -> Found:
        algorithm, _dash, value = name[len(CONTENTS) + 1 : -len(".json")].partition("-")
        if algorithm not in ALGORITHMS or digest_of(self.package.read(name), algorithm) != (
            f"{algorithm}:{value}"
        ):
            sentence = _("“%(name)s” does not have its fingerprint.")
            yield _problem("archive.content", name, sentence)


def _against_ledger(path: Path, facts: dict[str, Any]) -> Found:
    """The listed digests against this site's chain, and the package itself against the line that it was made."""
    name = facts["ledger"]["chain"]
    if not Chain.objects.filter(name=name).exists():
        return
    with path.open("rb") as file:
        digest = digest_of_stream(file, "sha256")
    lines = LedgerLine.objects.filter(chain__name=name)
    if not lines.filter(act=FILED, data__contains=digest).exists():
        sentence = _("The ledger of %(name)s does not tell that this very file was made.")
        yield _problem("archive.unrecorded", name, sentence)
    with zipfile.ZipFile(path) as package:
        yield from _against_chain(package, lines)


def _against_chain(package: zipfile.ZipFile, lines: Any) -> Found:
    count = 0
    for piece in _in_pieces(_places(package)):
        found = dict(lines.filter(number__in=list(piece)).values_list("number", "digest"))
        count += len(piece)
        for number, digest in piece.items():
            if found.get(number) != digest:
                reason = _("the ledger of this site has another one, or none")
                yield _line_problem("archive.ledger", number, reason)
    yield Checked(gettext_lazy("digests of the ledger"), count)


def _places(package: zipfile.ZipFile) -> Iterator[tuple[int, str]]:
    with package.open(DIGESTS) as lines:
        for line in lines:
            number, _space, digest = line.decode().rstrip("\n").partition(" ")
            yield int(number), digest


def _in_pieces(places: Iterator[tuple[int, str]]) -> Iterator[dict[int, str]]:
    piece: dict[int, str] = {}
    for number, digest in places:
        piece[number] = digest
        if len(piece) == PIECE:
            yield piece
            piece = {}
    if piece:
        yield piece


def _problem(code: str, name: str, sentence: str) -> Problem:
    return Problem(code, name, sentence % {"name": name})


def _line_problem(code: str, number: int, reason: str) -> Problem:
    sentence = _("Ledger line %(number)s in the package: %(reason)s.")
    return Problem(code, str(number), sentence % {"number": number, "reason": reason})
