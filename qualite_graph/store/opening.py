"""How the engine opens a directory: alone to write, beside others to read, again after a failed write."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from qualite_graph.errors import StoreLockedError
from qualite_graph.store.faults import is_merged_away, store_error

_PREPARED: Final = "bulk-*.sst"  # how the engine names the files that it writes before taking them in
_TABLE: Final = ".sst"
_FAILED: Final = re.compile("IO error|No space left|only possible on read-write")  # the engine's own words
_ATTEMPTS: Final = 50
_PAUSE: Final = 0.01  # seconds
_HELD: Final = re.compile("lock hold by current process|While lock file")  # RocksDB's own words


def read_write(directory: Path) -> ox.Store:
    """Open a directory for this process alone, making it where it is missing.

    Raises:
        StoreLockedError: another process writes it.
        StoreError: the directory cannot be made, read or written.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        engine = ox.Store(directory)
    except (OSError, RuntimeError) as error:  # a damaged file is the engine's RuntimeError
        if _HELD.search(str(error)):
            raise StoreLockedError("store_locked", directory=directory) from error
        raise store_error(error, directory) from error
    # What a long load that was killed had prepared beside the store: nothing refers to it.
    for left in directory.glob(_PREPARED):
        left.unlink(missing_ok=True)
    return engine


def read_only(directory: Path) -> ox.Store:
    """Open what is committed in a directory at this instant, beside the process that writes it.

    Raises:
        StoreError: the directory cannot be read, or holds no store.
    """
    for attempt in range(_ATTEMPTS):
        try:
            return ox.Store.read_only(str(directory))
        except (OSError, RuntimeError) as error:
            # The writer may merge a file away between our reading of its list of files and our opening
            # of that file: the next list is whole again.
            if not is_merged_away(error) or attempt == _ATTEMPTS - 1:
                raise store_error(error, directory) from error
            time.sleep(_PAUSE)
    raise AssertionError("the last attempt returns or raises")


def tables(directory: Path) -> frozenset[str]:
    """Return the files of statements that a directory has now; none where it cannot be read."""
    try:
        with os.scandir(directory) as entries:
            return frozenset([entry.name for entry in entries if entry.name.endswith(_TABLE)])
    except OSError:
        return frozenset()


def is_lasting(error: OSError | RuntimeError) -> bool:
    """Tell whether the engine will refuse every write after this one, until it is opened again."""
    return _FAILED.search(str(error)) is not None


def once_free(directory: Path) -> ox.Store | None:
    """Open a directory to write as soon as the readers of this process have let it go, if they do soon.

    Raises:
        OSError: it cannot be written.
    """
    for _ in range(_ATTEMPTS):
        try:
            return ox.Store(directory)
        except OSError as error:
            if not _HELD.search(str(error)):
                raise
            time.sleep(_PAUSE)
    return None


def copy_out(engine: ox.Store, directory: Path, *, whole: bool) -> None:
    """Copy what is committed into a new directory; of a snapshot, which is not whole, each statement.

    The engine's own copy of a snapshot would leave out what is not merged yet.

    Raises:
        OSError: it cannot be read or written.
    """
    if whole:
        engine.backup(directory)
        return
    copy = ox.Store(directory)
    copy.bulk_extend(engine.quads_for_pattern(None, None, None, None))
    copy.flush()
