"""govreview_file writes a package, govreview_verify_filing checks one that came from anywhere."""

from __future__ import annotations

import hashlib
import json
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.road import Road
from wagtail_govreview.ledger.models import LedgerLine


def file(*options: str, **more) -> str:
    out = StringIO()
    call_command("govreview_file", *options, stdout=out, stderr=out, **more)
    return out.getvalue()


def verify(path: Path, *options: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("govreview_verify_filing", str(path), *options, stdout=out)
    except SystemExit as end:
        return int(end.code), out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def package(road: Road, tmp_path: Path) -> Path:
    page = road.published("春灌开始")
    path = tmp_path / "包.zip"
    file("--unit", "宁水", "--page", str(page.pk), "--output", str(path), "--without-pdf")
    return path


def rewritten(path: Path, changes: dict[str, bytes | None], more: dict[str, bytes] | None = None):
    """The package with some files changed, left out (``None``), or put in."""
    target = path.with_name("改.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = changes.get(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
        for name, data in (more or {}).items():
            new.writestr(name, data)
    return target


def test_a_whole_package_is_confirmed(package: Path):
    status, said = verify(package)
    assert status == 0, said
    line = LedgerLine.objects.get(act="archive.filed")
    assert json.loads(line.data)["page"]


def test_a_period_with_everything_printed(road: Road, tmp_path: Path):
    road.published("春灌开始")
    path = tmp_path / "a.zip"
    said = file("--unit", "宁水", "--output", str(path))
    assert "entries: 2" in said and "pdfs: 2" in said
    assert not list(tmp_path.glob("*.part"))
    assert verify(path)[0] == 0


@pytest.mark.parametrize(
    "options",
    [
        ["--unit", "没有"],
        ["--unit", "宁水", "--page", "1", "--from", "2026-01-01"],
        ["--unit", "宁水", "--from", "2020-01-02", "--to", "2020-01-01"],
        ["--unit", "宁水", "--to", "2020-01-01"],
        ["--unit", "宁水", "--page", "99999"],
    ],
)
def test_what_cannot_be_packed_says_why(road: Road, tmp_path: Path, options):
    with pytest.raises(CommandError):
        file(*options, "--output", str(tmp_path / "a.zip"))
    assert not list(tmp_path.glob("*.zip*"))
    assert not LedgerLine.objects.filter(act="archive.filed").exists()


def test_a_changed_file_is_named(package: Path):
    with zipfile.ZipFile(package) as whole:
        name = next(name for name in whole.namelist() if name.endswith("登记.json"))
        data = whole.read(name).replace("春灌".encode(), "冬灌".encode())
    status, said = verify(rewritten(package, {name: data}))
    assert status == 1 and name in said


def test_a_file_too_few_and_one_too_many(package: Path):
    with zipfile.ZipFile(package) as whole:
        name = next(name for name in whole.namelist() if name.startswith("签审稿/"))
    status, said = verify(rewritten(package, {name: None}, {"多余.txt": b"x"}))
    assert status == 1 and name in said and "多余.txt" in said


def test_who_forges_the_list_as_well_is_caught_by_the_lines(package: Path):
    with zipfile.ZipFile(package) as whole:
        name = next(name for name in whole.namelist() if name.endswith("登记.json"))
        old = whole.read(name)
        new = old.replace("春灌".encode(), "冬灌".encode())
        listed = whole.read("SHA256SUMS").decode()
    listed = listed.replace(hashlib.sha256(old).hexdigest(), hashlib.sha256(new).hexdigest())
    forged = rewritten(package, {name: new, "SHA256SUMS": listed.encode()})
    status, said = verify(forged, "--without-ledger")
    assert status == 1 and name in said


def test_who_forges_the_lines_as_well_is_caught_by_the_ledger(package: Path):
    with zipfile.ZipFile(package) as whole:
        chain = whole.read("账本/链.txt")
        listed = whole.read("SHA256SUMS").decode()
    new = chain[:-3] + b"00\n"
    listed = listed.replace(hashlib.sha256(chain).hexdigest(), hashlib.sha256(new).hexdigest())
    forged = rewritten(package, {"账本/链.txt": new, "SHA256SUMS": listed.encode()})
    status, said = verify(forged)
    assert status == 1 and said.count("\n") >= 3


def test_without_the_ledger_no_query_is_made(package: Path):
    with CaptureQueriesContext(connection) as queries:
        assert verify(package, "--without-ledger")[0] == 0
    assert len(queries) == 0


def test_what_is_no_package(tmp_path: Path, db):
    path = tmp_path / "a.zip"
    path.write_bytes(b"no")
    assert verify(path)[0] == 1
    with zipfile.ZipFile(path, "w") as other:
        other.writestr("a.txt", "x")
    assert verify(path)[0] == 1
    with pytest.raises(CommandError):
        verify(tmp_path / "none.zip")
