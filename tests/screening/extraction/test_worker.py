"""Files are read in a process of its own, whose end is nobody else's."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.screening.extraction.samples import zipped
from wagtail_govreview.screening.extraction import reading
from wagtail_govreview.screening.extraction import worker as module
from wagtail_govreview.screening.extraction.extracts import Extract
from wagtail_govreview.screening.extraction.keeping import unpacked
from wagtail_govreview.screening.extraction.limits import MEGABYTE, Limits
from wagtail_govreview.screening.extraction.worker import Worker

LIMITS = Limits(seconds=20, memory=512 * MEGABYTE)

MISBEHAVING = """
import os, time
from wagtail_govreview.screening.extraction import child, reading
from wagtail_govreview.screening.extraction.extracts import Extract

def read(stream, budget, read):
    what = stream.read()
    if what == b"hang":
        time.sleep(3600)
    if what == b"spin":
        while True: pass
    if what == b"crash":
        os.abort()
    if what == b"eat":
        eaten = bytearray(4 << 30)
    if what == b"print":
        print("hello", flush=True)
        os.write(1, b"hello")
    if what == b"look":
        return Extract(" ".join(sorted(os.environ)))
    return Extract("fine")

reading._reader = lambda kind: read
child.main()
"""


@pytest.fixture
def misbehave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A worker whose reader does what the file says, and a file for it."""
    (tmp_path / "misbehaving.py").write_text(MISBEHAVING, encoding="utf-8")
    monkeypatch.setattr(module, "CHILD", "misbehaving")
    monkeypatch.syspath_prepend(str(tmp_path))

    def told(worker: Worker, what: str) -> Extract:
        path = tmp_path / "file.txt"
        path.write_text(what, encoding="utf-8")
        return unpacked(worker.read(str(path), "file.txt"))

    return told


def codes(extract: Extract) -> list[str]:
    return [notice.code for notice in extract.notices]


@pytest.mark.parametrize("kind", sorted(reading.BY_KIND))
def test_every_reader_can_be_had_without_a_site(kind):
    """Neither settings nor models: a reader that imports some would fail in the worker alone."""
    code = f"from {reading.__name__} import _reader; _reader({kind!r})"
    done = subprocess.run([sys.executable, "-c", code], env=module._environment())
    assert done.returncode == 0


def test_one_process_reads_file_after_file(tmp_path):
    one, two = tmp_path / "一.txt", tmp_path / "2.bin"
    one.write_text("通知", encoding="utf-8")
    two.write_bytes(b"\0\1\2\3")
    with Worker(LIMITS) as worker:
        first, child = unpacked(worker.read(str(one), one.name)), worker._child
        second = unpacked(worker.read(str(two), two.name))
        assert worker._child is child
    assert first.kind == "txt" and first.stretches[0].text == "通知"
    assert codes(second) == ["attachment.no_reader"]
    assert child is not None and child.returncode is not None


@pytest.mark.parametrize(
    ("what", "code"),
    [("crash", "attachment.crashed"), ("eat", "attachment.too_large")],
)
def test_a_bad_end_is_a_notice_and_the_next_file_is_read(misbehave, what, code):
    with Worker(LIMITS) as worker:
        assert codes(misbehave(worker, what)) == [code]
        assert misbehave(worker, "well").kind == "fine"


@pytest.mark.parametrize("what", ["hang", "spin"])
def test_it_ends_in_time(misbehave, monkeypatch, what):
    monkeypatch.setattr(module, "SECONDS_TO_SPARE", 0)
    began = time.monotonic()
    with Worker(Limits(seconds=2)) as worker:
        assert codes(misbehave(worker, what)) == ["attachment.too_slow"]
        assert time.monotonic() - began < 15
        assert misbehave(worker, "well").kind == "fine"


def test_what_a_library_prints_is_no_answer(misbehave):
    with Worker(LIMITS) as worker:
        assert misbehave(worker, "print").kind == "fine"


def test_no_secret_reaches_the_reader(misbehave, monkeypatch):
    monkeypatch.setenv("DATABASE_PASSWORD", "secret")
    with Worker(LIMITS) as worker:
        assert "DATABASE_PASSWORD" not in misbehave(worker, "look").kind


def test_where_no_process_can_be_started_it_is_read_here(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python-that-is-not-there"))
    path = tmp_path / "a.bin"
    path.write_bytes(b"\0\1\2\3")
    with Worker(LIMITS) as worker:
        assert codes(unpacked(worker.read(str(path), "a.bin"))) == ["attachment.no_reader"]
        assert worker._child is None


def test_a_web_server_that_embeds_python_is_not_started_again(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/usr/sbin/uwsgi")
    assert Path(module._python()).name == "python3"


def test_a_file_that_is_gone_is_missing(tmp_path):
    with Worker(LIMITS) as worker:
        extract = unpacked(worker.read(str(tmp_path / "gone.pdf"), "gone.pdf"))
    assert codes(extract) == ["attachment.missing"]


def test_a_bomb_is_too_large(tmp_path):
    path = tmp_path / "bomb.docx"
    path.write_bytes(
        zipped({"[Content_Types].xml": b"wordprocessingml.", "word/document.xml": bytes(300 << 20)})
    )
    began = time.monotonic()
    with Worker(Limits(unpacked=50 * MEGABYTE, memory=512 * MEGABYTE)) as worker:
        extract = unpacked(worker.read(str(path), "bomb.docx"))
    assert {"attachment.too_large", "attachment.broken", "attachment.no_reader"} & set(
        codes(extract)
    )
    assert time.monotonic() - began < 20
