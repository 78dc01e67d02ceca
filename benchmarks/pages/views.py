"""The measure of what a reader waits for on the example: the first view of a page, later ones, a card."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.pages.browser import MAP, card, follow, visit
from benchmarks.pages.served import empty, product
from benchmarks.report import Section, Settings, Target, at_most, duration

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOW: Final = """
The example organisation, the application's own server, Debian's Chromium without a graphics card; each side
in turn, medians. A *first view* is that of a browser that has kept nothing, on a server that has shown the
page once: from the address to the end of the run, on the map to the last node in place. *Empty* is an
application of two pages with a title each, settings alike. *Later* views come from the menu, with what the
browser has. *Card* is from a click on a process to its card.
"""
_FIRST: Final = {
    "Accueil": ("", ".qg-home .qg-tiles", ""),
    "Cartographie": ("cartographie", ".qg-map-hint", MAP),
}
_LATER: Final = {
    "Cartographie": MAP,
    "Diagnostic": ".qg-found",
    "Accueil": ".qg-home .qg-tiles",
}


def measure(settings: Settings) -> Section:
    """Take each view 7 times (twice when quick)."""
    from playwright.sync_api import sync_playwright

    from tests.ui.browser.driver import launch

    times = 2 if settings.quick else 7
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launch(playwright)
        with empty(Path(folder) / "empty") as bare, product(Path(folder) / "data") as ours:
            first = _first(browser, {"Empty": bare.address, **dict.fromkeys(_FIRST, ours.address)}, times)
            later, cards = _later(browser, ours.address, times)
        browser.close()
    rows = [[name, "first view", duration(median(taken)), _range(taken)] for name, taken in first.items()]
    rows += [[name, "later view", duration(median(taken)), _range(taken)] for name, taken in later.items()]
    rows.append(["Cartographie", "click to card", duration(median(cards)), _range(cards)])
    targets: list[Target] = [
        at_most(
            f"first view of {name}: 2 × an empty application",
            median(first[name]) / median(first["Empty"]),
            2.0,
        )
        for name in _FIRST
    ]
    targets += [
        at_most(f"later view of {name}: 1 s", median(taken), 1.0, "s") for name, taken in later.items()
    ]
    targets.append(at_most("click to card, example: 0.5 s", median(cards), 0.5, "s"))
    return Section("Pages in a browser", HOW, ["page", "what", "median", "range (runs)"], rows, targets)


median = statistics.median


def _range(taken: list[float]) -> str:
    return f"{duration(min(taken))} – {duration(max(taken))} ({len(taken)})"


def _first(browser: Browser, addresses: dict[str, str], times: int) -> dict[str, list[float]]:
    """Return the seconds of first views, each in a browser context of its own, the first one not counted."""
    taken: dict[str, list[float]] = {name: [] for name in addresses}
    for turn in range(times + 1):
        for name, address in addresses.items():
            page_name, shown, drawn = _FIRST.get(name, ("", "h1", ""))
            page = browser.new_page()
            seconds = sum(visit(page, f"{address}/{page_name}", shown, drawn))
            page.context.close()
            if turn:
                taken[name].append(seconds)
    return taken


def _later(browser: Browser, address: str, times: int) -> tuple[dict[str, list[float]], list[float]]:
    """Return the seconds of views from the menu, and those of cards."""
    taken: dict[str, list[float]] = {name: [] for name in _LATER}
    cards: list[float] = []
    page = browser.new_page()
    visit(page, f"{address}/", ".qg-home .qg-tiles")
    for turn in range(times + 1):
        for name, shown in _LATER.items():
            seconds = follow(page, name, shown)
            if turn:
                taken[name].append(seconds)
    for turn in range(times + 1):
        page.close()
        page = browser.new_page()
        visit(page, f"{address}/cartographie", ".qg-map-hint", MAP)
        seconds = card(page, turn + 2)
        if turn:
            cards.append(seconds)
    return taken, cards
