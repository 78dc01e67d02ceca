"""The measures of papers: the audit pack of the example and of 300 processes, a sheet among more and more."""

from __future__ import annotations

from benchmarks.measure import call
from benchmarks.report import Section, Settings, at_most

_TASKS = "benchmarks.papers_tasks:"
_MOST_MEMORY = 1_024
_FLAT = 1.5
HOW = """
A *pack* is every paper in PDF, Word and HTML, the matrix as a workbook and the graph, in one archive; papers
are set by processes beside the one that writes them. *Memory* is the most that all of them held together,
each page counted once for every process that holds it. A *sheet* is the process sheet and the turtle of one
process in the three formats, as the pack makes them; its cost is processor time of all processes.
"""


def measure(settings: Settings) -> Section:
    """Make the packs, then the sheets of more and more processes."""
    rows, targets = [], []
    for size, seconds in ((0, 10),) if settings.quick else ((0, 10), (300, 60)):
        name = f"audit pack of {size} processes" if size else "audit pack of the example"
        found = call(_TASKS + "pack", processes=size)
        rows.append(_row(name, found["files"], found))
        targets.append(at_most(f"{name}: {seconds} s", found["seconds"], seconds, "s"))
        targets.append(at_most(f"{name}: 1 024 MB", found["megabytes"], _MOST_MEMORY, "MB"))
    each = []
    for size in (10, 20) if settings.quick else (50, 100, 300):
        found = call(_TASKS + "sheets", processes=size)
        each.append(found["processor"] / size)
        rows.append(_row(f"{size} process sheets ({1_000 * each[-1]:.0f} ms each)", found["files"], found))
    targets.append(at_most(f"a sheet among many: {_FLAT} × a sheet among few", each[-1] / each[0], _FLAT))
    return Section("Papers", HOW, ["what", "files", "time", "processor", "memory"], rows, targets)


def _row(name: str, files: int, found: dict[str, float]) -> list[str]:
    return [
        name,
        str(files),
        f"{found['seconds']:.1f} s",
        f"{found['processor']:.1f} s",
        f"{found['megabytes']:.0f} MB",
    ]
