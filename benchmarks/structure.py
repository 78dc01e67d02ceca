"""The measure of the network's analyses: against plain networkx, the fastest libraries, and as maps grow."""

from __future__ import annotations

from benchmarks.measure import Figure, Side, call, growth, race, ratio
from benchmarks.report import Section, Settings, Target, at_least, at_most, duration

_TASKS = "benchmarks.structure_tasks:"
HOW = """
Synthetic organisations with five flows per process; graphs are ready, and what ours keeps of one is thrown
away before each run. *Plain networkx* does what its manual shows, at the same numbers of draws above 2 000
processes (betweenness from 200 processes, closeness from 2 000), its reach over the condensation and its
rank in pure Python. Answers are compared before anything is timed: betweenness and closeness to six digits,
of the whole structure what is exact (parts, loops, articulation points, bridges). *Fastest* adds up, for each
algorithm, the time of the fastest library that has it, igraph or rustworkx, on its own graph. The projection
is compared with networkx's `add_edges_from` on lists that are ready, for both of its graphs. The exponent b
fits time = a · size^b over all that pages show: structure, diagnosis, single points, voices, a what-if.
"""
_SMALL, _LARGE, _LARGEST = 1_000, 10_000, 100_000


def measure(settings: Settings) -> Section:
    """Race at 1 000 and 10 000 processes (1 000 only when quick), grow to 100 000 when asked."""
    rows: list[list[str]] = []
    targets: list[Target] = []
    large = 3_000 if settings.quick else _LARGE
    for name, task, sides, promise in (
        ("betweenness", "betweenness", ("ours", "networkx", "rustworkx", "igraph"), 40),
        ("closeness", "closeness", ("ours", "networkx", "rustworkx"), 6),
    ):
        figures = _race(task, _SMALL, sides)
        rows += _rows(f"exact {name}", _SMALL, figures)
        targets.append(at_least(f"exact {name} at 1 000: {promise} × networkx", ratio(*figures[:2]), promise))
    figures = _race("whole", large, ("ours", "networkx"))
    rows += _rows("whole structure", large, figures)
    targets.append(at_least("whole structure at 10 000: 25 × networkx", ratio(*figures[:2]), 25))
    fastest = call(_TASKS + "fastest", processes=large, runs=3)
    total = sum(fastest.values())
    rows.append(["whole structure", str(large), "fastest libraries, summed", duration(total), ""])
    rows += [["of which", str(large), name, duration(seconds), ""] for name, seconds in fastest.items()]
    targets.append(
        at_most("whole structure at 10 000: 1.5 × the fastest libraries", figures[0].median / total, 1.5)
    )
    projected = call(_TASKS + "projections", processes=large, runs=5)
    rows += [["projection", str(large), name, duration(seconds), ""] for name, seconds in projected.items()]
    share = projected["ours"] / projected["networkx"]
    targets.append(at_most("projection from the store: 2 × networkx on ready lists", share, 2))
    asked = call(_TASKS + "what_ifs", processes=_SMALL, runs=50)
    rows += [["what-if", str(_SMALL), name, duration(seconds), ""] for name, seconds in asked.items()]
    targets.append(at_most("a what-if at 1 000: 100 ms", asked["longest"] * 1000, 100, "ms"))
    sizes = [_SMALL, large, *([_LARGEST] if settings.large else [])]
    pages = {size: call(_TASKS + "pages", processes=size) for size in sizes}
    for size, taken in pages.items():
        memory = f"{taken['megabytes']:.0f} MB"
        rows += [
            ["page", str(size), name, duration(seconds), memory if name == "structure" else ""]
            for name, seconds in taken.items()
            if name != "megabytes"
        ]
    totals = [
        sum(seconds for name, seconds in taken.items() if name != "megabytes") for taken in pages.values()
    ]
    targets.append(at_most("growth of what pages show: exponent 1.15", growth(sizes, totals), 1.15, ""))
    if settings.large:
        peak = pages[_LARGEST]["megabytes"] / 1024
        targets.append(at_most("memory at 100 000: 2 GB", peak, 2, "GB"))
    headings = ["measure", "processes", "side", "median", "ratio or memory"]
    return Section("Analysing the network", HOW, headings, rows, targets)


def _race(task: str, processes: int, sides: tuple[str, ...]) -> list[Figure]:
    return race(
        [
            Side(side, _TASKS + task, {"processes": processes, "side": side}, 1 if side == "networkx" else 5)
            for side in sides
        ]
    )


def _rows(name: str, processes: int, figures: list[Figure]) -> list[list[str]]:
    return [
        [name, str(processes), one.name, duration(one.median), f"{one.median / figures[0].median:.3g} ×"]
        for one in figures
    ]
