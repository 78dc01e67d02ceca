"""Answers worked out in this process: each has a time to be ready, and few are worked out at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final, TypeVar

from starlette.concurrency import run_in_threadpool

from qualite_graph.errors import LimitError
from qualite_graph.settings import setting

MOST: Final = 8
"""How many answers are worked out at once: one that is late keeps its place until it is ready."""

_T = TypeVar("_T")


class Deadline:
    """Gives each answer the time of a query.

    A thread cannot be stopped: what is late is worked out to its end, and kept where it can be, so that who
    asks again does not start anew.
    """

    def __init__(self) -> None:
        """Have every place free."""
        self._places = asyncio.Semaphore(MOST)

    async def run(self, work: Callable[[], _T]) -> _T:
        """Return what `work` returns.

        Raises:
            LimitError: it is not ready in time.
        """
        seconds = float(setting("query_seconds"))
        placed = asyncio.Event()
        task = asyncio.ensure_future(self._placed(work, placed))
        try:
            return await asyncio.wait_for(asyncio.shield(task), seconds)
        except TimeoutError:
            task.add_done_callback(_let_go)
            if not placed.is_set():
                task.cancel()  # who still waits for a place gives up; who has one keeps it to the end
            raise LimitError("answer_time", seconds=f"{seconds:g}") from None

    async def _placed(self, work: Callable[[], _T], placed: asyncio.Event) -> _T:
        async with self._places:
            placed.set()
            return await run_in_threadpool(work)


def _let_go(task: asyncio.Task[_T]) -> None:
    """Take what a late answer came to, so that nobody complains that nobody did."""
    if not task.cancelled():
        task.exception()
