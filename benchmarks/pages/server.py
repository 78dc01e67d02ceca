"""The measure of what pages cost the server: ten readers at once, memory for each, bytes of an idle run."""

from __future__ import annotations

import statistics
import tempfile
import threading
from collections import defaultdict
from pathlib import Path
from typing import Final

from benchmarks.pages.served import Served, empty, processor_seconds, product
from benchmarks.pages.session import Run, Session
from benchmarks.report import Section, Settings, Target, at_most, duration
from benchmarks.service.client import percentile, resident
from qualite_graph.messages import messages
from qualite_graph.ui.menu import PAGES

HOW: Final = """
Sessions without a browser over the server's own socket, on the example organisation; each page has been
shown once before. *Ten at once*: ten sessions ask for a run at the same moment, and again once the last of
them has its own; all pages come in turn, several times, and all runs count. *Without a pause*: each of the
ten asks again as soon as it has its run, so that the server is never at rest. Both are of the whole page, as
when one comes to it or follows a link in it. *Click*: ten at once again, of the part of the page that a click
on its map or a choice in its fields asks for, where it has such a part. *All*: every run of all pages, whole
and clicks. *Processor time* is what the server spends on one whole run. *Memory*: what the server holds with
so many more sessions open, each having shown the page twice, divided by their number. *Nothing* is what a run
sends that changes nothing: over the wire, and before the socket compresses it; *Streamlit's own* is the same
of an application of two empty pages, with the settings of the product.
"""
_READERS: Final = 10
_MOST_SECONDS: Final = 0.1
_MOST_MEGABYTES: Final = 1.0
_MOST_BYTES: Final = 2048
_WHOLE, _CLICK = None, 0


def measure(settings: Settings) -> Section:
    """Ask for 8 runs from each session in 5 turns (2 in one when quick), and open 40 sessions (6)."""
    runs, turns, more = (2, 1, 6) if settings.quick else (8, 5, 40)
    titles = messages("fr").section("ui.menu")
    pages = {titles[view]: "" if view == "home" else path for view, (path, _) in PAGES.items()}
    rows, targets = [], []
    with (
        tempfile.TemporaryDirectory() as folder,
        empty(Path(folder) / "empty") as bare,
        product(Path(folder) / "data") as served,
    ):
        idle = {name: _nothing(served, page) for name, page in pages.items()}
        kinds = {name: [_WHOLE, *([_CLICK] if _parts(served, page) else [])] for name, page in pages.items()}
        taken: dict[tuple[str, int | None], list[float]] = defaultdict(list)
        spent = dict.fromkeys(pages, 0.0)
        own, unpaused, bare_unpaused = list[float](), defaultdict[str, list[float]](list), list[float]()
        for _ in range(turns):
            own += _together(bare, "", runs)
            bare_unpaused += _together(bare, "", runs, at_once=False)
            for name, page in pages.items():
                for part in kinds[name]:
                    before = processor_seconds(served.pid)
                    taken[name, part] += _together(served, page, runs, part=part)
                    if part is _WHOLE:
                        spent[name] += processor_seconds(served.pid) - before
                        unpaused[name] += _together(served, page, runs, at_once=False)
        least = _nothing(bare, "")
        for name, page in pages.items():
            whole, clicks = taken[name, _WHOLE], taken.get((name, _CLICK))
            held, median = _memory(served, page, more), statistics.median(whole)
            rows.append(
                [
                    name,
                    duration(spent[name] / (len(whole) + turns * _READERS)),
                    duration(median),
                    duration(percentile(whole, 0.95)),
                    duration(statistics.median(clicks)) if clicks else "",
                    duration(statistics.median(unpaused[name])),
                    f"{held:.2f} MB",
                    *_sizes(idle[name]),
                ]
            )
            targets += _targets(name, median, held, idle[name], least)
            if clicks:
                promise = f"{name}, a click in one of ten sessions at once: 100 ms"
                targets.append(at_most(promise, statistics.median(clicks), _MOST_SECONDS, "s"))
    every = [seconds for found in taken.values() for seconds in found]
    median = statistics.median(every)
    without = duration(statistics.median([seconds for found in unpaused.values() for seconds in found]))
    least_without = duration(statistics.median(bare_unpaused))
    rows += [
        ["All", "", duration(median), duration(percentile(every, 0.95)), "", without, *[""] * 4],
        ["Streamlit's own", "", duration(statistics.median(own)), "", "", least_without, "", *_sizes(least)],
    ]
    targets.insert(
        0, at_most("All pages and clicks, ten sessions at once: 100 ms", median, _MOST_SECONDS, "s")
    )
    return Section(
        "What a page costs the server",
        HOW,
        [
            "page",
            "processor time of a run",
            "ten at once, median",
            "95th percentile",
            "click, median",
            "without a pause, median",
            "memory",
            "nothing, wire",
            "uncompressed",
            "of it parts by name",
        ],
        rows,
        targets,
    )


def _targets(name: str, median: float, held: float, idle: Run, least: Run) -> list[Target]:
    own = max(0, idle.wire - least.wire)
    return [
        at_most(f"{name}, ten sessions at once: 100 ms", median, _MOST_SECONDS, "s"),
        at_most(f"{name}, memory of a session: 1 MB", held, _MOST_MEGABYTES, "MB"),
        at_most(f"{name}, a run for nothing: 2 KB", idle.wire / _MOST_BYTES, 1.0),
        at_most(f"{name}, the same without Streamlit's own", own / _MOST_BYTES, 1.0),
    ]


def _sizes(run: Run) -> list[str]:
    return [f"{run.wire} B", f"{run.size} B", f"{run.kinds['ref_hash']} B"]


def _nothing(served: Served, page: str) -> Run:
    """Return the run that follows two others."""
    with Session(served.port, page=page) as session:
        for _ in range(2):
            session.run()
        return session.run()


def _parts(served: Served, page: str) -> int:
    """Return how many parts of a page run by themselves."""
    with Session(served.port, page=page) as session:
        session.run()
        return len(session.parts)


def _together(
    served: Served, page: str, runs: int, *, part: int | None = None, at_once: bool = True
) -> list[float]:
    """Return the seconds of every run of all readers, of the page or of one of its parts."""
    taken: list[float] = []
    ready = threading.Barrier(_READERS)

    def read() -> None:
        with Session(served.port, page=page) as session:
            session.run()
            ready.wait()
            for _ in range(runs):
                if at_once:
                    ready.wait()
                taken.append(session.run(part=part).seconds)

    readers = [threading.Thread(target=read) for _ in range(_READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    if len(taken) != runs * _READERS:
        raise ChildProcessError(f"{page}: {len(taken)} runs of {runs * _READERS}")
    return taken


def _memory(served: Served, page: str, more: int) -> float:
    """Return the megabytes that each of `more` sessions adds."""
    sessions: list[Session] = []
    try:
        for _ in range(more // 2):  # what the first sessions make is shared, or made once
            sessions.append(_shown(served, page))
        before = resident(served.pid)
        for _ in range(more):
            sessions.append(_shown(served, page))
        return max(0.0, (resident(served.pid) - before) / more)  # less, where something is given back
    finally:
        for session in sessions:
            session.close()


def _shown(served: Served, page: str) -> Session:
    session = Session(served.port, page=page)
    session.run()
    session.run()
    return session
