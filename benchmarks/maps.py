"""The measure of the map in a real browser: drawn, clicked, dragged, at three sizes, beside a peer."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.pages import peer
from benchmarks.pages.browser import MAP, card, pan, visit
from benchmarks.pages.served import product
from benchmarks.report import Section, Settings, Target, at_most, duration
from benchmarks.synthetic import SLUG, organisation, text

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOW: Final = """
Synthetic organisations on disk, the application's own server, Debian's Chromium without a graphics card.
*Page* is from the address to the end of the first run, on a server that has shown the page once; *drawn* is
from there to the last node in place; *card* is from a click on a name to its card; *dragged* is the time
between two pictures while the map follows the hand. *st-link-analysis* draws the same processes and flows
between them, by Cytoscape too, with its layout fcose, and nothing else on its page: its *drawn* counts from
the address, is given up after a minute, and is compared with our page and drawing together.
"""


@dataclass(frozen=True, slots=True)
class Case:
    """One drawing: how many processes, in which layout, in how many seconds at most."""

    size: int
    layout: str
    most: float


_CASES: Final = (
    Case(300, "classic", 2.0),
    Case(300, "force", 2.0),
    Case(3_000, "force", 6.0),
    Case(10_000, "force", 10.0),
)
_SLOWEST_PICTURE: Final = 0.1
_PATIENCE: Final = 60.0


def measure(settings: Settings) -> Section:
    """Measure 300 processes in one layout when quick, in two and also 3 000 and 10 000 otherwise."""
    from playwright.sync_api import sync_playwright

    from tests.ui.browser.driver import launch

    cases = _CASES[1:2] if settings.quick else _CASES
    rows: list[list[str]] = []
    targets: list[Target] = []
    with sync_playwright() as playwright:
        for size in dict.fromkeys(case.size for case in cases):
            browser = launch(playwright)
            with tempfile.TemporaryDirectory() as folder:
                data = Path(folder) / "data"
                _fill(data, size)
                with product(data) as served:
                    taken = {case: _map(browser, served.address, case) for case in cases if case.size == size}
            for case, (ran, drawn, clicked, dragged) in taken.items():
                rows.append([_number(size), case.layout, *map(duration, (ran, drawn, clicked, dragged))])
                said = f"{_number(size)} processes, {case.layout}"
                targets.append(
                    at_most(f"{said}: drawn {case.most:g} s after the page", drawn, case.most, "s")
                )
                targets.append(at_most(f"{said}: click to card 0.5 s", clicked, 0.5, "s"))
                if case.layout == "force":
                    targets.append(
                        at_most(f"{said}: dragged at 10 pictures a second", dragged, _SLOWEST_PICTURE, "s")
                    )
            if peer.installed():
                ours = min(ran + drawn for ran, drawn, _, _ in taken.values())
                row, target = _beside(browser, size, ours)
                rows.append(row)
                targets += target
            browser.close()
    return Section(
        "The map in a browser",
        HOW,
        ["processes", "drawn as", "page", "drawn", "card", "dragged"],
        rows,
        targets,
    )


def _number(size: int) -> str:
    return f"{size:,}".replace(",", " ")


def _fill(directory: Path, size: int) -> None:
    """Write the organisation, and close the directory so that the server may hold it."""
    from qualite_graph import writing
    from qualite_graph.history import Origin
    from qualite_graph.workspace import Workspace

    workspace = Workspace.open(directory)
    writing.replace_organisation(workspace.store, SLUG, text(size).encode(), Origin.now("benchmark"))
    del workspace


def _map(browser: Browser, address: str, case: Case) -> tuple[float, float, float, float]:
    """Return the seconds of the page, of the drawing, of a card and between two pictures of a drag."""
    place = f"{address}/cartographie?layout={case.layout}&organisation={SLUG}"
    before = browser.new_page()
    visit(before, place, ".qg-map-hint", MAP)
    before.close()
    page = browser.new_page()
    ran, drawn = visit(page, place, ".qg-map-hint", MAP)
    clicked = card(page, 5)
    dragged = pan(page) if case.layout == "force" else 0.0
    page.close()
    return ran, drawn, clicked, dragged


def _beside(browser: Browser, size: int, ours: float) -> tuple[list[str], list[Target]]:
    """Draw the same network by the other component."""
    tables = organisation(size)
    names = [f"{row['id']} {row['label_fr']}" for row in tables["process"]]
    place = {row["id"]: number for number, row in enumerate(tables["process"])}
    flows = [(place[row["supplier"]], place[row["customer"]]) for row in tables["internal_flow"]]
    theirs = peer.drawn(browser, names, flows, _PATIENCE)
    row = [_number(size), "st-link-analysis", "", duration(theirs) if theirs else "never", "", ""]
    if theirs is None:
        return row, []
    return row, [
        at_most(f"{_number(size)} processes: half of st-link-analysis, from the address", ours / theirs, 0.5)
    ]
