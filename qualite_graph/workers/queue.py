"""Who gets the next free worker: first come, first served, but long queries never take every one of them."""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict, deque
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from qualite_graph.errors import LimitError
    from qualite_graph.workers.process import Process

_LONG: Final = 0.05
"""Seconds of processor time from which the queries of one shape count as long."""
_MOST_SHAPES: Final = 4096
_MOST_READ: Final = 4096  # characters of a text that make its shape
_VALUES: Final = re.compile(
    r"#[^\r\n>]*$|\"[^\"\r\n]*\"|'[^'\r\n]*'|(?<!LIMIT )(?<!\d)\d+", re.MULTILINE | re.IGNORECASE
)


class Shape:
    """What makes a query one of many, worked out once, when it is first asked for."""

    __slots__ = ("_found", "_text")

    def __init__(self, text: str) -> None:
        """Keep the text."""
        self._text = text
        self._found: str | None = None

    @property
    def found(self) -> str:
        """Return the shape."""
        if self._found is None:
            self._found = shape_of(self._text)
        return self._found


class Shapes:
    """Which queries were long: those that differ in strings, numbers and comments alone are of one shape.

    While none was, no shape is worked out.
    """

    def __init__(self) -> None:
        """Know nothing yet."""
        self._long: OrderedDict[str, None] = OrderedDict()

    def __len__(self) -> int:
        """Return how many shapes are known to be long."""
        return len(self._long)

    def learn(self, shape: Shape, seconds: float) -> None:
        """Note the processor time of a query; the shapes seen least lately are forgotten."""
        if seconds < _LONG and not self._long:
            return
        if seconds < _LONG:
            self._long.pop(shape.found, None)
            return
        self._long[shape.found] = None
        self._long.move_to_end(shape.found)
        if len(self._long) > _MOST_SHAPES:
            self._long.popitem(last=False)

    def is_long(self, shape: Shape) -> bool:
        """Tell whether the last query of a shape was long."""
        return bool(self._long) and shape.found in self._long


def shape_of(text: str) -> str:
    """Return a query without what makes it one of many: strings, numbers and comments, but how many rows.

    >>> shape_of('SELECT * { ?p :code "R12" ; :age 3 } LIMIT 50 # the 4th')
    'SELECT * { ?p :code  ; :age  } LIMIT 50 '
    """
    return _VALUES.sub("", text[:_MOST_READ])


class Place:
    """One query that waits for a worker."""

    __slots__ = ("given", "granted", "shape")

    def __init__(self, shape: Shape) -> None:
        """Wait, in the running event loop."""
        self.shape = shape
        self.given: Process | None = None  # for who is cancelled, and cannot read what was granted
        self.granted: asyncio.Future[Process] = asyncio.get_running_loop().create_future()

    def give(self, process: Process) -> None:
        """Let it have a worker."""
        self.given = process
        self.granted.set_result(process)

    def refuse(self, why: LimitError) -> None:
        """Let it have none, unless it has one."""
        if not self.granted.done():
            self.granted.set_exception(why)


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
            if not place.granted.done() and (long_too or not self._shapes.is_long(place.shape)):
                self._places.remove(place)
                return place
        return None
