"""The ZIP writer: what it writes, common programs read."""

from __future__ import annotations

import io
import subprocess
import zipfile
from datetime import datetime

import pytest

from wagtail_govreview.archive import zipping
from wagtail_govreview.archive.zipping import ZipWriter

AT = datetime(2026, 3, 2, 9, 12, 30)
MEMBERS = {
    "登记/宁水-2026-00001 关于…的通知/登记.json": (b"{}" * 500, True),
    "附件/图.jpg": (bytes(range(256)) * 40, False),
    "空.txt": (b"", True),
}


class WriteOnly:
    """What a socket or a digest is: it can be written to, and nothing else."""

    def __init__(self) -> None:
        self.data = bytearray()

    def write(self, data: bytes) -> int:
        self.data += data
        return len(data)


def written(members=MEMBERS) -> bytes:
    out = WriteOnly()
    writer = ZipWriter(out, AT)
    for name, (data, compress) in members.items():
        writer.add(name, [data[:100], data[100:]], compress=compress)
    writer.close()
    return bytes(out.data)


def test_the_standard_library_reads_it():
    with zipfile.ZipFile(io.BytesIO(written())) as package:
        assert package.testzip() is None
        assert package.namelist() == list(MEMBERS)
        for name, (data, compress) in MEMBERS.items():
            info = package.getinfo(name)
            assert package.read(name) == data
            assert info.date_time == (2026, 3, 2, 9, 12, 30)
            assert info.flag_bits & 0x800
            assert (info.compress_type == zipfile.ZIP_DEFLATED) is compress


def test_unzip_finds_no_fault(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(written())
    done = subprocess.run(["unzip", "-tq", str(path)], capture_output=True, text=True)
    if done.returncode == 127:
        pytest.skip("unzip is not installed")
    assert done.returncode == 0, done.stdout


def test_the_same_members_make_the_same_bytes():
    assert written() == written()


def test_a_hundred_thousand_members_need_zip64():
    members = {f"{number}.txt": (b"", False) for number in range(70_000)}
    data = written(members)
    assert b"PK\6\6" in data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert len(package.namelist()) == 70_000
        assert package.read("69999.txt") == b""


def test_sizes_and_places_beyond_the_limit(monkeypatch):
    """The limit is lowered: nobody wants to write four gigabytes here."""
    monkeypatch.setattr(zipping, "LIMIT", 0x1FF)
    data = written()
    assert b"PK\6\6" in data
    local = data.index(b"PK\3\4")
    assert int.from_bytes(data[local + 4 : local + 6], "little") == 45
    extra = data[local + 30 + len(next(iter(MEMBERS)).encode()) :]
    assert extra[:4] == b"\1\0\x10\0"
    assert int.from_bytes(extra[4:12], "little") == 1000


def test_dates_before_the_format_was_invented():
    out = WriteOnly()
    writer = ZipWriter(out, AT.replace(year=1970))
    writer.add("a", [b"x"])
    writer.close()
    with zipfile.ZipFile(io.BytesIO(bytes(out.data))) as package:
        assert package.getinfo("a").date_time[0] == 1980
