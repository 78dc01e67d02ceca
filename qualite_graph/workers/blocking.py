"""The pool for callers that wait: pages and commands, which have no event loop of their own."""

from __future__ import annotations

import asyncio
import atexit
import threading
from dataclasses import replace

from qualite_graph.workers.frames import Job, Reply, Source
from qualite_graph.workers.limits import Limits, limits
from qualite_graph.workers.pool import Pool


class BlockingPool:
    """A pool with a thread of its own; any number of threads may wait for it."""

    def __init__(self, budget: Limits | None = None) -> None:
        """Start the thread; the workers start when they are needed."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="query workers", daemon=True)
        self._thread.start()
        # Pages ask little: the statements stay on disk for them.
        self._pool = Pool(budget or replace(limits(), image=0))
        atexit.register(self.close)

    def run(self, job: Job, source: Source) -> Reply:
        """Run a job and wait for its result; see `Pool.run`."""
        return asyncio.run_coroutine_threadsafe(self._pool.run(job, source), self._loop).result()

    def close(self) -> None:
        """Stop the workers and the thread."""
        if not self._loop.is_running():
            return
        atexit.unregister(self.close)
        asyncio.run_coroutine_threadsafe(self._pool.close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
