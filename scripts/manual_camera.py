"""The camera of the manual: a browser in the hands of the sandbox's people, and a picture of a part of the screen."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops
from playwright.sync_api import Browser, Locator, Page

PASSWORD = "ningxia-2020-18"  # noqa: S105 - of the demonstration
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 780}
TALL = 2400
COLOURS = 128
NOTICEABLE = 0.0001  # share of pixels that differ: a minute may pass, a word may not change

# A red disc with a number beside each place, and a frame round it.
MARK = """
([number, box]) => {
  const frame = document.createElement('div');
  Object.assign(frame.style, {position: 'absolute', left: Math.max(14, box.x + scrollX - 4) + 'px', top: Math.max(14, box.y + scrollY - 4) + 'px',
    width: box.width + 8 + 'px', height: box.height + 8 + 'px', border: '2px solid #d0021b', borderRadius: '6px',
    zIndex: 99998, pointerEvents: 'none'});
  const disc = document.createElement('div');
  disc.textContent = number;
  Object.assign(disc.style, {position: 'absolute', left: '-13px', top: '-13px', width: '24px', height: '24px',
    borderRadius: '12px', background: '#d0021b', color: '#fff', font: 'bold 15px/24px sans-serif',
    textAlign: 'center', boxShadow: '0 0 0 2px #fff'});
  frame.className = 'manual-mark';
  frame.append(disc);
  document.body.append(frame);
}
"""


class Camera:
    """``tab`` is the browser's page. Each ``log_in`` begins a new session."""

    def __init__(self, browser: Browser, address: str, images: Path) -> None:
        self.browser, self.address, self.images = browser, address, images
        self.taken: set[str] = set()
        self.tab: Page
        self.context: Any = None

    def open(self, size: dict[str, int] = DESK) -> Page:
        if self.context is not None:
            self.context.close()
        self.context = self.browser.new_context(
            viewport=size,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            base_url=self.address,
            bypass_csp=True,
            reduced_motion="reduce",
            device_scale_factor=1 if size is DESK else 2,
        )
        self.tab = self.context.new_page()
        self.tab.set_default_timeout(15_000)
        return self.tab

    def log_in(self, username: str, size: dict[str, int] = DESK) -> Page:
        tab = self.open(size)
        tab.goto("/admin/login/")
        tab.fill("#id_username", username)
        tab.fill("#id_password", PASSWORD)
        tab.click("button[type=submit]")
        tab.locator("main h1").first.wait_for()
        return tab

    def go(self, path: str) -> None:
        self.tab.goto(path)
        self.tab.wait_for_load_state("networkidle")

    def shoot(
        self,
        name: str,
        *parts: str | Locator,
        marks: dict[int, str | Locator] | None = None,
        pad: int = 16,
        height: int | None = None,
    ) -> None:
        """Take ``name``: of ``parts`` together, or of the whole window. ``height`` cuts it off below."""
        tab = self.tab
        size: Any = tab.viewport_size
        if parts:  # a window in which nothing is scrolled away or covered
            tab.set_viewport_size({"width": size["width"], "height": TALL})
        tab.wait_for_load_state("networkidle")
        tab.mouse.move(0, 0)
        tab.evaluate("scrollTo({top: 0, behavior: 'instant'})")
        tab.wait_for_timeout(300)
        for number, place in (marks or {}).items():
            tab.evaluate(MARK, [number, self._box(place)])
        clip = self._clip(parts, pad, height, size["width"]) if parts else None
        picture = tab.screenshot(clip=clip)
        tab.evaluate("document.querySelectorAll('.manual-mark').forEach(mark => mark.remove())")
        if parts:
            tab.set_viewport_size(size)
        self._keep(f"{name}.png", picture)

    def _box(self, place: str | Locator) -> Any:
        locator = self.tab.locator(place) if isinstance(place, str) else place
        return locator.first.bounding_box()

    def _clip(
        self, parts: tuple[str | Locator, ...], pad: int, height: int | None, width: int
    ) -> Any:
        boxes = [box for part in parts if (box := self._box(part))]
        left = max(0, min(box["x"] for box in boxes) - pad)
        top = max(0, min(box["y"] for box in boxes) - pad)
        right = min(width, max(box["x"] + box["width"] for box in boxes) + pad)
        bottom = max(box["y"] + box["height"] for box in boxes) + pad
        return {
            "x": left,
            "y": top,
            "width": right - left,
            "height": min(bottom - top, height or TALL),
        }

    def _keep(self, filename: str, picture: bytes) -> None:
        image = Image.open(io.BytesIO(picture)).convert("RGB")
        image = image.quantize(COLOURS, dither=Image.Dither.NONE)
        path = self.images / filename
        if not (path.exists() and _looks_the_same(Image.open(path), image)):
            image.save(path, optimize=True)
            print(f"  {filename}  {image.width}×{image.height}  {path.stat().st_size // 1024} KB")
        self.taken.add(filename)


def _looks_the_same(before: Image.Image, after: Image.Image) -> bool:
    if before.size != after.size:
        return False
    difference = ImageChops.difference(before.convert("RGB"), after.convert("RGB")).convert("L")
    changed = sum(difference.histogram()[32:])
    return changed / (after.width * after.height) < NOTICEABLE
