"""Whose page runs: first come, first served.

Python runs one thread at a time. Ten pages that share it by slices are all ready when the last one is; one
after the other, half of them are ready in half that time, and the last no later.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

LONGEST: Final = 0.05
"""After so many seconds a run shares with the next: one that works or waits for long holds nobody up."""


class Turns:
    """Turns in the order of asking, each of at most some seconds; who has one may ask for it again."""

    def __init__(self, longest: float = LONGEST) -> None:
        """Give turns of at most `longest` seconds."""
        self._longest = longest
        self._lock = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._holder: threading.Event | None = None
        self._until = 0.0
        self._own = threading.local()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, and give it up at the end.

        >>> turns = Turns()
        >>> with turns.turn(), turns.turn():
        ...     "in one turn"
        'in one turn'
        """
        if getattr(self._own, "has", False):
            yield
            return
        me = threading.Event()
        self._take(me)
        self._own.has = True
        try:
            yield
        finally:
            self._own.has = False
            self._give(me)

    def _take(self, me: threading.Event) -> None:
        with self._lock:
            self._waiting.append(me)
        while True:
            with self._lock:
                first = self._waiting[0] is me
                left = self._until - time.monotonic() if self._holder else 0.0
                if first and left <= 0:
                    self._waiting.popleft()
                    self._holder, self._until = me, time.monotonic() + self._longest
                    self._call_next()  # who now comes first sees to it that this turn ends
                    return
                me.clear()
            me.wait(left if first else None)

    def _give(self, me: threading.Event) -> None:
        with self._lock:
            if self._holder is me:
                self._holder = None
                self._call_next()

    def _call_next(self) -> None:
        if self._waiting:
            self._waiting[0].set()


PAGES: Final = Turns()
"""The turns of the pages of this server."""
