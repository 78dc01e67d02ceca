"""The workers of one event loop: a query gets a free one, and a runaway costs nobody else anything."""

from __future__ import annotations

import asyncio
import tempfile
import weakref
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from qualite_graph import errors
from qualite_graph.errors import InputError, LimitError, QualiteGraphError, QuerySyntaxError
from qualite_graph.workers.frames import Job, Reply, Source, asked
from qualite_graph.workers.lasting import Lasting
from qualite_graph.workers.limits import Limits
from qualite_graph.workers.nursery import Nurseries
from qualite_graph.workers.process import SLOW, Answer, Process
from qualite_graph.workers.queue import Place, Queue, Shape, Shapes

_START: Final = 20.0
"""Seconds a worker may take to start and to open its snapshot, on a machine that has much else to do."""
_AT_ONCE: Final = 0.2
"""Seconds within which a worker that is lost was lost before it began: another one gets the job."""
_AGAIN: Final = 0.2  # seconds from a start that failed to the next one
_LASTS: Final = 0.5
"""Seconds after which a query is worth stopping when nobody waits for it any more."""
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
        self._shapes = Shapes()
        self._waiting = Queue(self._shapes)
        self._tasks: set[asyncio.Task[None]] = set()
        self._source: Source | None = None
        self._closed = False
        self._slow_ones = Lasting(min(SLOW, limits.seconds))
        self.lasting = Lasting(_LASTS)
        # Removed with the pool, or at the latest when the process ends.
        self._folder = tempfile.TemporaryDirectory(prefix="qualite-graph-", ignore_cleanup_errors=True)
        self.folder = Path(self._folder.name)
        self._nurseries = Nurseries(limits, self.folder, self._renew)

    @property
    def limits(self) -> Limits:
        """Return the budget of each query."""
        return self._limits

    def processes(self) -> tuple[Process, ...]:
        """Return the workers there are."""
        return tuple(self._all)

    @property
    def held(self) -> Source | None:
        """Return what new workers hold in memory."""
        return self._nurseries.held

    async def run(self, job: Job, source: Source) -> Reply:
        """Run a job on a store as it is, or was after the write that `source` names.

        Raises:
            LimitError: it costs more than it may, or too many are running.
            QualiteGraphError: what the worker found wrong with it.
        """
        self._source = source
        self._nurseries.note(source)
        shape = Shape(job.text)
        start = asyncio.get_running_loop().time()
        try:
            return await self._ask(job, source, shape)
        except LimitError as error:
            if error.key != "worker_lost" or asyncio.get_running_loop().time() - start > _AT_ONCE:
                raise
        return await self._ask(job, source, shape)

    async def _ask(self, job: Job, source: Source, shape: Shape) -> Reply:
        process = await self._take(shape)
        try:
            if process.opened != source and source.version is not None:
                # What it costs to open a newer snapshot is not the query's.
                await process.open(source, _START)
            waited = process.send(asked(job, source), self._limits.seconds)
            self._slow_ones.begin(process.look)
            answer = await waited
            self._shapes.learn(shape, process.spent)
        except (asyncio.CancelledError, LimitError):
            process.kill()  # nobody waits for the answer any more
            process.exited.add_done_callback(lambda _: self._sweep(process))
            raise
        finally:
            self._slow_ones.end(process.look)
            self._give_back(process)
        return _reply(answer)

    async def warm(self, source: Source) -> None:
        """Start the workers that are kept, with their snapshot open."""
        self._source = source
        self._nurseries.note(source)
        self._fill_up()
        await asyncio.gather(*self._tasks)

    async def close(self) -> None:
        """Stop every worker and remove what they left."""
        self._closed = True
        self._slow_ones.close()
        self.lasting.close()
        for task in self._tasks:
            task.cancel()
        for process in self._started:
            process.kill()
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.gather(*[one.exited for one in self._started]), _START)
        await self._nurseries.close()
        await asyncio.sleep(0.01)  # the event loop has yet to close their pipes
        self._folder.cleanup()

    async def _take(self, shape: Shape) -> Process:
        if len(self._waiting) >= _CROWD * self._limits.workers:
            raise self._busy()
        if self._free and self._free[-1].alive and not self._waiting and not self._shapes:
            process = self._free.pop()  # as `_serve` would say, most often
            process.shape = shape
            return process
        place = Place(shape)
        self._waiting.join(place)
        self._serve()
        if place.granted.done():
            return place.granted.result()
        self._fill_up()
        late = asyncio.get_running_loop().call_later(self._limits.waiting, place.refuse, self._busy())
        try:
            return await place.granted
        except BaseException:
            self._waiting.leave(place)
            if (given := place.given) is not None:
                self._give_back(given)
            raise
        finally:
            late.cancel()

    def _busy(self) -> LimitError:
        return LimitError("service_busy", workers=self._limits.workers)

    def _serve(self) -> None:
        """Give the free workers to those who wait, all but one of them to queries that were long before."""
        while self._free and self._waiting:
            process = self._free[-1]
            if not process.alive:
                self._free.pop()
                self._all.discard(process)
                continue
            place = self._waiting.next(long_too=self._long_running() < max(1, self._limits.kept - 1))
            if place is None:
                return
            process.shape = place.shape
            place.give(self._free.pop())

    def _long_running(self) -> int:
        """Return how many workers have a query known to be long, those left aside that have given way."""
        if not self._shapes:
            return 0
        return sum(
            process.shape is not None and not process.slowed and self._shapes.is_long(process.shape)
            for process in self._all
        )

    def _slow(self, process: Process) -> None:
        if process.shape is not None:
            self._shapes.learn(process.shape, process.used())
        self._fill_up()
        self._serve()

    def _give_back(self, process: Process) -> None:
        process.shape = None
        if not process.alive or process.slowed or process.outdated:
            process.kill()
            self._all.discard(process)
            self._fill_up()
            return
        self._free.append(process)
        self._serve()
        if len(self._free) > self._limits.kept:
            self._free.remove(process)  # one that took a place while others had long queries
            process.kill()
            self._all.discard(process)

    def _renew(self) -> None:
        """Replace the workers by others that hold the store in memory, each once it is free."""
        for process in tuple(self._started):  # those that are about to be ready too
            process.outdated = True
        for process in tuple(self._free):
            self._free.remove(process)
            self._give_back(process)
        self._fill_up()

    def _sweep(self, process: Process) -> None:
        """Remove the long result that a stopped worker was writing."""
        for left in self.folder.glob(f"{process.pid}-*"):
            left.unlink(missing_ok=True)

    def _fill_up(self) -> None:
        """Start those that are kept, and others where long queries have most of these."""
        quick = sum(not process.long for process in self._all)
        kept = self._limits.kept
        wanted = max(kept - len(self._all), max(1, kept - 1) - quick) - self._starting
        room = self._limits.workers - len(self._all) - self._starting
        for _ in range(0 if self._closed else min(wanted, room)):
            self._start_one()

    def _fill_up_for_waiting(self) -> None:
        if self._waiting:
            self._fill_up()

    def _start_one(self) -> None:
        self._starting += 1
        task = asyncio.get_running_loop().create_task(self._start())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _start(self) -> None:
        process = None
        try:
            process = await self._nurseries.worker(self._slow)
            self._started.add(process)
            if self._source is not None and process.opened != self._source:
                await process.open(self._source, _START)
        except (LimitError, OSError):
            if process is not None:
                process.kill()
            process = None
            if not self._closed:  # those who wait for it would wait in vain
                asyncio.get_running_loop().call_later(_AGAIN, self._fill_up_for_waiting)
        finally:
            self._starting -= 1
        if process is None or self._closed:
            return
        self._all.add(process)
        self._give_back(process)


def _reply(answer: Answer) -> Reply:
    head, body, _ = answer
    if "error" in head:
        raise _error(head)
    return Reply(
        head["kind"],
        head["format"],
        body,
        head.get("path"),
        head.get("size", len(body)),
        head["packed"],
        tuple(head["variables"]),
        head.get("more", False),
    )


def _error(head: Mapping[str, Any]) -> QualiteGraphError:
    details = head["details"]
    if head["place"] is not None:
        return QuerySyntaxError(details["reason"], *head["place"])
    kind = getattr(errors, head["error"], InputError)
    error: QualiteGraphError = kind(head["key"], **details)
    return error
