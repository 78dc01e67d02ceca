"""What is to be done about what lasts: most queries are over long before, and need no clock of their own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

_TICK: Final = 0.001  # seconds: how fine the event loop's time is


class Lasting:
    """Calls back for whatever is under way after some seconds; one timer of the event loop serves all."""

    def __init__(self, seconds: float) -> None:
        """Begin nothing yet."""
        self._seconds = seconds
        self._begun: dict[Callable[[], None], float] = {}  # in the order of time
        self._timer: asyncio.TimerHandle | None = None

    def begin(self, call: Callable[[], None]) -> None:
        """Call, unless it is ended before, once the seconds are over."""
        loop = asyncio.get_running_loop()
        self._begun[call] = loop.time()
        if self._timer is None:
            self._timer = loop.call_later(self._seconds, self._ring)

    def end(self, call: Callable[[], None]) -> None:
        """Do not call any more."""
        self._begun.pop(call, None)

    def close(self) -> None:
        """Call nobody any more."""
        self._begun.clear()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _ring(self) -> None:
        self._timer = None
        loop = asyncio.get_running_loop()
        for call, begun in tuple(self._begun.items()):
            left = begun + self._seconds - loop.time()
            if left > _TICK:
                self._timer = loop.call_later(left, self._ring)
                return
            del self._begun[call]
            call()
