"""The measure of the map in a real browser: drawn, clicked, run again for nothing, at three sizes."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.report import Section, Settings, Target, at_most, duration
from benchmarks.synthetic import SLUG, text

if TYPE_CHECKING:
    from playwright.sync_api import Page

HOW: Final = """
Synthetic organisations on disk, the application's own server, Debian's Chromium without a graphics card.
*Page* is from the address to the end of the first run, on a server that has shown the page once; *drawn* is
from there to the last node in place; *card* is from a click on a name to its card. *Nothing* is what the
server sends when the page runs again and nothing has changed.
"""
_TARGETS: Final = {300: 2.0, 3_000: 6.0, 10_000: 10.0}
_MOST_BYTES: Final = 2048
_DRAWN: Final = ".qg-network[data-draws], .qg-large[data-draws]"
_NEEDED: Final = 180_000  # milliseconds


def measure(settings: Settings) -> Section:
    """Measure 300 processes when quick, also 3 000 and 10 000 otherwise."""
    from playwright.sync_api import sync_playwright

    from tests.ui.browser.driver import launch, serve

    rows: list[list[str]] = []
    targets: list[Target] = []
    for size in (300,) if settings.quick else tuple(_TARGETS):
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            _fill(data, size)
            with serve(data) as address, sync_playwright() as playwright:
                browser = launch(playwright)
                place = f"{address}/cartographie?layout=force&organisation={SLUG}"
                _visit(browser.new_page(), place)
                page = browser.new_page()
                ran, drawn = _visit(page, place)
                card = _card(page)
                sent = _nothing(page)
                browser.close()
        rows.append([f"{size:,}".replace(",", " "), *map(duration, (ran, drawn, card)), f"{sent:,} B"])
        targets.append(
            at_most(
                f"{size} processes drawn: {_TARGETS[size]:g} s after the page", drawn, _TARGETS[size], "s"
            )
        )
        targets.append(at_most(f"{size} processes, click to card: 0.5 s", card, 0.5, "s"))
        targets.append(at_most(f"{size} processes, a run for nothing: 2 KB", sent / _MOST_BYTES, 1.0))
    return Section(
        "The map in a browser", HOW, ["processes", "page", "drawn", "card", "nothing"], rows, targets
    )


def _fill(directory: Path, size: int) -> None:
    """Write the organisation, and close the directory so that the server may hold it."""
    from qualite_graph import writing
    from qualite_graph.history import Origin
    from qualite_graph.workspace import Workspace

    workspace = Workspace.open(directory)
    writing.replace_organisation(workspace.store, SLUG, text(size).encode(), Origin.now("benchmark"))
    del workspace


def _visit(page: Page, place: str) -> tuple[float, float]:
    """Return the seconds to the end of the run, and from there to the map."""
    start = time.perf_counter()
    page.goto(place)
    page.wait_for_selector(
        "[data-testid='stApp'][data-test-script-state='notRunning'] .st-key-map_card", timeout=_NEEDED
    )
    ran = time.perf_counter()
    page.wait_for_selector(_DRAWN, timeout=_NEEDED)
    return ran - start, time.perf_counter() - ran


def _card(page: Page) -> float:
    """Return the seconds from a click on a process to its card."""
    button = page.locator(".qg-map .nodes button").nth(5)
    start = time.perf_counter()
    button.dispatch_event("click")
    page.wait_for_selector(".st-key-map_card .qg-facts", timeout=_NEEDED)
    return time.perf_counter() - start


def _nothing(page: Page) -> int:
    """Return the bytes that a run sends which changes nothing."""
    page.reload()
    page.wait_for_selector(_DRAWN, timeout=_NEEDED)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    received: list[int] = []

    def note(event: dict[str, dict[str, str]]) -> None:
        # a binary frame comes in base 64: four letters for three bytes
        received.append(len(event["response"]["payloadData"]) * 3 // 4)

    session.on("Network.webSocketFrameReceived", note)
    for _ in range(2):  # the first run after a visit still tells what the address now holds
        page.wait_for_timeout(1500)
        received.clear()
        page.locator("body").press("r")
        page.wait_for_timeout(3000)
    return sum(received)
