"""What one query may cost, and how many may run: read once from the settings."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final

from qualite_graph.settings import setting

_MEGABYTE: Final = 1 << 20
_LEAST_WORKERS: Final = 2


@dataclass(frozen=True, slots=True)
class Limits:
    """The budget of one query and the size of the pool.

    `seconds` of time once it runs, `memory` and `result` bytes; at most `workers` processes, of which `kept`
    stay when nothing is asked, and all but one of these take queries known to be long; `waiting` seconds
    before a query that finds no free worker is turned away. Up to `image` bytes of statements, as N-Quads,
    are held in memory for all workers; 0 leaves them on disk.
    """

    seconds: float = 30.0
    memory: int = 1024 * _MEGABYTE
    result: int = 256 * _MEGABYTE
    workers: int = 8
    kept: int = _LEAST_WORKERS
    waiting: float = 30.0
    image: int = 256 * _MEGABYTE


def limits() -> Limits:
    """Return the limits that are set, of which those not set follow from the machine."""
    # One more than there are processors: a short query always finds one beside the long ones.
    kept = 1 + max(_LEAST_WORKERS, min(8, os.cpu_count() or _LEAST_WORKERS))
    return Limits(
        seconds=float(setting("query_seconds")),
        memory=int(setting("query_memory")) * _MEGABYTE,
        result=int(setting("query_result")) * _MEGABYTE,
        workers=int(setting("query_workers") or max(8, 2 * kept)),
        kept=kept,
        image=int(setting("query_image")) * _MEGABYTE,
    )
