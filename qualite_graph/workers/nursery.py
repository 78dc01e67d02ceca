"""Where workers come from: forked in a few milliseconds by a process that waits, or started anew."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from qualite_graph.errors import LimitError
from qualite_graph.workers.frames import Frames, Source, as_it_is, frame
from qualite_graph.workers.limits import Limits
from qualite_graph.workers.process import Process

CAN_FORK: Final = hasattr(os, "fork") and hasattr(socket, "send_fds")

_CALM: Final = 1.0
"""Seconds without a write before the statements are put into memory anew."""
_RESTS: Final = 10  # times as long as the last time took, at least until the next one begins
_PATIENCE: Final = 60.0
"""Seconds that the statements may take to get into memory."""
_FAILED: Final = 60.0  # seconds until it is tried again after it did not go


class Nursery(asyncio.Protocol):
    """The process that forks workers, with what it holds in memory for them."""

    def __init__(self) -> None:
        """Use `start` instead."""
        self.held: Source | None = None
        self._frames = Frames(as_it_is)
        self._ready: asyncio.Future[int | None] = asyncio.get_running_loop().create_future()
        self._wanted: deque[asyncio.Future[int]] = deque()
        self._children: dict[int, Process] = {}
        self._gone: dict[int, int] = {}
        self._control: socket.socket | None = None
        self._transport: asyncio.Transport | None = None
        self._program: asyncio.subprocess.Process | None = None
        self.alive = True  # it takes orders
        self.lost = False  # and nobody hears of it any more

    @classmethod
    async def start(cls, limits: Limits, folder: Path, source: Source | None = None) -> Nursery:
        """Start one whose workers hold a source in memory; `held` tells whether they do.

        Raises:
            LimitError: it does not start.
        """
        ours, theirs = socket.socketpair()
        figures = (limits.memory, limits.result, limits.seconds)
        command = [sys.executable, "-m", "qualite_graph.workers.image", str(folder), *map(str, figures)]
        with theirs:
            program = await asyncio.create_subprocess_exec(
                *command,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # with a group of its own, which ends as a whole
            )
        control = ours.dup()  # what is written here is a byte at a time, and never waits
        transport, nursery = await asyncio.get_running_loop().connect_accepted_socket(cls, ours)
        nursery._transport, nursery._control, nursery._program = transport, control, program
        asked = {"source": source._asdict() if source else None, "most": limits.image}
        transport.write(frame(asked))
        try:
            async with asyncio.timeout(_PATIENCE):
                version = await nursery._ready
        except TimeoutError:
            await nursery.stop()
            raise LimitError("worker_lost") from None
        except BaseException:
            await nursery.stop()
            raise
        nursery.held = source._replace(version=version) if source and version is not None else None
        return nursery

    async def bear(self, limits: Limits, on_slow: Callable[[Process], None]) -> Process:
        """Return a new worker.

        Raises:
            LimitError: the process is gone.
        """
        loop = asyncio.get_running_loop()
        wanted: asyncio.Future[int] = loop.create_future()
        ours, theirs = socket.socketpair()
        with theirs:
            if not self.alive or self._control is None:
                ours.close()
                raise LimitError("worker_lost")
            self._wanted.append(wanted)
            try:
                socket.send_fds(self._control, [b"1"], [theirs.fileno()])
            except OSError:
                self._lose()
        try:
            pid = await wanted
            process = await Process.adopt(limits, on_slow, pid, ours)
        except BaseException:
            ours.close()
            raise
        process.opened = self.held
        self._children[pid] = process
        if pid in self._gone:
            self._bury(pid, self._gone.pop(pid))
        elif self.lost:
            self._bury(pid, None)
        return process

    def retire(self) -> None:
        """Let it end with its last worker: there will be no more."""
        self.alive = False
        if self._control is not None:
            with suppress(OSError):
                self._control.shutdown(socket.SHUT_WR)

    async def stop(self) -> None:
        """Stop it now, and its workers with it."""
        if self._program is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._program.pid, signal.SIGKILL)
            await self._program.wait()

    @property
    def ended(self) -> bool:
        """Tell whether the process has ended."""
        return self._program is not None and self._program.returncode is not None

    def data_received(self, data: bytes) -> None:
        """Take what the process tells."""
        told = self._frames.feed(data)
        while told is not None:
            self._hear(told.head)
            told = self._frames.feed(b"")

    def _hear(self, told: Mapping[str, int | None]) -> None:
        if "version" in told:
            if not self._ready.done():
                self._ready.set_result(told["version"])
        elif (born := told.get("born")) is not None:
            self._settle(born)
        elif "unborn" in told:
            self._settle(None)
        elif (gone := told.get("gone")) is not None:
            if gone in self._children:
                self._bury(gone, told["code"])
            else:
                self._gone[gone] = told["code"] or 0

    def _settle(self, born: int | None) -> None:
        if not self._wanted:
            return
        wanted = self._wanted.popleft()
        if wanted.done():
            return  # nobody waits for it any more: it ends with its connection
        if born is None:
            wanted.set_exception(LimitError("worker_lost"))
        else:
            wanted.set_result(born)

    def _bury(self, pid: int, code: int | None) -> None:
        self._children.pop(pid).end(code)

    def connection_lost(self, exc: Exception | None) -> None:
        """Take note that the process is gone."""
        self._lose()
        if self._control is not None:
            self._control.close()

    def _lose(self) -> None:
        self.alive, self.lost = False, True
        if self._transport is not None:
            self._transport.abort()
        for pid in tuple(self._children):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            self._bury(pid, None)
        if not self._ready.done():
            self._ready.set_exception(LimitError("worker_lost"))
        for wanted in self._wanted:
            if not wanted.done():
                wanted.set_exception(LimitError("worker_lost"))
        self._wanted.clear()


class Nurseries:
    """Keeps one nursery at work, and replaces it by another once the store has changed and is calm again."""

    def __init__(self, limits: Limits, folder: Path, on_new: Callable[[], None]) -> None:
        """Start nothing yet; `on_new` is told when workers come from another process than before."""
        self._limits = limits
        self._folder = folder
        self._on_new = on_new
        self._now: Nursery | None = None
        self._all: list[Nursery] = []  # those that others took the place of end with their last worker
        self._starting = asyncio.Lock()
        self._source: Source | None = None
        self._alarm: asyncio.TimerHandle | None = None
        self._making: asyncio.Task[None] | None = None
        self._not_before = 0.0
        self._closed = False

    @property
    def held(self) -> Source | None:
        """Return what new workers hold in memory."""
        return self._now.held if self._now is not None else None

    async def worker(self, on_slow: Callable[[Process], None]) -> Process:
        """Return a new worker.

        Raises:
            LimitError: it does not start.
        """
        if not CAN_FORK:
            return await Process.start(self._limits, self._folder, on_slow)
        async with self._starting:
            if self._now is None or not self._now.alive:
                new = await self._start(None)
                if self._now is not None and self._now.alive:  # one that holds the store came meanwhile
                    new.retire()
                else:
                    self._now = new
                    self._note_again()  # what the lost one held
            now = self._now
        return await now.bear(self._limits, on_slow)

    def note(self, source: Source) -> None:
        """Take note of what is asked: once it stays the same for a while, it is put into memory."""
        if source == self._source or source.version is None or not self._limits.image or not CAN_FORK:
            return
        self._source = source
        if source == self.held or self._closed:
            return
        loop = asyncio.get_running_loop()
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = loop.call_at(max(loop.time() + _CALM, self._not_before), self._make)

    def _make(self) -> None:
        self._alarm = None
        if self._making is None and self._source is not None and not self._closed:
            self._making = asyncio.get_running_loop().create_task(self._replace(self._source))

    async def _replace(self, source: Source) -> None:
        loop = asyncio.get_running_loop()
        begun = time.monotonic()
        pause = 0.0
        try:
            new = await self._start(source)
        except (LimitError, OSError):
            pause = _FAILED
        else:
            pause = _RESTS * (time.monotonic() - begun) if new.held else _FAILED
            if new.held is None or self._closed:
                new.retire()
            else:
                before, self._now = self._now, new
                if before is not None:
                    before.retire()
                self._on_new()
        finally:
            self._making = None
            self._not_before = loop.time() + pause
        if self._source != source:
            self._note_again()

    def _note_again(self) -> None:
        if self._source is not None:
            wanted, self._source = self._source, None
            self.note(wanted)

    async def _start(self, source: Source | None) -> Nursery:
        new = await Nursery.start(self._limits, self._folder, source)
        self._all = [*(one for one in self._all if not one.ended), new]
        return new

    async def close(self) -> None:
        """Stop it all."""
        self._closed = True
        if self._alarm is not None:
            self._alarm.cancel()
        if self._making is not None:
            self._making.cancel()
            await asyncio.wait([self._making])
        for nursery in self._all:
            await nursery.stop()
