"""The measure of loading the example organisation, step by step."""

from __future__ import annotations

from benchmarks.measure import Figure, call
from benchmarks.report import Section, Settings, at_most, duration, spread

HOW = """
The example's workbook, from the file to derived relations, in an in-memory store; first each step alone,
then the façade doing them in one write with its journal. The knowledge (ontology and reference) is put in a
store once, when it is made.
"""


def measure(settings: Settings) -> Section:
    """Load it 11 times (5 when quick)."""
    taken = call("benchmarks.growth_tasks:example", runs=5 if settings.quick else 11)
    figures = [Figure(name, tuple(seconds)) for name, seconds in taken.items()]
    rows = [[figure.name, duration(figure.median), spread(figure)] for figure in figures]
    targets = [at_most("loading the example: under 1 s", figures[-1].median, 1, "s")]
    return Section("Loading the example", HOW, ["step", "median", "range (runs)"], rows, targets)
