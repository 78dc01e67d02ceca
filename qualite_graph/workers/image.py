"""The process whose children are workers: it holds the statements in memory once, for all of them.

A child made by `fork` shares its parent's memory until it writes there. It is ready in a few milliseconds,
answers without the disk, and may be stopped at any moment. This process never runs a query.
"""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import selectors
import signal
import socket
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any, Final

from qualite_graph.errors import QualiteGraphError
from qualite_graph.store.embedded import EmbeddedStore
from qualite_graph.workers.child import Worker
from qualite_graph.workers.frames import Frames, Source, as_it_is, frame

_READ: Final = 1 << 12
_AT_ONCE: Final = 16  # connections taken in one message
_KINDER: Final = 10
"""How much kinder to others the reading of a directory is, in the system's own measure."""


class TooLargeError(Exception):
    """The statements are more than may be held in memory."""


def held(source: Source, most: int, folder: Path) -> EmbeddedStore:
    """Return in memory what a source holds, read from the disk by a process of its own into `folder`.

    The engine's threads that read a directory would not survive a fork: they stay with that process.

    Raises:
        TooLargeError: it is more than `most` bytes of N-Quads.
        OSError: it cannot be read.
    """
    if source.dump is not None:
        path = Path(source.dump)
        if path.stat().st_size > most:
            raise TooLargeError
        return EmbeddedStore.from_dump(path)
    with tempfile.TemporaryDirectory(prefix="image-", dir=folder) as place:
        path = Path(place) / "image.nq"
        reader = os.fork()
        if not reader:
            code = 1
            with contextlib.suppress(BaseException):
                os.nice(_KINDER)
                resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
                EmbeddedStore.snapshot(Path(str(source.directory))).dump(path)
                code = 0
            os._exit(code)
        if os.waitpid(reader, 0)[1]:
            if path.exists() and path.stat().st_size >= most:
                raise TooLargeError
            raise OSError(f"{source.directory} cannot be read")
        return EmbeddedStore.from_dump(path)


class Nursery:
    """Makes a worker for each connection it is sent, and tells how each one ended."""

    def __init__(self, control: socket.socket, arguments: tuple[Path, int, int, float]) -> None:
        """Speak over `control`; `arguments` are those of a worker."""
        self._control = control
        self._arguments = arguments
        self._held: tuple[Source, EmbeddedStore] | None = None
        self._children = 0
        self._open = True

    def load(self, source: Source, most: int) -> None:
        """Hold what a source holds, from now on."""
        store = held(source, most, self._arguments[0])
        self._held = source._replace(version=store.version), store
        gc.collect()
        gc.freeze()  # a collection in a child would copy every page it looks at

    def run(self) -> None:
        """Serve until the other side has closed and the last child is gone."""
        self._say({"version": self._held[0].version if self._held else None})
        awake, wake = os.pipe()
        os.set_blocking(wake, False)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        with selectors.DefaultSelector() as ready:
            ready.register(awake, selectors.EVENT_READ)
            ready.register(self._control, selectors.EVENT_READ)
            while self._open or self._children:
                for key, _ in ready.select():
                    if key.fd == awake:
                        os.read(awake, _READ)
                        self._bury()
                    elif not self._take():
                        ready.unregister(self._control)

    def _take(self) -> bool:
        """Make a child for each connection that has come; False when no more will."""
        data, connections, _, _ = socket.recv_fds(self._control, _READ, _AT_ONCE)
        for connection in connections:
            try:
                child = os.fork()
            except OSError:  # no room for another one now: those there are go on
                self._say({"unborn": 1})
                continue
            if not child:
                for other in set(connections) - {connection}:
                    os.close(other)
                self._live(connection)
            self._children += 1
            self._say({"born": child})
        for connection in connections:
            os.close(connection)
        self._open = bool(data)
        return self._open

    def _live(self, connection: int) -> None:
        """Be a worker, to the end."""
        with contextlib.suppress(BaseException):
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self._control.close()
            worker = Worker(*self._arguments)
            if self._held is not None:
                worker.hold(*self._held)
            # A thread draws its own lots: those of the first one would be the same in every child.
            thread = threading.Thread(target=worker.live, args=(connection, connection))
            thread.start()
            thread.join()
        os._exit(0)

    def _bury(self) -> None:
        while self._children:
            child, status = os.waitpid(-1, os.WNOHANG)
            if not child:
                return
            self._children -= 1
            self._say({"gone": child, "code": os.waitstatus_to_exitcode(status)})

    def _say(self, what: dict[str, Any]) -> None:
        with contextlib.suppress(OSError):  # nobody listens any more
            self._control.sendall(frame(what))


def main(arguments: list[str]) -> int:
    """Speak over the standard input: first what to hold, if anything, then connections."""
    folder, memory, result, seconds = arguments
    control = socket.socket(fileno=os.dup(0))
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)  # a child that kept it would hide the end of this process
    nursery = Nursery(control, (Path(folder), int(memory), int(result), float(seconds)))
    frames, asked = Frames(as_it_is), None
    while asked is None:
        data = control.recv(_READ)
        if not data:
            return 0
        asked = frames.feed(data)
    source, most = asked.head["source"], asked.head["most"]
    if source is not None:
        with contextlib.suppress(TooLargeError, OSError, QualiteGraphError):
            nursery.load(Source(**source), most)
    nursery.run()
    os._exit(0)  # nobody needs the statements to be forgotten one by one


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
