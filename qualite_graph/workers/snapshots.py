"""What workers read of a store: its directory, or a file that a store in memory writes of itself."""

from __future__ import annotations

import tempfile
import threading
import weakref
from pathlib import Path
from typing import Final

from qualite_graph.store import Store
from qualite_graph.workers.frames import Source

_KEPT: Final = 8
"""Files that stay beside a new one: a worker reads one within the time that so many writes take."""

_lock: Final = threading.Lock()
_dumps: Final[weakref.WeakKeyDictionary[Store, _Dump]] = weakref.WeakKeyDictionary()


class _Dump:
    """The file of a store in memory, and those before, which a worker may still be about to read."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="qualite-graph-", ignore_cleanup_errors=True)
        self.version = -1
        self.path = Path()

    def write(self, store: Store) -> None:
        written = sorted(Path(self._folder.name).iterdir(), key=lambda file: int(file.stem))
        for older in written[:-_KEPT]:
            older.unlink()
        with store.writing():
            self.version = store.version
            self.path = Path(self._folder.name) / f"{store.version}.nq"
            store.dump(self.path)


def source_of(store: Store) -> Source:
    """Return what a worker opens to see a store as it is now, after every write that was acknowledged.

    A store in memory writes all it holds to a file once for each version: it is meant for small ones.
    """
    if store.directory is not None:
        # Beside another process that writes, each worker looks by itself for what was committed since.
        return Source(str(store.directory), None, None if store.read_only else store.version)
    with _lock:
        dump = _dumps.get(store)
        if dump is None:
            dump = _dumps[store] = _Dump()
        if dump.version != store.version:
            dump.write(store)
        return Source(None, str(dump.path), dump.version)
