"""The process that runs other people's queries: it may be stopped at any moment and nothing is lost."""

from __future__ import annotations

import contextlib
import gzip
import os
import sys
import tempfile
import time
from collections.abc import Hashable
from pathlib import Path
from typing import IO, BinaryIO, Final, cast

from qualite_graph.errors import EvaluationError, InputError, LimitError, QualiteGraphError, QuerySyntaxError
from qualite_graph.store.base import Dataset
from qualite_graph.store.embedded import EmbeddedStore
from qualite_graph.store.faults import is_merged_away
from qualite_graph.workers.frames import Frames, Job, Source, found, frame, job_of
from qualite_graph.workers.update import updated

_INLINE: Final = 1 << 18  # bytes: a longer result goes through a file
_WORTH_PACKING: Final = 1 << 10
_PACKING: Final = 2  # gzip's level: little time, most of the gain
_TICK: Final = 20_000_000  # nanoseconds
_READ: Final = 1 << 16


class Output:
    """Collects a result: in memory while it is short, then in a file, up to the budget."""

    def __init__(self, budget: int, folder: Path, packed: bool) -> None:
        """Start empty."""
        self._budget = budget
        self._folder = folder
        self.packed = packed
        self._short: list[bytes] = []
        self._file: IO[bytes] | None = None
        self._size = 0
        self.path: str | None = None

    def write(self, data: bytes) -> int:
        """Take a piece; the error it may raise ends the engine's evaluation."""
        self._size += len(data)
        if self._size > self._budget:
            raise OverflowError
        if self._file is not None:
            self._file.write(data)
        else:
            self._short.append(bytes(data))
            if self._size > _INLINE:
                self._spill()
        return len(data)

    def flush(self) -> None:
        """Do nothing: all is written at the end."""

    def _spill(self) -> None:
        handle, self.path = tempfile.mkstemp(prefix=f"{os.getpid()}-", dir=self._folder)
        raw: BinaryIO = os.fdopen(handle, "wb")
        self._file = cast("IO[bytes]", gzip.GzipFile("", "wb", _PACKING, raw, 0)) if self.packed else raw
        self._raw = raw
        self._file.write(b"".join(self._short))
        self._short.clear()

    def finish(self) -> tuple[bytes, int]:
        """Return the bytes of a short result, and how many there are in all."""
        if self._file is None:
            body = b"".join(self._short)
            self.packed = self.packed and len(body) >= _WORTH_PACKING
            if self.packed:
                body = gzip.compress(body, _PACKING, mtime=0)
            return body, len(body)
        self._file.close()
        if not self._raw.closed:
            self._raw.close()
        return b"", os.stat(cast("str", self.path)).st_size  # noqa: PTH116 -- a path as text

    def drop(self) -> None:
        """Remove what is written of a result that will not be sent."""
        if self._file is not None and self.path is not None:
            self._file.close()
            self._raw.close()
            Path(self.path).unlink(missing_ok=True)


class Worker:
    """Holds a snapshot and answers one job after the other."""

    def __init__(self, folder: Path, memory: int, result_budget: int, seconds: float) -> None:
        """Start without a snapshot."""
        self._memory = memory
        self._folder = folder
        self._budget = result_budget
        self._seconds = seconds
        self._store: EmbeddedStore | None = None
        self._opened: tuple[object, ...] = ()
        self._allowed = 0.0  # seconds of processor time
        self._held: tuple[Source, EmbeddedStore] | None = None

    def hold(self, source: Source, store: EmbeddedStore) -> None:
        """Answer from a store in memory whatever is asked of that source, until it has changed."""
        self._held = source, store

    def live(self, asked: int, answers: int) -> None:
        """Answer what comes on one descriptor on another one, until it ends."""
        _limit_memory(self._memory + (_own_memory() if self._held else 0))
        _let_the_server_finish()
        frames = Frames(job_of)
        while data := os.read(asked, _READ):
            got = frames.feed(data)
            if got is not None:
                _send(answers, self.answer(*got.head, got.body))

    def answer(self, source: Source, job: Job | None, text: bytes) -> bytes:
        """Return the frame that answers one; a snapshot of which files were merged away is opened anew.

        The job comes without its text.
        """
        try:
            return self._answer(source, job, text)
        except (OSError, RuntimeError) as error:
            if not is_merged_away(error):
                return _failure(EvaluationError("query_failed", reason=error))
        self._store = None
        try:
            return self._answer(source, job, text)
        except (OSError, RuntimeError) as error:
            return _failure(EvaluationError("query_failed", reason=error))

    def _answer(self, source: Source, job: Job | None, text: bytes) -> bytes:
        output = Output(self._budget, self._folder, job is not None and job.packed)
        try:
            store = self._open(source)
            if job is None:
                return frame({"ready": store.version}, time.process_time())
            self._allow_processor_time()
            result = self._run(store, job, text.decode(), output)
            written, size = output.finish()
        except OverflowError:
            output.drop()
            return _failure(LimitError("result_too_large", most=self._budget >> 20))
        except MemoryError:
            output.drop()
            return _failure(LimitError("query_memory", most=self._memory >> 20))
        except QualiteGraphError as error:
            output.drop()
            return _failure(error)
        except ValueError as error:
            output.drop()
            return _failure(EvaluationError("query_failed", reason=error))
        except BaseException:
            output.drop()
            raise
        if output.path is not None:
            result |= {"path": output.path, "size": size}
        return found(written, time.process_time(), packed=output.packed, **result)

    def _run(self, store: EmbeddedStore, job: Job, text: str, output: Output) -> dict[str, Hashable]:
        dataset = Dataset(job.graphs, job.named)
        writer = cast("IO[bytes]", output)
        if job.target is not None:
            updated(store, text, (dataset, job.target, job.base), writer)
            return {"kind": "graph", "format": "ntriples", "variables": ()}
        result = store.query(text, dataset, federation=job.federation, base=job.base)
        format_name = job.formats.get(result.kind)
        if format_name is None:
            raise InputError("not_acceptable", accept="", offered=result.kind)
        told: dict[str, Hashable] = {
            "kind": result.kind,
            "format": format_name,
            "variables": result.variables,
        }
        if job.most is not None:
            return {**told, "more": result.write_first(format_name, writer, job.most)}
        result.write(format_name, writer)
        return told

    def _allow_processor_time(self) -> None:
        """Let the kernel stop a query that outlives the process which should have stopped it.

        It is set anew only once less is left than a query may take: at the worst it stops twice as late.
        """
        used = time.process_time()
        if used + self._seconds > self._allowed:
            self._allowed = used + 2 * self._seconds
            _limit_processor_time(int(self._allowed) + 2)

    def _open(self, source: Source) -> EmbeddedStore:
        if self._held is not None and self._held[0] == source:
            return self._held[1]
        if source.dump is not None:
            key: tuple[object, ...] = (source.dump,)
        elif source.version is not None:
            key = (source.directory, source.version)
        else:
            key = (source.directory, *_state_of(Path(cast("str", source.directory))))
        if self._store is None or key != self._opened:
            self._store = None  # two snapshots at once would count twice
            if source.dump is not None:
                self._store = EmbeddedStore.from_dump(Path(source.dump))
            else:
                self._store = EmbeddedStore.snapshot(Path(cast("str", source.directory)))
            self._opened = key
        return self._store


def _state_of(directory: Path) -> tuple[object, ...]:
    """Return what tells that another process wrote a directory: when its logs were last written.

    Their sizes alone do not tell: the engine reserves room ahead. Times are as fine as the system's ticks: a
    log written just now may be written again within the same one, so that state passes for new each time.
    """
    logs = []
    with os.scandir(directory) as entries:
        for entry in entries:
            if entry.name.endswith(".log"):
                found = entry.stat()
                logs.append((entry.name, found.st_size, found.st_mtime_ns))
    now = time.time_ns()
    fresh = any(now - written < _TICK for _, _, written in logs)
    return (*sorted(logs), *((now,) if fresh else ()))


def _failure(error: QualiteGraphError) -> bytes:
    details = {name: value if isinstance(value, int) else str(value) for name, value in error.details.items()}
    place = (error.line, error.column) if isinstance(error, QuerySyntaxError) else None
    said = {"error": type(error).__name__, "key": error.key, "details": details, "place": place}
    return frame(said, time.process_time())


def _let_the_server_finish() -> None:
    """Take no processor from whoever wakes this thread: the server has more to do, for others too."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # where a container forbids it, things go as they go
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def _limit_memory(memory: int) -> None:
    """Let the process hold so many bytes of its own; the first allocation beyond ends it."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 -- not on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    with contextlib.suppress(OSError):  # elsewhere the kernel chooses by itself whom to stop
        Path("/proc/self/oom_score_adj").write_text("500", "ascii")


def _own_memory() -> int:
    """Return how many bytes the process holds of its own, which the limit on them counts."""
    try:
        pages = int(Path("/proc/self/statm").read_bytes().split()[5])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _limit_processor_time(seconds: int) -> None:
    """Let the process use so many seconds in all."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 -- not on Windows

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def main(arguments: list[str]) -> int:
    """Answer frames from the standard input until it ends."""
    folder, memory, result, seconds = arguments
    answers = os.dup(1)
    os.dup2(2, 1)  # nothing else may be written among the answers
    Worker(Path(folder), int(memory), int(result), float(seconds)).live(0, answers)
    return 0


def _send(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
