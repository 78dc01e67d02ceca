"""What a reader waits for, timed in a real browser: a page, its map, a card, a map that is dragged."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from playwright.sync_api import Page

NEEDED: Final = 180_000  # milliseconds
MAP: Final = ".qg-map[data-draws]"
_RAN: Final = "[data-testid='stApp'][data-test-script-state='notRunning']"
_FRAMES: Final = """() => {
  const taken = [];
  let last = performance.now();
  const note = (now) => { taken.push(now - last); last = now; window.going = requestAnimationFrame(note); };
  window.frames_taken = taken;
  window.going = requestAnimationFrame(note);
}"""


def visit(page: Page, place: str, shown: str, drawn: str = "") -> tuple[float, float]:
    """Return the seconds to the end of the run that shows `shown`, and from there to `drawn`."""
    start = time.perf_counter()
    page.goto(place)
    page.wait_for_selector(f"{_RAN} {shown}", timeout=NEEDED)
    ran = time.perf_counter()
    if drawn:
        page.wait_for_selector(drawn, timeout=NEEDED)
    return ran - start, time.perf_counter() - ran


def follow(page: Page, link: str, shown: str) -> float:
    """Return the seconds from a click on a link of the menu to what it shows."""
    start = time.perf_counter()
    page.get_by_role("link", name=link, exact=True).first.click()
    page.wait_for_selector(f"{_RAN} {shown}", timeout=NEEDED)
    return time.perf_counter() - start


def card(page: Page, number: int) -> float:
    """Return the seconds from a click on a process of the map to its card."""
    button = page.locator(".qg-map :is(.nodes button, .node)").nth(number)
    start = time.perf_counter()
    button.dispatch_event("click")
    page.wait_for_selector(".st-key-map_card .qg-facts", timeout=NEEDED)
    return time.perf_counter() - start


def pan(page: Page) -> float:
    """Return the median seconds between two pictures while the map is dragged."""
    area = page.locator(".qg-map .canvas").bounding_box()
    if area is None:
        raise LookupError("no map to drag")
    x, y = area["x"] + 40, area["y"] + 40
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(_FRAMES)
    for step in range(40):
        page.mouse.move(x + 6 * step, y + 4 * step)
    frames = page.evaluate("() => { cancelAnimationFrame(window.going); return window.frames_taken; }")
    page.mouse.up()
    return float(statistics.median(frames)) / 1000 if frames else float("inf")
