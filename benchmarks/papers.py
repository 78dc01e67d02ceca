"""The measures of papers: an audit pack of the example and of 300 processes, one sheet at two sizes."""

from __future__ import annotations

from benchmarks.measure import Side, call, race
from benchmarks.report import Section, Settings, at_most, duration, memory, spread

_TASKS = "benchmarks.papers_tasks:"
_MOST_MEMORY = 1_024
HOW = """
A *pack* is every paper in PDF, Word and HTML, the matrix as a workbook and the graph, in one archive. Its
memory is that of a process which makes one. A *sheet* is the process sheet of one process as PDF.
"""


def measure(settings: Settings) -> Section:
    """Make the packs, then a sheet among few and among many processes."""
    rows, targets = [], []
    sizes = [0] if settings.quick else [0, 300]
    for size, seconds in zip(sizes, (10, 60), strict=False):
        name = f"audit pack of {size} processes" if size else "audit pack of the example"
        (figure,) = race([Side(name, _TASKS + "pack", {"processes": size}, 3 if not size else 1)])
        rows.append([figure.name, str(figure.size), duration(figure.median), spread(figure), memory(figure)])
        targets.append(at_most(f"{name}: {seconds} s", figure.median, seconds, "s"))
        megabytes = call(_TASKS + "peak", processes=size)["megabytes"]
        targets.append(at_most(f"{name}: 1 024 MB", megabytes, _MOST_MEMORY, "MB"))
    medians = []
    for size in (20, 100) if settings.quick else (20, 1_000):
        (figure,) = race([Side(f"a sheet among {size}", _TASKS + "sheet", {"processes": size}, 5)])
        rows.append([figure.name, str(figure.size), duration(figure.median), spread(figure), memory(figure)])
        medians.append(figure.median)
    targets.append(at_most("a sheet among many: 2 × a sheet among few", medians[-1] / medians[0], 2))
    return Section("Papers", HOW, ["what", "files", "median", "range (runs)", "memory"], rows, targets)
