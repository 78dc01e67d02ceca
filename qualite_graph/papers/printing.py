"""Papers set beside the one who writes them, in processes that end before they have grown.

Typst keeps what it has set for as long as its process lives, and Python writes one document at a time: a
pack of hundreds of papers would take gigabytes, and one core.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

from qualite_graph.errors import InputError

if TYPE_CHECKING:
    from qualite_graph.papers.plain import Plain

_PRINTER: Final = "qualite_graph.papers.printer"
AT_ONCE: Final = 2
"""How many processes work at the same time, on a machine that has as many cores."""
_MOST_WRITTEN: Final = 400 << 10
"""After how many bytes of papers a process gives its memory back by ending."""

Printed = tuple[tuple[str, bytes], ...]
"""A paper in each of its formats."""


@dataclass(frozen=True, slots=True)
class Job:
    """A paper to set: the file of its values, the formats wanted, the folder to write to."""

    paper: str
    formats: tuple[str, ...]
    folder: str


class Printers:
    """Sets papers in several formats, several at a time; closed, it leaves no process and no file behind."""

    def __init__(self, formats: tuple[str, ...]) -> None:
        """Start nothing yet: a process starts when there is a paper for it."""
        self._formats = formats
        self._folder = tempfile.TemporaryDirectory(prefix="qualite-graph-papers-")
        self._threads = ThreadPoolExecutor(min(AT_ONCE, os.cpu_count() or 1), "printer")
        self._idle: SimpleQueue[_Printer] = SimpleQueue()
        self._count = 0

    def __enter__(self) -> Printers:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes; papers that nobody waits for any more are not set."""
        self._threads.shutdown(cancel_futures=True)
        with contextlib.suppress(Empty):
            while True:
                self._idle.get_nowait().close()
        self._folder.cleanup()

    def set(self, plain: Plain) -> Future[Printed]:
        """Have a paper set; the result raises `InputError` where a template cannot be used."""
        self._count += 1
        folder = Path(self._folder.name, str(self._count))
        folder.mkdir()
        paper = folder / "paper.json"
        with paper.open("w", encoding="utf-8") as file:
            json.dump(plain, file, ensure_ascii=False)
        return self._threads.submit(self._set, Job(str(paper), self._formats, str(folder)))

    def _set(self, job: Job) -> Printed:
        try:
            printer = self._idle.get_nowait()
        except Empty:
            printer = _Printer()
        printer.ask(job)
        if printer.written > _MOST_WRITTEN:
            printer.close()
        else:
            self._idle.put(printer)
        return tuple((name, Path(job.folder, f"paper.{name}").read_bytes()) for name in job.formats)


class _Printer:
    """A process that sets papers, and how much it has been given so far."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", _PRINTER]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.written = 0

    def ask(self, job: Job) -> None:
        """Wait until a paper is set.

        Raises:
            InputError: a template cannot be used.
            ChildProcessError: the process ended.
        """
        if self._process.stdin is None or self._process.stdout is None:
            raise ChildProcessError("no pipe")
        self.written += Path(job.paper).stat().st_size
        print(json.dumps(asdict(job)), file=self._process.stdin, flush=True)
        line = self._process.stdout.readline()
        if not line:
            raise ChildProcessError(f"a process that sets papers ended with {self._process.wait()}")
        failed: dict[str, Any] | None = json.loads(line)
        if failed is not None:
            self.close()
            raise InputError(failed["key"], **failed["details"])

    def close(self) -> None:
        """End the process."""
        with self._process:  # closes its input, which ends it
            pass
