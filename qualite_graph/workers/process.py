"""One worker process as the event loop sees it: a job goes in, its answer comes back, or it is stopped."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from qualite_graph.errors import LimitError
from qualite_graph.workers.frames import Frame, Frames, Source, as_it_is, frame
from qualite_graph.workers.limits import Limits

if TYPE_CHECKING:
    from qualite_graph.workers.queue import Shape

SLOW: Final = 0.1
"""Seconds of processor time after which a query is long: another worker may take the place of its own."""
_GIVE_WAY: Final = 2.0
"""Seconds of it after which a query gives way to shorter ones; its worker ends with it."""
_IDLE: Final = 2.0
"""Seconds after which a query that waits for something, as another server, counts as long too."""
_LOOK: Final = 0.05  # seconds at least between two looks at what a query has used
_WAY: Final = 10  # how much kinder it then is to the others, in the system's own measure
_TICKS: Final = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_OUT_OF_MEMORY: Final = frozenset({-signal.SIGABRT, -signal.SIGKILL} if os.name == "posix" else ())

Answer = Frame[Mapping[str, Any]]


class Process(asyncio.SubprocessProtocol, asyncio.Protocol):
    """A worker; it has at most one job at a time. It is a program of its own, or the child of another."""

    def __init__(self, limits: Limits, on_slow: Callable[[Process], None]) -> None:
        """Use `start` instead."""
        self._on_slow = on_slow
        self._limits = limits
        self._frames = Frames(as_it_is)
        self._waiting: asyncio.Future[Answer] | None = None
        self._alarm: asyncio.TimerHandle | None = None
        self._transport: asyncio.BaseTransport | None = None
        self._pid = 0
        self._input: asyncio.WriteTransport | None = None
        self._late = False
        self._begun = 0.0
        self._ends = 0.0
        self._used_before = 0.0  # seconds of processor time, as the worker itself last told
        self.spent = 0.0  # seconds of processor time of its last query
        self.shape: Shape | None = None  # of the query it has
        self.opened: Source | None = None
        self.long = False  # its query takes long
        self.slowed = False  # it has given way
        self.outdated = False  # others hold what is asked for now in memory
        self.alive = True
        self.exited = asyncio.get_running_loop().create_future()

    @classmethod
    async def start(cls, limits: Limits, folder: Path, on_slow: Callable[[Process], None]) -> Process:
        """Start a worker that puts long results in `folder`; `on_slow` is told when a query is a long one."""
        loop = asyncio.get_running_loop()
        figures = (limits.memory, limits.result, limits.seconds)
        command = [sys.executable, "-m", "qualite_graph.workers.child", str(folder), *map(str, figures)]
        transport, process = await loop.subprocess_exec(
            lambda: cls(limits, on_slow),
            *command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        process._transport = transport
        process._pid = transport.get_pid()
        process._input = cast("asyncio.WriteTransport", transport.get_pipe_transport(0))
        return process

    @classmethod
    async def adopt(
        cls, limits: Limits, on_slow: Callable[[Process], None], pid: int, connection: socket.socket
    ) -> Process:
        """Speak with a worker that another process started; that one's word ends it: see `end`."""
        loop = asyncio.get_running_loop()
        transport, process = await loop.connect_accepted_socket(lambda: cls(limits, on_slow), connection)
        process._transport = process._input = transport
        process._pid = pid
        return process

    @property
    def pid(self) -> int:
        """Return the process's number."""
        return self._pid

    def send(self, asked: bytes, seconds: float) -> asyncio.Future[Answer]:
        """Give a job; its answer, or a LimitError when it is not there in time, if `look` is called."""
        loop = asyncio.get_running_loop()
        self._waiting = waiting = loop.create_future()
        if not self.alive or self._input is None:
            waiting.set_exception(LimitError("worker_lost"))
            return waiting
        self._input.write(asked)
        self._begun = loop.time()
        self._ends = self._begun + seconds
        return waiting

    async def open(self, source: Source, seconds: float) -> None:
        """Let the worker open a snapshot, which is no query and gives way to none.

        Raises:
            LimitError: it does not in time, or is lost.
        """
        answer = self.send(frame({"source": source._asdict()}), seconds)
        if not answer.done():
            self._alarm = asyncio.get_running_loop().call_later(seconds, self._stop_late)
        if "error" not in (await answer).head:
            self.opened = source

    def used(self) -> float:
        """Return the processor time of the query in seconds, or where the system does not tell, the time."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_bytes().rpartition(b")")[2].split()
        except OSError:
            return asyncio.get_running_loop().time() - self._begun
        return (int(fields[11]) + int(fields[12])) / _TICKS - self._used_before

    def look(self) -> None:
        """See after `SLOW` what the query has used, and again until it is answered or its time is up.

        A machine that has much else to do makes no query a long one.
        """
        if self._waiting is None:
            return
        loop = asyncio.get_running_loop()
        left = self._ends - loop.time()
        if left <= 0:
            self._stop_late()
            return
        used = self.used()
        if not self.long and (used >= SLOW or loop.time() - self._begun >= _IDLE):
            self.long = True
            self._on_slow(self)
        if used >= _GIVE_WAY:
            self._give_way()
            later = left
        else:
            later = max(_LOOK, (_GIVE_WAY if self.long else SLOW) - used)
        self._alarm = loop.call_later(min(later, left), self.look)

    def _give_way(self) -> None:
        self.slowed = True
        if hasattr(os, "setpriority"):
            for thread in self._threads():
                with contextlib.suppress(OSError):
                    os.setpriority(os.PRIO_PROCESS, thread, _WAY)
        self._on_slow(self)

    def _threads(self) -> list[int]:
        """Return the numbers of the process's threads, each of which has a priority of its own on Linux."""
        try:
            return [int(thread.name) for thread in Path(f"/proc/{self.pid}/task").iterdir()]
        except OSError:
            return [self.pid]

    def _stop_late(self) -> None:
        self._late = True
        self.kill()

    def kill(self) -> None:
        """Stop the process, whatever it does."""
        self.alive = False
        if self._pid and not self.exited.done():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)

    # What the event loop tells

    def data_received(self, data: bytes) -> None:
        """Take a piece of an answer."""
        answer = self._frames.feed(data)
        if answer is not None:
            self._settle(answer)

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        """Take a piece of an answer."""
        self.data_received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """Take note that the process has closed its side."""
        self.alive = False

    def pipe_connection_lost(self, fd: int, exc: Exception | None) -> None:
        """Take note that the process has closed its side."""
        self.alive = False

    def process_exited(self) -> None:
        """Take note that the program is gone, and why."""
        self.end(cast("asyncio.SubprocessTransport", self._transport).get_returncode())

    def end(self, code: int | None) -> None:
        """Take note that the process is gone, with its exit code where it is known."""
        self.alive = False
        if not self.exited.done():
            self.exited.set_result(None)
        if self._late:
            self._settle(LimitError("query_time", seconds=f"{self._limits.seconds:g}"))
        elif code in _OUT_OF_MEMORY:
            self._settle(LimitError("query_memory", most=self._limits.memory >> 20))
        else:
            self._settle(LimitError("worker_lost"))
        if self._transport is not None:
            self._transport.close()

    def _settle(self, answer: Answer | LimitError) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        self.long = False
        waiting, self._waiting = self._waiting, None
        if waiting is None or waiting.done():
            return
        if isinstance(answer, LimitError):
            waiting.set_exception(answer)
        else:
            self.spent, self._used_before = answer.used - self._used_before, answer.used
            waiting.set_result(answer)
