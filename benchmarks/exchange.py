"""The measures of the exchange: loading a workbook, checking it, editing one flow of it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.measure import Figure, Side, call, race, ratio
from benchmarks.report import Section, Settings, at_least, at_most, duration, memory, spread

_TASKS = "benchmarks.exchange_tasks:"
_MOST_MEMORY = 1_024
HOW = """
*Loading* is what `load` does with a workbook: reading, the structural rules, then one write of statements,
conclusions and journal, all of it or none. Its peer does the two parts that cannot be spared, nothing else:
`python-calamine` alone gives the cells of every sheet, `pyoxigraph` alone bulk-loads the N-Quads that our
load led to, derived ones included. Both first in memory, then both in a new data directory. The statements at
the end are the same. The memory of the target is that of one load in memory and of one on disk, each in a
process of its own.

*Checking* runs every shape on what is stated, derived and known, with the fast engine and with pySHACL, the
referee; both end in the same findings. pySHACL takes minutes at 1 000 processes and ten times that at 10 000:
the two are compared there in a section of their own, and the fast engine runs here alone.

*Editing* one flow is checked, written, derived and noted as any edit; its peer checks, writes, derives and
notes the whole organisation as it is after the edit. The statements at the end are the same.
"""


def measure(settings: Settings) -> Section:
    """Load, check and edit 1 000 and 10 000 processes; a hundred when quick."""
    sizes = [100] if settings.quick else [1_000, 10_000]
    rows, targets = [], []
    peaks: dict[str, float] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as directory:
            path = str(Path(directory, "organisation.xlsx"))
            call(_TASKS + "workbook", processes=size, path=path)
            where: dict[str, object] = {"path": path}
            runs = 5 if size < 10_000 else 2
            for place, task in (("in memory", ""), ("on disk", "_to_disk")):
                ours, parts = race(
                    [
                        Side(f"load, {place}", f"{_TASKS}load{task}", where, runs),
                        Side(f"its parts, {place}", f"{_TASKS}parts{task}", where, runs),
                    ]
                )
                times = 1 / ratio(ours, parts)
                rows += [row(ours, size, f"{times:.2f} ×"), row(parts, size, "1.00 ×")]
                promise = f"loading a workbook of {size} processes {place}: 4 × its parts"
                targets.append(at_most(promise, times, 4))
            peaks = {
                "in memory": call(_TASKS + "peak", path=path)["megabytes"],
                "on disk": call(_TASKS + "peak", path=path, on_disk=True)["megabytes"],
            }
    for place, megabytes in peaks.items():
        promise = f"loading {sizes[-1]} processes {place}: 1 024 MB"
        targets.append(at_most(promise, megabytes, _MOST_MEMORY, "MB"))

    for size in sizes:
        ours = Side(
            "check", _TASKS + "validate", {"processes": size, "engine": "shacl"}, 5 if size < 10_000 else 3
        )
        peer = Side("check with pySHACL", _TASKS + "validate", {"processes": size, "engine": "pyshacl"}, 1)
        if size < 10_000:
            checked, refereed = race([ours, peer])
            times = ratio(checked, refereed)
            rows += [row(checked, size, "1.00 ×"), row(refereed, size, f"{times:.1f} ×")]
            targets.append(at_least(f"checking {size} processes: 20 × pySHACL", times, 20))
        else:
            rows.append(row(race([ours])[0], size, "1.00 ×"))

    size = sizes[-1]
    for kind in ("added", "changed", "removed"):
        of: dict[str, object] = {"processes": size, "kind": kind}
        ours, peer = race(
            [
                Side(f"a flow {kind}", _TASKS + "edit", of, 15),
                Side(f"a flow {kind}: all again", _TASKS + "again", of, 1),
            ]
        )
        rows += [row(ours, size, "1.00 ×"), row(peer, size, f"{ratio(ours, peer):.0f} ×")]
        if not settings.quick:  # on a small organisation what any check costs is most of an edit
            targets.append(at_least(f"a flow {kind} at {size} processes: 50 × less", ratio(ours, peer), 50))
    headings = ["side", "processes", "statements or findings", "median", "range (runs)", "ratio", "memory"]
    return Section("Exchanging", HOW, headings, rows, targets)


def row(figure: Figure, size: int, times: str) -> list[str]:
    """Return a figure as a row of the report."""
    return [
        figure.name,
        str(size),
        str(figure.size),
        duration(figure.median),
        spread(figure),
        times,
        memory(figure),
    ]
