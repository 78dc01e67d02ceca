"""A folder that one at a time may change, among the threads and the processes of a machine."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_HERE: Final = threading.Lock()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep everybody else who asks from a folder, made where it is missing; who dies lets go of it.

    The folder itself is locked, and no file is left in it.

    Raises:
        OSError: it cannot be made or opened.
    """
    with _HERE:
        folder.mkdir(parents=True, exist_ok=True)
        if sys.platform == "win32":  # a folder cannot be opened there: threads alone take turns
            yield
            return
        import fcntl  # noqa: PLC0415 -- not everywhere

        number = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(number, fcntl.LOCK_EX)
            yield
        finally:
            os.close(number)
