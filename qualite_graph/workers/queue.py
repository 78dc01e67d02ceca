"""Who gets the next free worker: first come, first served, but long queries never take every one of them."""

from __future__ import annotations

import asyncio
import functools
import re
from collections import OrderedDict, deque
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from qualite_graph.workers.process import Process

_LONG: Final = 0.05
"""Seconds of processor time from which the queries of one shape count as long."""
_MOST_SHAPES: Final = 4096
_MOST_READ: Final = 4096  # characters of a text that make its shape
_VALUES: Final = re.compile(
    r"#[^\r\n>]*$|\"[^\"\r\n]*\"|'[^'\r\n]*'|(?<!LIMIT )(?<!\d)\d+", re.MULTILINE | re.IGNORECASE
)


class Shapes:
    """Which queries were long: those that differ in strings, numbers and comments alone are of one shape.

    While none was, no shape is worked out.
    """

    def __init__(self) -> None:
        """Know nothing yet."""
        self._long: OrderedDict[str, None] = OrderedDict()

    def learn(self, text: str, seconds: float) -> None:
        """Note the processor time of a query; the shapes seen least lately are forgotten."""
        if seconds < _LONG and not self._long:
            return
        shape = shape_of(text)
        if seconds < _LONG:
            self._long.pop(shape, None)
            return
        self._long[shape] = None
        self._long.move_to_end(shape)
        if len(self._long) > _MOST_SHAPES:
            self._long.popitem(last=False)

    def is_long(self, text: str) -> bool:
        """Tell whether the last query of the same shape was long."""
        return bool(self._long) and shape_of(text) in self._long


def shape_of(text: str) -> str:
    """Return a query without what makes it one of many: strings, numbers and comments, but how many rows.

    >>> shape_of('SELECT * { ?p :code "R12" ; :age 3 } LIMIT 50 # the 4th')
    'SELECT * { ?p :code  ; :age  } LIMIT 50 '
    """
    return _shape(text[:_MOST_READ])


@functools.lru_cache(maxsize=256)
def _shape(text: str) -> str:
    return _VALUES.sub("", text)


class Place:
    """One query that waits for a worker."""

    __slots__ = ("granted", "text")

    def __init__(self, text: str) -> None:
        """Wait, in the running event loop."""
        self.text = text
        self.granted: asyncio.Future[Process] = asyncio.get_running_loop().create_future()


class Queue:
    """The queries that wait, in the order they came."""

    def __init__(self, shapes: Shapes) -> None:
        """Start empty."""
        self._shapes = shapes
        self._places: deque[Place] = deque()

    def __len__(self) -> int:
        """Return how many wait."""
        return len(self._places)

    def join(self, place: Place) -> None:
        """Wait as the last one."""
        self._places.append(place)

    def leave(self, place: Place) -> None:
        """Wait no more."""
        if place in self._places:
            self._places.remove(place)

    def next(self, *, long_too: bool) -> Place | None:
        """Take the first one out, or the first that is not known to be long."""
        for place in self._places:
            if not place.granted.done() and (long_too or not self._shapes.is_long(place.text)):
                self._places.remove(place)
                return place
        return None
