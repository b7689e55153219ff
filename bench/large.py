"""``python -m bench large``: the same work over a hundredth, a tenth and the whole of many pages, side by side.

What has to stay the same is what one page costs, the queries for a list, and the memory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench.measure import Cost, cost_of
from bench.publications import model_sheet, publish_stock
from bench.scenes import prepare_site
from bench.stock import old_section
from wagtail_govreview.models import Unit

CODES = ("百", "十", "全")
REGISTER = "/admin/govreview/register/"


@dataclass(frozen=True)
class Scene:
    """``work`` is done for a unit of each size; ``each``: is its cost to be read for each page?"""

    name: str
    work: Callable[[Unit], object]
    each: bool = True


def run(pages: int) -> None:
    """Build three units, and do everything to each of them."""
    sizes = [pages // 100, pages // 10, pages]
    home = prepare_site()
    units = [
        old_section(home, code, f"stock{place}", size)
        for place, (code, size) in enumerate(zip(CODES, sizes, strict=True))
    ]
    _analyse()
    print(f"{connection.vendor}, {' / '.join(f'{size:,}' for size in sizes)} public pages")
    for scene in scenes(units):
        _analyse()
        costs = [cost_of(lambda unit=unit, scene=scene: scene.work(unit)) for unit in units]
        _print(scene, sizes, costs)


def scenes(units: list[Unit]) -> Iterator[Scene]:
    """One after the other: each finds what those before have left."""
    yield Scene("govreview_adopt", adopt)
    yield Scene("govreview_adopt again", adopt, each=False)
    yield Scene("govreview_verify", verify)
    model = model_sheet()
    for unit in units:
        publish_stock(unit, model)
    yield Scene("govreview_recount", recount)
    reader = get_user_model().objects.create_superuser("reader", password="x")
    yield Scene(
        "register, first page", lambda unit: visit(reader, REGISTER, {"unit": unit.pk}), each=False
    )
    yield Scene(
        "inspection report", lambda unit: visit(reader, report(), of_year(unit)), each=False
    )
    yield Scene(
        "inspection report as CSV",
        lambda unit: visit(reader, report(), {**of_year(unit), "export": "csv"}),
    )
    yield Scene("govreview_file without PDFs", pack)


def adopt(unit: Unit) -> None:
    call_command("govreview_adopt", unit=unit.code, verbosity=0, stdout=StringIO())


def verify(unit: Unit) -> None:
    call_command("govreview_verify", unit=unit.code, stdout=StringIO())


def recount(unit: Unit) -> None:
    call_command("govreview_recount", unit=unit.code, stdout=StringIO())


def report() -> str:
    return reverse("wagtail_govreview:inspection")


def of_year(unit: Unit) -> dict[str, Any]:
    today = timezone.localdate()
    return {"unit": unit.pk, "day_from": today - timedelta(days=400), "day_to": today}


def visit(user: Any, url: str, query: dict[str, Any]) -> None:
    """Read a page to its end, piece by piece where it is sent like that."""
    client = Client()
    client.force_login(user)
    response = client.get(url, query)
    assert response.status_code == 200, response.status_code
    if response.streaming:
        for _piece in response.streaming_content:
            pass


def pack(unit: Unit) -> None:
    with tempfile.TemporaryDirectory() as folder:
        output = str(Path(folder) / "package.zip")
        arguments = ["--unit", unit.code, "--without-pdf", "--output", output, "--verbosity", "0"]
        call_command("govreview_file", *arguments, stdout=StringIO(), stderr=StringIO())


def _analyse() -> None:
    """A site of this size has had its statistics for years."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _print(scene: Scene, sizes: list[int], costs: list[Cost]) -> None:
    cells = [_cell(scene, size, cost) for size, cost in zip(sizes, costs, strict=True)]
    small, large = costs[-2], costs[-1]
    ratios = f"time × {large.busy / small.busy:.1f}  memory × {_grown(small, large):.2f}"
    print(f"{scene.name:<28}" + " | ".join(cells) + f" | {ratios}", flush=True)


def _cell(scene: Scene, size: int, cost: Cost) -> str:
    seconds = f"{cost.seconds:8.2f} s"
    each = f" {cost.busy / size * 1000:6.2f} ms/page" if scene.each else ""
    return f"{seconds}{each} {cost.queries:6d} queries {cost.mebibytes:6.1f} MiB"


def _grown(small: Cost, large: Cost) -> float:
    """Below a mebibyte a ratio says nothing."""
    return max(large.mebibytes, 1) / max(small.mebibytes, 1)
