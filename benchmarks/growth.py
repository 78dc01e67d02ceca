"""The measure of how time and memory grow with the organisation."""

from __future__ import annotations

from benchmarks.measure import Figure, Side, call, growth, race
from benchmarks.report import Section, Settings, duration, memory, spread

_TASKS = "benchmarks.growth_tasks:"
HOW = """
Loading is one write: the statements, what the rules derive from them and the journal, into an in-memory
store that holds the knowledge. Deriving is the rules alone; projecting is the queries and the graph that
analyses walk (networkx's are made when asked for). The internal customers that each gives are compared with
the generator's own list of flows. The exponent b fits time = a · size^b over all sizes.
"""
_STEPS = (("load and derive", "load_and_derive"), ("derive", "derive"), ("project", "project"))
_LARGE = 100_000


def measure(settings: Settings) -> Section:
    """Take 100 and 1 000 processes, 10 000 unless quick, 100 000 when asked."""
    sizes = [100, 1_000] if settings.quick else [100, 1_000, 10_000]
    if settings.large:
        sizes.append(_LARGE)
    figures: dict[str, list[Figure]] = {name: [] for name, _ in _STEPS}
    rows: list[list[str]] = []
    for size in sizes:
        arguments: dict[str, object] = {"processes": size}
        statements = call(_TASKS + "sizes", processes=size)["statements"]
        for name, task in _STEPS:  # one after the other: the largest sizes would not fit in memory together
            runs = 1 if size == _LARGE else 5
            sides = [Side(name, _TASKS + task, arguments, runs)]
            referee = Side("by definition", _TASKS + "by_definition", arguments, 1)
            figure = race([referee, *sides])[1]
            figures[name].append(figure)
            rows.append(
                [name, str(size), str(statements), duration(figure.median), spread(figure), memory(figure)]
            )
    for name, taken in figures.items():
        exponent = growth(sizes, [figure.median for figure in taken])
        rows.append([f"{name}: exponent", "", "", f"{exponent:.2f}", "", ""])
    rows.sort(key=lambda row: [name for name, _ in _STEPS].index(row[0].split(":")[0]))
    headings = ["step", "processes", "statements", "median", "range (runs)", "memory"]
    return Section("Growing", HOW, headings, rows)
