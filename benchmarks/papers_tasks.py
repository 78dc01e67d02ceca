"""Making packs and sheets of the example and of synthetic organisations: what the measures of papers run."""

from __future__ import annotations

import datetime
import io
import os
import resource
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from benchmarks import synthetic
from benchmarks.growth_tasks import ORIGIN
from qualite_graph.papers import FORMATS, audit_pack
from qualite_graph.papers.collections import all_sheets
from qualite_graph.papers.plain import as_plain
from qualite_graph.papers.printing import Printers
from qualite_graph.papers.reader import Reader
from qualite_graph.workspace import EXAMPLE, Workspace
from qualite_graph.writing import replace_organisation

DAY = datetime.date(2026, 6, 30)
_TICK = 0.05  # seconds between two looks at the memory


def pack(processes: int) -> dict[str, float]:
    """Make the audit pack of the example (0 processes) or of a synthetic organisation."""
    workspace = _workspace(processes)

    def make() -> int:
        made = audit_pack(workspace, organisation=_slug(processes), day=DAY)
        with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
            return len(archive.namelist())

    return _measured(make)


def sheets(processes: int) -> dict[str, float]:
    """Make the sheets of every process of a synthetic organisation, as its pack does."""
    reader = Reader(_workspace(processes), synthetic.SLUG, "fr", DAY)

    def make() -> int:
        with Printers(tuple(FORMATS)) as printers:
            waiting = [printers.set(as_plain(paper)) for paper in all_sheets(reader)]
            return sum(len(one.result()) for one in waiting)

    return _measured(make)


def _measured(make: Callable[[], int]) -> dict[str, float]:
    """Return what something costs: time, processor time and peak memory of this process and its children."""
    peak, over = [0.0], threading.Event()

    def look() -> None:
        while not over.wait(_TICK):
            peak[0] = max(peak[0], sum(map(_megabytes, (os.getpid(), *_children(os.getpid())))))

    watcher = threading.Thread(target=look)
    watcher.start()
    used, start = _processor(), time.perf_counter()
    files = make()
    seconds, processor = time.perf_counter() - start, _processor() - used
    over.set()
    watcher.join()
    return {"files": files, "seconds": seconds, "processor": processor, "megabytes": peak[0]}


def _processor() -> float:
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _children(process: int) -> Iterator[int]:
    with suppress(OSError):  # it may end while it is looked at
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text("ascii").split():
                yield int(child)
                yield from _children(int(child))


def _megabytes(process: int) -> float:
    with suppress(OSError):
        return int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1]) * _PAGE / (1 << 20)
    return 0.0


_PAGE = os.sysconf("SC_PAGE_SIZE")


def _slug(processes: int) -> str:
    return synthetic.SLUG if processes else EXAMPLE


def _workspace(processes: int) -> Workspace:
    if not processes:
        return Workspace.in_memory()
    workspace = Workspace.in_memory(example=False)
    replace_organisation(workspace.store, synthetic.SLUG, synthetic.text(processes).encode(), ORIGIN)
    return workspace
