"""The measure of checking a large organisation beside the referee: too long for every run."""

from __future__ import annotations

from benchmarks.exchange import row
from benchmarks.measure import Side, race, ratio
from benchmarks.report import Section, Settings, at_least

TASK = "benchmarks.exchange_tasks:validate"
HOW = """
The same shapes, the same organisation, by the fast engine and by pySHACL, which runs once: their findings
(what, where, which value, how grave) must be equal before anything is timed. Twenty minutes and more: taken
by `python -m benchmarks --only referee`, and with `--large`.
"""


def measure(settings: Settings) -> Section:
    """Race the two engines at 10 000 processes."""
    size = 100 if settings.quick else 10_000
    ours, peer = race(
        [
            Side("check", TASK, {"processes": size, "engine": "shacl"}, 3),
            Side("check with pySHACL", TASK, {"processes": size, "engine": "pyshacl"}, 1),
        ]
    )
    times = ratio(ours, peer)
    headings = ["side", "processes", "findings", "median", "range (runs)", "ratio", "memory"]
    rows = [row(ours, size, "1.00 ×"), row(peer, size, f"{times:.1f} ×")]
    return Section(
        "Checking beside the referee",
        HOW,
        headings,
        rows,
        [at_least(f"checking {size} processes: 20 × pySHACL, equal findings", times, 20)],
    )
