"""The workers of one event loop: a query gets a free one, and a runaway costs nobody else anything."""

from __future__ import annotations

import asyncio
import tempfile
import weakref
from collections import deque
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from qualite_graph import errors
from qualite_graph.errors import InputError, LimitError, QualiteGraphError, QuerySyntaxError
from qualite_graph.workers.frames import Job, Reply, Source, frame
from qualite_graph.workers.limits import Limits
from qualite_graph.workers.process import Answer, Process

_START: Final = 20.0
"""Seconds a worker may take to start and to open its snapshot, on a machine that has much else to do."""
_AT_ONCE: Final = 0.2
"""Seconds within which a worker that is lost was lost before it began: another one gets the job."""
_CROWD: Final = 64
"""How many queries may wait for each worker that could be started."""


class Pool:
    """Workers, started as they are needed and stopped when they misbehave; for one event loop."""

    def __init__(self, limits: Limits) -> None:
        """Start no worker yet."""
        self._limits = limits
        self._free: deque[Process] = deque()
        self._all: set[Process] = set()
        self._started: weakref.WeakSet[Process] = weakref.WeakSet()
        self._starting = 0
        self._waiting: deque[asyncio.Future[Process]] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._source: Source | None = None
        self._closed = False
        # Removed with the pool, or at the latest when the process ends.
        self._folder = tempfile.TemporaryDirectory(prefix="qualite-graph-", ignore_cleanup_errors=True)
        self.folder = Path(self._folder.name)

    @property
    def limits(self) -> Limits:
        """Return the budget of each query."""
        return self._limits

    def processes(self) -> tuple[Process, ...]:
        """Return the workers there are."""
        return tuple(self._all)

    async def run(self, job: Job, source: Source) -> Reply:
        """Run a job on a store as it is, or was after the write that `source` names.

        Raises:
            LimitError: it costs more than it may, or too many are running.
            QualiteGraphError: what the worker found wrong with it.
        """
        self._source = source
        head = asdict(job) | {"source": asdict(source)}
        del head["text"]
        asked = frame(head, job.text.encode())
        start = asyncio.get_running_loop().time()
        try:
            return await self._ask(asked, source)
        except LimitError as error:
            if error.key != "worker_lost" or asyncio.get_running_loop().time() - start > _AT_ONCE:
                raise
        return await self._ask(asked, source)

    async def _ask(self, asked: bytes, source: Source) -> Reply:
        process = await self._take()
        try:
            if process.opened != source and source.version is not None:
                # What it costs to open a newer snapshot is not the query's.
                await process.open(source, _START)
            answer = await process.send(asked, self._limits.seconds)
        except (asyncio.CancelledError, LimitError):
            process.kill()  # nobody waits for the answer any more
            process.exited.add_done_callback(lambda _: self._sweep(process))
            raise
        finally:
            self._give_back(process)
        return _reply(answer)

    async def warm(self, source: Source) -> None:
        """Start the workers that are kept, with their snapshot open."""
        self._source = source
        self._fill_up()
        await asyncio.gather(*self._tasks)

    async def close(self) -> None:
        """Stop every worker and remove what they left."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        for process in self._started:
            process.kill()
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.gather(*[one.exited for one in self._started]), _START)
        await asyncio.sleep(0.01)  # the event loop has yet to close their pipes
        self._folder.cleanup()

    async def _take(self) -> Process:
        while self._free:
            process = self._free.pop()
            if process.alive:
                return process
            self._all.discard(process)
        self._fill_up()
        if len(self._waiting) >= _CROWD * self._limits.workers:
            raise LimitError("service_busy", workers=self._limits.workers)
        place: asyncio.Future[Process] = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        try:
            async with asyncio.timeout(self._limits.waiting):
                return await place
        except TimeoutError:
            raise LimitError("service_busy", workers=self._limits.workers) from None
        finally:
            if not place.done() or place.cancelled():
                with suppress(ValueError):
                    self._waiting.remove(place)

    def _give_back(self, process: Process) -> None:
        if not process.alive or process.slowed:
            process.kill()
            self._all.discard(process)
            self._fill_up()
            return
        while self._waiting:
            place = self._waiting.popleft()
            if not place.done():
                place.set_result(process)
                return
        if len(self._free) >= self._limits.kept:
            process.kill()  # one that took a place while others had long queries
            self._all.discard(process)
        else:
            self._free.append(process)

    def _sweep(self, process: Process) -> None:
        """Remove the long result that a stopped worker was writing."""
        for left in self.folder.glob(f"{process.pid}-*"):
            left.unlink(missing_ok=True)

    def _fill_up(self) -> None:
        """Start workers until enough of them have no long query, as far as there may be more."""
        quick = sum(not process.long for process in self._all)
        wanted = self._limits.kept - quick - self._starting
        room = self._limits.workers - len(self._all) - self._starting
        for _ in range(0 if self._closed else min(wanted, room)):
            self._start_one()

    def _start_one(self) -> None:
        self._starting += 1
        task = asyncio.get_running_loop().create_task(self._start())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _start(self) -> None:
        process = None
        try:
            process = await Process.start(self._limits, self.folder, self._fill_up)
            self._started.add(process)
            if self._source is not None:
                await process.open(self._source, _START)
        except (LimitError, OSError):
            if process is not None:
                process.kill()
            process = None
        finally:
            self._starting -= 1
        if process is None or self._closed:
            return
        self._all.add(process)
        self._give_back(process)


def _reply(answer: Answer) -> Reply:
    head, body = answer
    if "error" in head:
        raise _error(head)
    return Reply(
        head["kind"],
        head["format"],
        body,
        head["path"],
        head["size"],
        head["packed"],
        tuple(head["variables"]),
        bool(head.get("more")),
    )


def _error(head: dict[str, Any]) -> QualiteGraphError:
    details = head["details"]
    if head["place"] is not None:
        return QuerySyntaxError(details["reason"], *head["place"])
    kind = getattr(errors, head["error"], InputError)
    error: QualiteGraphError = kind(head["key"], **details)
    return error
