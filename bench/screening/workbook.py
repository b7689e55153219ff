"""A workbook of a hundred thousand rows: reading it and checking it, beside openpyxl's read-only mode, with memory."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import openpyxl

from bench.measure import Cost, cost_of
from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.extracts import Extract
from wagtail_govreview.screening.extraction.reading import read
from wagtail_govreview.screening.registry import Context, look_at
from wagtail_govreview.screening.sources import Source

ROWS = 100_000


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        _write(path)
        print(f"\n{ROWS:,} rows, 8 columns, {path.stat().st_size / 1e6:.1f} MB")
        costs: dict[str, Cost] = {}
        work: dict[str, Callable[[], object]] = {
            "openpyxl, read-only": lambda: _bare(path),
            "reading": lambda: _read(path).characters,
            "reading and checking": lambda: _looked_at(path),
        }
        for name, each in work.items():
            costs[name] = cost_of(each)
        bare = costs["openpyxl, read-only"]
        for name, cost in costs.items():
            print(
                f"{name:<24} {cost.busy:6.1f} s   × {cost.busy / bare.busy:.2f}   {cost.mebibytes:6.0f} MiB   "
                f"{cost.result}"
            )


def _write(path: Path) -> None:
    """What a subsidy list looks like, without anybody in it: names, places, amounts, dates, codes."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("名单")
    sheet.append(["序号", "姓名", "乡镇", "村", "项目", "金额（元）", "日期", "编号"])
    for row in range(1, ROWS + 1):
        sheet.append(
            [row, f"张{row % 977:03}", "大新镇", f"第{row % 31}村", "种粮补贴", row * 1.37, "2026-03-02", f"NX2026{row:06}"]
        )  # fmt: skip
    book.save(path)


def _bare(path: Path) -> int:
    book = openpyxl.load_workbook(path, read_only=True)
    return sum(1 for row in book.worksheets[0].iter_rows(values_only=True))


def _read(path: Path) -> Extract:
    with path.open("rb") as stream:
        return read(stream, path.name, Budget())


def _looked_at(path: Path) -> int:
    source = Source("wagtaildocs.document:1", path.name)
    return len(look_at([(source, stretch) for stretch in _read(path).stretches], Context()))
