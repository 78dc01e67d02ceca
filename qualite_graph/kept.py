"""What was worked out from a version of the store, kept until the next write and no longer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Hashable
from typing import Any, Final, TypeVar, cast

MOST_KEPT: Final = 1000
"""How many values are kept: a reader can name as many dates as there are days, each with its own report."""

_T = TypeVar("_T")
_ABSENT = object()


class Kept:
    """Values by key, for one version of the store; safe to share between threads and workspaces."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._values: dict[tuple[int, Hashable], object] = {}
        self._version: int | None = None
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """Return how many values are kept."""
        return len(self._values)

    def at_hand(self, version: int, key: Hashable) -> bool:
        """Tell whether the value of a key need not be made.

        >>> kept = Kept()
        >>> kept.at_hand(1, "key"), kept.value(1, "key", lambda: "made"), kept.at_hand(1, "key")
        (False, 'made', True)
        """
        return (version, key) in self._values

    def carry(self, before: int, after: int, without: Collection[str]) -> None:
        """Take over to a version what was kept for the one before, but for the keys that start in some ways.

        For a write that changes nothing that the others were worked out from.

        >>> kept = Kept()
        >>> kept.value(1, ("map", "a"), lambda: "made"), kept.value(1, ("shelf",), lambda: "made")
        ('made', 'made')
        >>> kept.carry(1, 2, {"shelf"})
        >>> kept.value(2, ("map", "a"), lambda: "again"), kept.value(2, ("shelf",), lambda: "again")
        ('made', 'again')
        """
        with self._lock:
            if self._version == before:
                self._values = {
                    (after, key): value
                    for (version, key), value in self._values.items()
                    if version == before and not (isinstance(key, tuple) and key[0] in without)
                }
                self._version = after

    def value(self, version: int, key: Hashable, make: Callable[[], _T]) -> _T:
        """Return the value of a key for a version, made when it is not kept; the oldest one gives way.

        >>> kept = Kept()
        >>> kept.value(1, "key", lambda: "made"), kept.value(1, "key", lambda: "made again")
        ('made', 'made')
        >>> kept.value(2, "key", lambda: "made again")
        'made again'
        """
        if self._version != version:
            with self._lock:
                self._values.clear()
                self._version = version
        # The version is part of the key: an answer that a write overtook must not pass for a fresh one. It is
        # looked up once: another thread may clear everything between two looks.
        found = self._values.get((version, key), _ABSENT)
        if found is _ABSENT:
            found = make()
            with self._lock:
                self._values[version, key] = found
                while len(self._values) > MOST_KEPT:
                    del self._values[next(iter(self._values))]
        return cast("_T", found)

    def known(self, version: int, key: Hashable) -> Any:
        """Return the value of a key for a version, `None` when it is not kept."""
        return self._values.get((version, key))
